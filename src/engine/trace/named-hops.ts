import type { Member } from './member.ts';
import type { Hop, Trace } from './trace.ts';

/**
 * What a run decided hop by hop, as texts that can be compared with another run's: pods' addresses are written as the pods
 * that have them. So a run in a cluster that numbers its pods otherwise reads the same until something else is decided.
 */
export interface NamedHop {
  readonly kind: Hop['kind'];
  readonly entering: string;
  readonly whole: string;
}

export function namedHops(trace: Trace): readonly NamedHop[] {
  const owners = ownersIn(trace);
  const name = (value: unknown) => withOwners(JSON.stringify(value), owners);
  return trace.hops.map((hop) => ({
    kind: hop.kind,
    entering: name(hop.before),
    whole: name([hop.at, hop.before, hop.after, hop.decision]),
  }));
}

function withOwners(text: string, owners: ReadonlyMap<string, string>): string {
  // An address ends where no letter, digit, dot or colon of a longer one follows; a port may.
  return text.replaceAll(/[0-9a-f]+(?:[.:]+[0-9a-f]+)+/gi, (found) => {
    const whole = owners.get(found);
    if (whole !== undefined) return whole;
    const colon = found.lastIndexOf(':');
    const owner = colon === -1 ? undefined : owners.get(found.slice(0, colon));
    return owner === undefined ? found : `${owner}${found.slice(colon)}`;
  });
}

/** Address to `NS/NAME`, as far as the run itself says whose it is. */
function ownersIn({ hops, receiver }: Trace): ReadonlyMap<string, string> {
  const owners = new Map<string, string>();
  const add = (ip: string | undefined, pod: string | null) => {
    if (ip !== undefined && pod !== null) owners.set(ip, pod);
  };
  const addMember = (member: Member | null) => add(member?.ip, member?.pod ?? null);
  addMember(receiver);
  for (const hop of hops) {
    addPlace(hop, add);
    if (hop.kind === 'translate' || hop.kind === 'proxy') addMember(hop.decision.chosen);
    if (hop.kind === 'judge') {
      const { direction, pod, tuple } = hop.decision;
      add(direction === 'ingress' ? tuple.dst : tuple.src, `${pod.namespace ?? ''}/${pod.name}`);
    }
  }
  return owners;
}

function addPlace({ kind, at, before, after }: Hop, add: (ip: string | undefined, pod: string) => void): void {
  if (at.place.kind !== 'pod') return;
  if (kind === 'send') add(after?.src, at.place.pod);
  if (kind === 'receive') add(before?.dst, at.place.pod);
}
