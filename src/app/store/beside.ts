import type { Answer, Change, OtherAnswer } from '#view';
import type { OtherRun, TypedRequest } from '#worker';

/** What is known beside the run that is shown: what changed, what else it could come to, and a run laid next to it. */
export interface BesideSlice {
  /** Requests that end otherwise than before the last edit that changed an end. */
  readonly changes: readonly Change[];
  /** Those that a person has read; they are not told again, and can still be compared with. */
  readonly read: readonly Change[];
  /** The typed request that a change without a name is of. */
  readonly typed: TypedRequest | null;
  /** What the request that is shown comes to under other values of what is assumed, as far as they were tried. */
  readonly others: readonly OtherAnswer[];
  /** `all`: those that could be tried were; `stopped`: the cluster is so large that none is. */
  readonly trying: 'trying' | 'all' | 'stopped';
  readonly pinned: PinnedRun | null;
}

/** A run kept to compare others with. */
export interface PinnedRun {
  readonly title: string;
  readonly of: OtherRun | { readonly kind: 'shown' };
  readonly answer: Answer;
}

export const emptyBeside: BesideSlice = { changes: [], read: [], typed: null, others: [], trying: 'all', pinned: null };
