import type { Environment } from './environment.ts';
import type { Kept, KeptEntry } from './keep.ts';
import type { KeepUp } from './keep-up.ts';
import type { AppState, Store } from './state.ts';

/** The list of recent documents. What is deleted stays deleted, also the one that is open, until it is edited again. */
export interface KeepActions {
  /** Newest first. */
  readonly kept: () => Promise<readonly KeptEntry[]>;
  /** Takes one off the list; what it was, so that it can be put back. */
  readonly forgetKept: (id: string) => Promise<Kept | null>;
  readonly putBack: (kept: Kept) => Promise<void>;
  readonly forgetAllKept: () => Promise<void>;
  /** Keeps the open document again, after it was deleted. */
  readonly keepOpen: () => void;
  /** Writes at once what was typed last; answers whether the page, loaded again, shows the text as it is. */
  readonly keepNow: () => Promise<'kept' | 'not kept'>;
}

/** Whether the page, loaded again, would show the text that is open. */
export function isTextKept({ document, safe }: Pick<AppState, 'document' | 'safe'>): boolean {
  return safe.keeping === 'kept' && safe.forgotten !== document.id;
}

export function createKeepActions(
  store: Store,
  { shelf }: Pick<Environment, 'shelf'>,
  { again, flush }: KeepUp,
): KeepActions {
  const setForgotten = (forgotten: string | null) =>
    store.setState((state) => ({ ...state, safe: { ...state.safe, forgotten } }));
  return {
    kept: () => shelf.list(),
    async forgetKept(id) {
      const kept = await shelf.take(id);
      await shelf.forget(id);
      if (store.getState().document.id === id) setForgotten(id);
      return kept;
    },
    async putBack(kept) {
      await shelf.keep(kept);
      if (store.getState().safe.forgotten === kept.id) setForgotten(null);
    },
    async forgetAllKept() {
      await shelf.forgetAll();
      const { id, from } = store.getState().document;
      if (from === 'own' || from === 'kept') setForgotten(id);
    },
    keepOpen() {
      const { document, safe } = store.getState();
      if (safe.forgotten === document.id) again();
    },
    async keepNow() {
      await flush();
      return isTextKept(store.getState()) ? 'kept' : 'not kept';
    },
  };
}
