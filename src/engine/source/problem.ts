import type { Range } from './text.ts';

/** A text the user gave: the manifests, the scenario around them, a link, a file named on the command line. */
export type SourceName = 'manifests' | 'scenario' | 'link' | (string & {});

declare const docBrand: unique symbol;
/** One YAML document of the manifests: its number among them from 0, as text. Adding lines or comments does not change it. */
export type DocId = string & { readonly [docBrand]: true };

/** The way to a field from an object's root: `['spec', 'ports', 0, 'targetPort']`. */
export type FieldPath = readonly (string | number)[];

/** Where a problem is: a range of lines in one of the user's texts. */
export interface Place {
  readonly source: SourceName;
  readonly range: Range;
}

export type Severity = 'error' | 'warning' | 'info';

/**
 * Something the user should know about the input. Data, never thrown: the stage that found it went on with what was left.
 * `code` is PascalCase, published once and never renamed; `sentence` says what is wrong, and what was expected;
 * `nearest` holds valid words close to the one found.
 */
export interface Problem {
  readonly code: string;
  readonly severity: Severity;
  readonly place: Place | null;
  /** `Kind/NS/NAME` of the object concerned, where there is one. */
  readonly object: string | null;
  readonly field: FieldPath | null;
  readonly sentence: string;
  readonly nearest: readonly string[];
}

export function problem(
  code: string,
  severity: Severity,
  sentence: string,
  more: Partial<Pick<Problem, 'place' | 'object' | 'field' | 'nearest'>> = {},
): Problem {
  return {
    code,
    severity,
    sentence,
    place: more.place ?? null,
    object: more.object ?? null,
    field: more.field ?? null,
    nearest: more.nearest ?? [],
  };
}

/** `spec.ports[0].targetPort`. */
export function fieldText(path: FieldPath): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    return text === '' ? step : `${text}.${step}`;
  }, '');
}
