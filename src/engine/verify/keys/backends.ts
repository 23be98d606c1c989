import type { Fraction, Member, Odds } from '#trace';
import { fraction, fractionOf, plus, shareOf, times, ZERO } from '#trace';
import { listText, possibleIn } from '../every.ts';
import { isNamed, nameOf } from '../named.ts';
import { isShare } from '../stated-share.ts';
import type { KeyJudge } from './key-judge.ts';

/** Who gets which share, by rule; shares of zero may be left out, and nobody else may get any. */
export const judgeBackends: KeyJudge<'backends'> = (wanted, odds) => {
  const names = Object.keys(wanted);
  const right = Object.entries(wanted).every(([name, share]) =>
    isShare(
      shareWhere(odds, (member) => isNamed(member, name)),
      share,
    ),
  );
  const others = shareWhere(odds, (member) => !names.some((name) => isNamed(member, name)));
  if (right && others.part === 0n) return [];
  const expected = listText(Object.entries(wanted).map(([name, share]) => `${name} ${share}`));
  return [{ key: 'backends', expected, actual: sharesText(odds, names) }];
};

function shareWhere(odds: Odds, belongs: (member: Member) => boolean): Fraction {
  return possibleIn(odds).reduce<Fraction>((sum, { share, members, outcome }) => {
    if (outcome.word !== 'delivered' || members.length === 0) return sum;
    const part = BigInt(members.filter(belongs).length);
    return plus(sum, times(fractionOf(share), fraction(part, BigInt(members.length))));
  }, ZERO);
}

/** The shares under the names that were asked for, and under their own for the rest. */
function sharesText(odds: Odds, names: readonly string[]): string {
  const called = (member: Member): string => names.find((name) => isNamed(member, name)) ?? nameOf(member);
  const found = new Set(
    possibleIn(odds).flatMap(({ outcome, members }) => (outcome.word === 'delivered' ? members.map(called) : [])),
  );
  return listText(
    [...found].map((name) => `${name} ${shareOf(shareWhere(odds, (member) => called(member) === name))}`),
  );
}
