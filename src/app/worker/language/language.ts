import type { FieldDescription, Problem, Range, Suggestion } from '#view';

/** The cursor in one of the two texts, as the editor has it: line and column count from 0. */
export interface Cursor {
  readonly text: 'manifests' | 'scenario';
  readonly lines: readonly string[];
  readonly line: number;
  readonly column: number;
}

/** What the editor asks. Lines of the manifests count from 1 and are those of the text that was loaded last. */
export type LanguageQuestion =
  /** What the API server would refuse, beyond what the engine met when it read the text. */
  | { readonly kind: 'check' }
  | { readonly kind: 'complete'; readonly cursor: Cursor }
  | { readonly kind: 'describe'; readonly cursor: Cursor }
  /** What the fields on a line of the manifests name. */
  | { readonly kind: 'references'; readonly line: number }
  /** What names the object on a line of the manifests. */
  | { readonly kind: 'uses'; readonly line: number };

/** An object and where it stands in the manifests. */
export interface PlacedObject {
  /** `Service shop/web`. */
  readonly text: string;
  readonly range: Range;
}

/** A field that names other objects; without targets none of them is in the manifests. */
export interface Link {
  readonly range: Range;
  readonly wanted: string;
  readonly targets: readonly PlacedObject[];
}

/** An object and the fields that name it. */
export interface Uses {
  readonly object: string;
  readonly places: readonly PlacedObject[];
}

export interface LanguageAnswers {
  readonly check: readonly Problem[];
  readonly complete: readonly Suggestion[];
  readonly describe: FieldDescription | null;
  readonly references: readonly Link[];
  /** `null`: no object stands there. */
  readonly uses: Uses | null;
}
