import { fetchPart, joinScenario, NotFetched } from '#worker';
import type { DocumentActions } from './document-actions.ts';
import type { Environment } from './environment.ts';
import type { FileText } from './file-gather.ts';
import type { Store } from './state.ts';

/** Opening files from the disk. They stay in this browser. */
export interface FileActions {
  /**
   * Makes one text of the files and opens it, as one step that undo takes back; says what was left out. What reads them
   * may have to be fetched first: where that fails (`NotFetched`), nothing is opened and a notice says so. Any other fault
   * is told as one, and thrown on.
   */
  readonly openFiles: (reading: Promise<readonly FileText[]>) => Promise<void>;
  readonly closeFilesTold: () => void;
}

/** What is said of files that were to be opened; `nothing`: the text is what it was. */
interface Said {
  readonly kind: 'told' | 'nothing';
  readonly sentence: string | null;
}

const UNREAD: Said = {
  kind: 'nothing',
  sentence: 'The files were not opened, since a part of the page could not be fetched. Try again when it can be.',
};

function faultOf(error: unknown): Said {
  const message = error instanceof Error ? error.message : String(error);
  return { kind: 'nothing', sentence: `Opening the files met a fault of the program: ${message}` };
}

export function createFileActions(
  store: Store,
  { openText }: Pick<DocumentActions, 'openText'>,
  { client }: Pick<Environment, 'client'>,
): FileActions {
  /** Opens what the files make, and returns what is said of it. */
  async function open(files: readonly FileText[]): Promise<Said> {
    // Not part of the first load.
    const { besideScenario, gatherFiles } = await fetchPart(() => import('./file-gather.ts'));
    const gathered = gatherFiles(files);
    switch (gathered.kind) {
      case 'nothing':
        return gathered;
      case 'text':
        await openText(gathered.text, gathered.label);
        return { kind: 'told', sentence: gathered.sentence };
      case 'scenario': {
        const { path, text } = gathered.scenario;
        const others = text.includes('manifestFiles') ? gathered.others : [];
        const result = await client.ask({ kind: 'open-files', scenario: text, path, files: others });
        if (result.kind !== 'done')
          return { kind: 'nothing', sentence: result.kind === 'failed' ? result.sentence : null };
        await openText(joinScenario(result.value.document), gathered.label);
        return { kind: 'told', sentence: besideScenario(path, files.length, result.value) };
      }
    }
  }

  function tell({ kind, sentence }: Said): void {
    store.setState((state) => ({
      ...state,
      file: { told: kind === 'nothing' || sentence === null ? null : { document: state.document.id, sentence } },
      run: kind === 'nothing' ? { ...state.run, notice: sentence } : state.run,
      panes: { ...state.panes, dialog: null },
    }));
  }

  return {
    async openFiles(reading) {
      try {
        tell(await open(await reading));
      } catch (error) {
        tell(error instanceof NotFetched ? UNREAD : faultOf(error));
        if (!(error instanceof NotFetched)) throw error;
      }
    },
    closeFilesTold: () => store.setState((state) => ({ ...state, file: { told: null } })),
  };
}
