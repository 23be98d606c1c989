import { inEvery } from '../every.ts';
import type { KeyJudge } from './key-judge.ts';

/** Whether a kernel masqueraded on the way to the first L7 proxy or the receiver. */
export const judgeMasqueraded: KeyJudge<'masqueraded'> = (wanted, odds) =>
  inEvery('masqueraded', String(wanted), odds, ({ masqueraded }) => ({
    holds: masqueraded === wanted,
    actual: String(masqueraded),
  }));
