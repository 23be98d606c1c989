import type { Expect } from '#document';
import type { Odds } from '#trace';
import { fractionOf } from '#trace';
import { possibleIn } from './every.ts';
import { distinct, type Failure, unsupported } from './failure.ts';
import { KEYS } from './keys/index.ts';

/**
 * Every expectation that does not hold (SCENARIO.md, expect). With several odds, of several senders, each is judged by
 * itself. Ways that were not expanded, and components that are not modelled, fail by name.
 */
export function judge(expect: Expect, odds: Odds | readonly Odds[]): readonly Failure[] {
  const all: readonly Odds[] = 'possible' in odds ? [odds] : odds;
  return distinct(all.flatMap((one) => [...notSupported(one), ...judgeKeys(expect, one)]));
}

/** What keeps odds from being an answer at all. */
export function notSupported(odds: Odds): readonly Failure[] {
  const unknown = possibleIn(odds).flatMap(({ outcome }) =>
    outcome.stoppedAt?.reason === 'NotModelled' ? outcome.stoppedAt.objects : [],
  );
  return [
    ...(fractionOf(odds.unexpanded).part === 0n
      ? []
      : [unsupported('every way of the request', `${odds.unexpanded} of the ways were not expanded`)]),
    ...unknown.map(({ kind, namespace, name }) =>
      unsupported(
        [kind, namespace, name].filter((part) => part !== null).join('/'),
        'what it does with a request is not modelled',
      ),
    ),
  ];
}

function judgeKeys(expect: Expect, odds: Odds): readonly Failure[] {
  return names().flatMap((key) => judgeKey(key, expect, odds));
}

function names(): readonly (keyof Expect)[] {
  // `Object.keys` forgets the names that the table's type carries.
  return Object.keys(KEYS) as (keyof Expect)[];
}

function judgeKey<K extends keyof Expect>(key: K, expect: Expect, odds: Odds): readonly Failure[] {
  const wanted = expect[key];
  if (wanted === undefined) return [];
  // The table pairs each key with a judge of that key; the compiler cannot carry that through the look-up.
  const judgeOne = KEYS[key] as (wanted: NonNullable<Expect[K]>, odds: Odds) => readonly Failure[];
  return judgeOne(wanted, odds);
}
