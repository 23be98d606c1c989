import type { RequestCheck, RequestEdit, TypedRequest } from '#worker';
import { editOfNow } from './edit-of-now.ts';
import type { Environment } from './environment.ts';
import type { Changing } from './history-actions.ts';
import type { RunActions } from './run-actions.ts';
import type { Store } from './state.ts';

/** Edits of the scenario's requests; each is one step that undo takes back. */
export interface RequestActions {
  /** Makes an edit; what it was refused with, `null` if it was made. */
  readonly editRequests: (edit: RequestEdit) => Promise<string | null>;
  /** The lines that a request would have in the scenario, and what is wrong with it; `null` if a newer question came. */
  readonly checkRequest: (request: TypedRequest, name: string, own: string | null) => Promise<RequestCheck | null>;
  /** Shows a saved request at the first hop of one of its steps (`PARENT > NAME`). */
  readonly chooseStep: (name: string, step: string) => Promise<void>;
}

export function createRequestActions(
  store: Store,
  run: RunActions,
  changing: Changing,
  { client }: Environment,
): RequestActions {
  /** The request to look at afterwards: the edited one if it is shown already or new, its neighbour if it is gone. */
  function nextShown(edit: RequestEdit, show: string | null): string | null {
    const { asked } = store.getState().run;
    const isNew = edit.kind === 'add' || edit.kind === 'duplicate' || edit.kind === 'replace';
    return isNew || (asked?.kind === 'saved' && asked.name === edit.name) ? show : null;
  }

  return {
    async editRequests(edit) {
      const result = await editOfNow(store, (document) => client.ask({ kind: 'edit-requests', document, edit }));
      if (result.kind === 'superseded') return null;
      if (result.kind === 'failed') return result.sentence;
      const edited = result.value;
      if (edited.kind === 'refused') return edited.sentence;
      if (edited.rest === store.getState().document.rest) return null;
      const show = nextShown(edit, edited.show);
      await changing.change(
        labelOf(edit),
        { rest: edited.rest },
        ...(show === null ? [] : [{ kind: 'saved' as const, name: show }]),
      );
      return null;
    },
    async checkRequest(request, name, own) {
      const { manifests, rest } = store.getState().document;
      const result = await client.ask({ kind: 'check-request', document: { manifests, rest }, request, name, own });
      return result.kind === 'done' ? result.value : null;
    },
    async chooseStep(name, step) {
      await run.choose(name);
      const { answer } = store.getState().run;
      const first = answer?.steps?.find((one) => one.path === step)?.first;
      const index = answer?.trace.hops.findIndex((hop) => hop.key === first) ?? -1;
      if (index > 0) store.setState((state) => ({ ...state, player: { ...state.player, t: index } }));
    },
  };
}

function labelOf(edit: RequestEdit): string {
  switch (edit.kind) {
    case 'add':
      return `request ${edit.name} added`;
    case 'replace':
      return `request ${edit.name} changed`;
    case 'rename':
      return `request ${edit.name} renamed`;
    case 'duplicate':
      return `request ${edit.name} copied`;
    case 'move':
      return `request ${edit.name} moved`;
    case 'delete':
      return `request ${edit.name} deleted`;
  }
}
