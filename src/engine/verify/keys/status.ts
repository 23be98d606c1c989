import { allowedOf, allowedText, inEvery } from '../every.ts';
import type { KeyJudge } from './key-judge.ts';

/** The HTTP status, or a list of allowed ones. */
export const judgeStatus: KeyJudge<'status'> = (wanted, odds) => {
  const allowed = allowedOf(wanted);
  return inEvery('status', allowedText(allowed), odds, ({ response, outcome }) => ({
    holds: response !== null && allowed.includes(response.status),
    actual: response === null ? `no HTTP answer (${outcome.word})` : String(response.status),
  }));
};
