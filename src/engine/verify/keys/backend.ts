import { inEvery, listText } from '../every.ts';
import { isNamed, nameOf } from '../named.ts';
import type { KeyJudge } from './key-judge.ts';

/** Who got it: `NS/NAME` of the pod, of its workload, or of the Service it was chosen through. */
export const judgeBackend: KeyJudge<'backend'> = (wanted, odds) =>
  inEvery('backend', wanted, odds, ({ members, outcome }) => ({
    holds: outcome.word === 'delivered' && members.length > 0 && members.every((member) => isNamed(member, wanted)),
    actual:
      outcome.word !== 'delivered' || members.length === 0
        ? `nobody (${outcome.word})`
        : listText([...new Set(members.filter((member) => !isNamed(member, wanted)).map(nameOf))]),
  }));
