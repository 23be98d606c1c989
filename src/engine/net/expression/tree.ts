/** What an expression is made of, as it was read. */
export type Node =
  | { readonly kind: 'characters'; readonly set: CharacterSet }
  | { readonly kind: 'sequence'; readonly items: readonly Node[] }
  | { readonly kind: 'either'; readonly options: readonly Node[] }
  | { readonly kind: 'repeat'; readonly item: Node; readonly min: number; readonly max: number; readonly greed: Greed }
  | { readonly kind: 'group'; readonly index: number; readonly item: Node }
  | { readonly kind: 'place'; readonly place: Place }
  | { readonly kind: 'apart'; readonly how: Apart; readonly item: Node };

/** How much a repetition takes first, and whether it gives back. */
export type Greed = 'most' | 'least' | 'allOrNothing';

/** `start` and `end` of the text; `lastLine`: the end, or before a line feed that ends the text. */
export type Place = 'start' | 'end' | 'lastLine' | 'lineStart' | 'lineEnd' | 'wordEdge' | 'noWordEdge';

/** What is tried on its own: to look ahead, or to take the first way that fits and keep to it. */
export type Apart = 'ahead' | 'notAhead' | 'atomic';

/** Ranges of UTF-16 code units, both ends included. */
export interface CharacterSet {
  readonly ranges: readonly (readonly [from: number, to: number])[];
  readonly isNegated: boolean;
  readonly letters: 'exact' | 'anyCase';
}

/** Whether a code unit is one of the set. */
export function hasCharacter({ ranges, isNegated, letters }: CharacterSet, code: number): boolean {
  const has = (one: number): boolean => ranges.some(([from, to]) => one >= from && one <= to);
  const found = has(code) || (letters === 'anyCase' && isLetter(code) && has(code ^ 32));
  return found !== isNegated;
}

/** A letter of ASCII: the only ones that a server without UTF support folds. */
function isLetter(code: number): boolean {
  const small = code | 32;
  return small >= 97 && small <= 122;
}

/** What `\w` means. */
export const WORD: CharacterSet['ranges'] = [
  [48, 57],
  [65, 90],
  [95, 95],
  [97, 122],
];
