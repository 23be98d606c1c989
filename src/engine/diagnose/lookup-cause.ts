import type { Cluster } from '#cluster';
import type { HopOf, Trace } from '#trace';
import { objectNames } from './object-names.ts';
import { reasonText } from './reason-text.ts';

/** What kept the questions of a lookup from being answered, in a sentence read from where they ended; `null` where that is not shown. */
export function silenceCause({ hops, passes }: Pick<Trace, 'hops' | 'passes'>): string | null {
  const lookups = new Set(passes.filter(({ why }) => why === 'lookup').map(({ id }) => id));
  const end = hops.findLast(
    (hop) =>
      lookups.has(hop.pass) && (hop.kind === 'stop' || (hop.kind === 'judge' && hop.decision.verdict === 'denied')),
  );
  switch (end?.kind) {
    case 'judge':
      return `No server answered, as the lookup itself is stopped: ${denialText(end)}.`;
    case 'stop': {
      const text = reasonText(end.decision, end);
      return `No server answered, as the lookup itself is lost: ${text.charAt(0).toLowerCase()}${text.slice(1)}`;
    }
    default:
      return null;
  }
}

/** How many servers and names a lookup that found no name took; `null` where each was more than one. */
export function unknownNameCause({ hops }: Pick<Trace, 'hops'>): string | null {
  const asked = hops.filter((hop) => hop.kind === 'lookup');
  const names = new Set(asked.map(({ decision }) => decision.query.name));
  const servers = new Set(asked.map(({ decision }) => decision.server));
  if (names.size > 1)
    return servers.size > 1 ? null : `The DNS server said NXDOMAIN for each of the ${names.size} names tried.`;
  const who = servers.size > 1 ? 'Every server asked' : 'DNS';
  return `${who} said NXDOMAIN: there is no such name.`;
}

function denialText({ decision: { direction, tier } }: HopOf<'judge'>): string {
  const who = direction === 'egress' ? 'the sender' : 'the DNS server';
  return tier === 'networkPolicy'
    ? `${who} is isolated for ${direction} and no rule allows it`
    : `a policy denies it at ${who}`;
}

/** The Ingress that names a host which nobody outside knows, in a sentence; `null` where a run ended otherwise. */
export function hostOfNobodyFact({ outcome, hops }: Trace, cluster: Cluster): string | null {
  if (outcome.stoppedAt?.reason !== 'NameDoesNotExist' || hops[0].at.place.kind !== 'outside') return null;
  const last = hops.findLast((hop) => hop.kind === 'resolved');
  const name = last?.kind === 'resolved' ? last.decision.name.toLowerCase().replace(/\.$/, '') : '';
  const ingress = cluster.ingresses.find(({ rules }) => rules.some(({ host }) => host.toLowerCase() === name));
  if (name === '' || ingress === undefined) return null;
  return `${objectNames([ingress.ref])} names that host, but nobody serves it, so outside the name points nowhere.`;
}
