import type { Forwarding } from '#cluster';
import type { ServiceMatch } from '../match.ts';
import type { Translation } from '../verdict.ts';
import type { Backends } from './backends.ts';

/** What the programs add to a choice of backends: whom affinity holds, how others' backends are reached. */
export interface Manner {
  readonly heldBy?: string;
  readonly forwarding?: Forwarding;
  readonly algorithm?: 'random' | 'maglev';
}

/** A translation to one of the backends. Nothing is marked: kube-proxy's mark does not exist here. */
export function translationTo(
  match: ServiceMatch,
  { sets, set, endpoints, policy }: Backends,
  manner: Manner,
): Translation {
  const heldBy = manner.heldBy === undefined ? {} : { heldBy: `${match.address}/${manner.heldBy}` };
  const decided = policy === undefined ? {} : { policy };
  const choice = { kind: 'translate', match, sets, set, endpoints, marked: null, scheduling: 'random' } as const;
  return { ...choice, ...decided, ...manner, ...heldBy };
}
