import type { Environment } from './environment.ts';
import type { Kept, KeptEntry } from './keep.ts';

/** The list of recent documents. */
export interface KeepActions {
  /** Newest first. */
  readonly kept: () => Promise<readonly KeptEntry[]>;
  /** Takes one off the list; what it was, so that it can be put back. */
  readonly forgetKept: (id: string) => Promise<Kept | null>;
  readonly putBack: (kept: Kept) => Promise<void>;
  readonly forgetAllKept: () => Promise<void>;
}

export function createKeepActions({ shelf }: Environment): KeepActions {
  return {
    kept: () => shelf.list(),
    async forgetKept(id) {
      const kept = await shelf.take(id);
      await shelf.forget(id);
      return kept;
    },
    putBack: async (kept) => void (await shelf.keep(kept)),
    forgetAllKept: () => shelf.forgetAll(),
  };
}
