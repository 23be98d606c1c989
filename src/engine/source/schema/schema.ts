/** What a value may be. `any` is not checked. */
export type Shape =
  | { readonly kind: 'text' | 'number' | 'truth' | 'numberOrText' | 'any' }
  | { readonly kind: 'choice'; readonly values: readonly string[] }
  | { readonly kind: 'list' | 'map'; readonly of: Shape }
  /** An object with the fields of a definition; instead of it one of `words` may stand, where there are any. */
  | { readonly kind: 'object'; readonly name: string; readonly words?: readonly string[] };

export interface Field {
  readonly shape: Shape;
  /** What it means, in one sentence; empty if nobody says. */
  readonly about: string;
  readonly needed: boolean;
}

export interface Definition {
  readonly about: string;
  readonly fields: Readonly<Record<string, Field>>;
}

/** Fields of objects: what may stand where, and what it means. Definitions go by their name, so that they may nest in themselves. */
export interface Schema {
  readonly kinds: readonly { readonly apiVersion: string; readonly kind: string; readonly definition: string }[];
  readonly definitions: Readonly<Record<string, Definition>>;
}
