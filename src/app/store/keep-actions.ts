import type { Environment } from './environment.ts';
import type { KeptEntry } from './keep.ts';

/** The list of recent documents. */
export interface KeepActions {
  /** Newest first. */
  readonly kept: () => Promise<readonly KeptEntry[]>;
  readonly forgetKept: (id: string) => Promise<void>;
  readonly forgetAllKept: () => Promise<void>;
}

export function createKeepActions({ shelf }: Environment): KeepActions {
  return {
    kept: () => shelf.list(),
    forgetKept: (id) => shelf.forget(id),
    forgetAllKept: () => shelf.forgetAll(),
  };
}
