import { allowedOf, allowedText, inEvery } from '../every.ts';
import type { KeyJudge } from './key-judge.ts';

/** What the sender experiences: one word or a list of allowed ones. */
export const judgeOutcome: KeyJudge<'outcome'> = (wanted, odds) => {
  const allowed = allowedOf(wanted);
  return inEvery('outcome', allowedText(allowed), odds, ({ outcome }) => ({
    holds: allowed.includes(outcome.word),
    actual:
      outcome.stoppedAt === null
        ? outcome.word
        : `${outcome.word}, ${outcome.stoppedAt.layer} ${outcome.stoppedAt.reason}`,
  }));
};
