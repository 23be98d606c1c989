import type { Odds } from '#trace';
import { possibleIn } from '../every.ts';
import type { KeyJudge } from './key-judge.ts';

/**
 * Over `count`, how many receivers were used. A single request uses one, if it can be delivered. Where not all were drawn,
 * those that were must have reached all who may receive: then more would change nothing.
 */
export const judgeDistinctBackends: KeyJudge<'distinctBackends'> = (wanted, odds) => {
  const single = possibleIn(odds).some(({ outcome }) => outcome.word === 'delivered') ? 1 : 0;
  const used = odds.drawn.length === 0 ? single : new Set(odds.drawn.filter((one) => one !== '')).size;
  const isSure = odds.undrawn === 0 || used === receivers(odds);
  if (used === wanted && isSure) return [];
  const actual = isSure ? String(used) : `at least ${used}: only the first ${odds.drawn.length} requests were drawn`;
  return [{ key: 'distinctBackends', expected: String(wanted), actual }];
};

function receivers(odds: Odds): number {
  const delivered = possibleIn(odds).filter(({ outcome }) => outcome.word === 'delivered');
  return new Set(delivered.flatMap(({ members }) => members.map(({ ip, port }) => `${ip}:${port}`))).size;
}
