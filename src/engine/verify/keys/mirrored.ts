import type { Fraction, Member, Odds } from '#trace';
import { fractionOf, plus, shareOf, ZERO } from '#trace';
import { listText, possibleIn } from '../every.ts';
import { isNamed, nameOf } from '../named.ts';
import { isShare } from '../stated-share.ts';
import type { KeyJudge } from './key-judge.ts';

/** Who got a copy: the whole list over all possibilities, or the share of requests that were copied to each. */
export const judgeMirrored: KeyJudge<'mirrored'> = (wanted, odds) => {
  const names = isList(wanted) ? wanted : Object.keys(wanted);
  const copies = possibleIn(odds).flatMap(({ mirrored }) => mirrored);
  const nobodyElse = copies.every((member) => names.some((name) => isNamed(member, name)));
  const right = isList(wanted)
    ? names.every((name) => copies.some((member) => isNamed(member, name)))
    : Object.entries(wanted).every(([name, share]) => isShare(shareCopiedTo(odds, name), share));
  if (right && nobodyElse) return [];
  const expected = isList(wanted) ? wanted : Object.entries(wanted).map(([name, share]) => `${name} ${share}`);
  const called = (member: Member): string => names.find((name) => isNamed(member, name)) ?? nameOf(member);
  const actual = [...new Set(copies.map(called))].map((name) => `${name} ${shareOf(shareCopiedTo(odds, name))}`);
  return [{ key: 'mirrored', expected: listText(expected), actual: listText(actual) }];
};

function isList(wanted: readonly string[] | Readonly<Record<string, number | string>>): wanted is readonly string[] {
  return Array.isArray(wanted);
}

function shareCopiedTo(odds: Odds, name: string): Fraction {
  return possibleIn(odds).reduce<Fraction>(
    (sum, { share, mirrored }) =>
      mirrored.some((member) => isNamed(member, name) || nameOf(member) === name) ? plus(sum, fractionOf(share)) : sum,
    ZERO,
  );
}
