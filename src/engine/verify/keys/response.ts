import { inEvery } from '../every.ts';
import { headerOf, headerRules, valueText } from '../headers.ts';
import type { KeyJudge } from './key-judge.ts';

/** Headers of the answer that the sender gets. */
export const judgeResponse: KeyJudge<'response'> = (wanted, odds) =>
  headerRules('response', wanted).flatMap(({ key, expected, fits, name }) =>
    inEvery(key, expected, odds, ({ response, outcome }) => ({
      holds: response !== null && fits(headerOf(response.headers, name)),
      actual: response === null ? `no HTTP answer (${outcome.word})` : valueText(headerOf(response.headers, name)),
    })),
  );
