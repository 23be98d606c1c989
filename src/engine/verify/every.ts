import type { Fraction, Odds, Possibility } from '#trace';
import { fractionOf, ONE, plus, shareOf, ZERO } from '#trace';
import type { Failure } from './failure.ts';

/** The possibilities that can happen at all. */
export function possibleIn(odds: Odds): readonly Possibility[] {
  return odds.possible.filter(({ share }) => fractionOf(share).part > 0n);
}

/** What one expectation looks at in one possibility: whether it holds, and what is there instead, as text. */
export interface Finding {
  readonly holds: boolean;
  readonly actual: string;
}

/** Demands that something holds in every possibility; the failure lists what was found, with its share where that is not all. */
export function inEvery(
  key: string,
  expected: string,
  odds: Odds,
  look: (possibility: Possibility) => Finding,
): readonly Failure[] {
  const wrong = new Map<string, Fraction>();
  for (const possibility of possibleIn(odds)) {
    const { holds, actual } = look(possibility);
    if (!holds) wrong.set(actual, plus(wrong.get(actual) ?? ZERO, fractionOf(possibility.share)));
  }
  if (wrong.size === 0) return [];
  const found = [...wrong].map(([actual, share]) =>
    shareOf(share) === shareOf(ONE) ? actual : `${actual} (${shareOf(share)})`,
  );
  return [{ key, expected, actual: listText(found) }];
}

const SHOWN = 12;

/** `a, b, c and 4 more`; `none` for an empty list. */
export function listText(items: readonly string[]): string {
  if (items.length === 0) return 'none';
  const more = items.length - SHOWN;
  return more <= 0 ? items.join(', ') : `${items.slice(0, SHOWN).join(', ')} and ${more} more`;
}

/** One value or a list of allowed ones, as a list. */
export function allowedOf<T extends string | number>(wanted: T | readonly T[]): readonly T[] {
  return typeof wanted === 'string' || typeof wanted === 'number' ? [wanted] : wanted;
}

/** `a`, or `one of a, b`. */
export function allowedText(allowed: readonly (string | number)[]): string {
  const words = allowed.map(String);
  return words.length === 1 ? (words[0] ?? '') : `one of ${listText(words)}`;
}
