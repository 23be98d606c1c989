import type { DocumentActions } from './document-actions.ts';
import type { FileText } from './file-gather.ts';
import type { Store } from './state.ts';

/** Opening files from the disk. They stay in this browser. */
export interface FileActions {
  /** Makes one text of the files and opens it, as one step that undo takes back; says what was left out. */
  readonly openFiles: (files: readonly FileText[]) => Promise<void>;
  readonly closeFilesTold: () => void;
}

export function createFileActions(store: Store, { openText }: Pick<DocumentActions, 'openText'>): FileActions {
  return {
    async openFiles(files) {
      // Not part of the first load.
      const { gatherFiles } = await import('./file-gather.ts');
      const gathered = gatherFiles(files);
      const { sentence } = gathered;
      if (gathered.kind === 'text') await openText(gathered.text, gathered.label);
      store.setState((state) => ({
        ...state,
        file: {
          told: gathered.kind === 'nothing' || sentence === null ? null : { document: state.document.id, sentence },
        },
        run: gathered.kind === 'nothing' ? { ...state.run, notice: sentence } : state.run,
        panes: { ...state.panes, dialog: null },
      }));
    },
    closeFilesTold: () => store.setState((state) => ({ ...state, file: { told: null } })),
  };
}
