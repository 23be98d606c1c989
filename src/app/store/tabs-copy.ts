import { renamed } from './history.ts';
import type { AppState } from './state.ts';

/** The same state with its document as one of its own, so that it is kept beside the one it was. */
export function asCopy(state: AppState, id: string): AppState {
  return {
    ...state,
    document: { ...state.document, id, began: 'copy', copyOf: state.document.id, from: 'own' },
    history: renamed(state.history, state.document.id, id),
  };
}

/** An edit of a document that another tab has edited makes a copy; everything else stays as it is. */
export function copiedIfSuperseded(state: AppState, fresh: () => string): AppState {
  const { document, tabs } = state;
  if (document.from !== 'own' || !tabs.superseded.includes(document.id)) return state;
  return { ...asCopy(state, fresh()), safe: { ...state.safe, toast: { kind: 'copied' } } };
}
