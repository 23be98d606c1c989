import { parseIp } from '#net';
import { inEvery } from '../every.ts';
import type { KeyJudge } from './key-judge.ts';

/** The source address that the receiver sees at L3. */
export const judgeSourceSeen: KeyJudge<'sourceSeen'> = (wanted, odds) => {
  const expected = parseIp(wanted) ?? wanted;
  return inEvery('sourceSeen', expected, odds, ({ sourceSeen, outcome }) => ({
    holds: sourceSeen === expected,
    actual: sourceSeen ?? `nobody saw it (${outcome.word})`,
  }));
};
