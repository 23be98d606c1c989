import type { Keeping } from './keep.ts';

/** Something that has just happened to the user's text, told once; the next change takes it away. */
export type Toast =
  /** An own text had to make room. `title` is what it is called under Open. */
  | { readonly kind: 'put-away'; readonly title: string; readonly keeping: Keeping }
  /** The text became a document of its own beside that of another tab. */
  | { readonly kind: 'copied' };

/** Whether the user's text is safe, and what was said of it. */
export interface SafeSlice {
  /** How keeping went the last time. */
  readonly keeping: Keeping;
  readonly toast: Toast | null;
  /** The open document, after it was deleted from the recent ones: it is kept nowhere until it is edited. */
  readonly forgotten: string | null;
  /** Bars that were closed. */
  readonly closed: readonly string[];
}

export const emptySafe: SafeSlice = { keeping: 'kept', toast: null, forgotten: null, closed: [] };
