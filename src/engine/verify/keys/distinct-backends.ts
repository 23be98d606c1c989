import { possibleIn } from '../every.ts';
import type { KeyJudge } from './key-judge.ts';

/** Over `count`, how many receivers were used. A single request uses one, if it can be delivered. */
export const judgeDistinctBackends: KeyJudge<'distinctBackends'> = (wanted, odds) => {
  const single = possibleIn(odds).some(({ outcome }) => outcome.word === 'delivered') ? 1 : 0;
  const used = odds.drawn.length === 0 ? single : new Set(odds.drawn.filter((one) => one !== '')).size;
  return used === wanted ? [] : [{ key: 'distinctBackends', expected: String(wanted), actual: String(used) }];
};
