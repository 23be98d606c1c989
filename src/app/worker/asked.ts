import type { TypedRequest } from './request-edit.ts';

/** Which request is asked for: one that the scenario names, or one from the request bar. */
export type Asked =
  | { readonly kind: 'saved'; readonly name: string }
  | { readonly kind: 'typed'; readonly request: TypedRequest };
