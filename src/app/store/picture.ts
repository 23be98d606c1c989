import type { Found, RequestWay, Selects, Thing } from '#view';

/** What the picture leaves out. What the current request touches is always drawn. */
export type PictureFilter =
  | { readonly kind: 'everything' }
  | { readonly kind: 'touched' }
  | { readonly kind: 'problems' }
  | { readonly kind: 'namespace'; readonly namespace: string }
  | { readonly kind: 'rules'; readonly of: string };

/** What the picture shows beside the current request. */
export interface PictureSlice {
  readonly filter: PictureFilter;
  readonly ways: 'this' | 'all';
  /** The ways of all saved requests, once they were asked for. */
  readonly allWays: readonly RequestWay[];
  readonly search: string;
  /** What the search found, and at which of it the reader is; -1 before the first. */
  readonly found: readonly string[];
  /** How much it found, which may be more than `found` holds. */
  readonly foundTotal: number;
  readonly foundBy: Found['by'] | null;
  readonly foundAt: number;
  /** Whether the reader has gone to what was found, or the text was only typed: the first step goes to the first. */
  readonly foundSeen: 'typed' | 'gone';
  /** What the object under the pointer or the focus selects. */
  readonly selects: Selects | null;
  /** The thing whose panel is open. */
  readonly thing: Thing | null;
}

export const emptyPicture: PictureSlice = {
  filter: { kind: 'everything' },
  ways: 'this',
  allWays: [],
  search: '',
  found: [],
  foundTotal: 0,
  foundBy: null,
  foundAt: -1,
  foundSeen: 'typed',
  selects: null,
  thing: null,
};
