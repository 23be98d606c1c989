import { sameTuple } from '#net';
import type { ReplySeen, Tables } from '#tables';
import { printTracked, trackedAs } from '#tables';
import type { ConntrackEntry, HopKey } from '#trace';
import type { Crossing } from './crossings.ts';
import { goesOn } from './crossings.ts';
import { natEntryOf } from './nat-map.ts';

/**
 * The entries that a run leaves in a node's conntrack: one for each connection that crossed its kernel, rewritten or not.
 * Not modelled: the entries of the overlay's own packets, entries of eBPF programs.
 */
export function conntrackOf(
  tables: Tables,
  crossings: readonly Crossing[],
  chipOf: (hop: Crossing['hops'][number]) => string,
): readonly ConntrackEntry[] {
  const times = tables.cluster.settings.serviceProxy.kernel;
  const entries = new Map<string, ConntrackEntry>();
  for (const crossing of crossings) {
    const { pass, protocol, original, hops, back, end } = crossing;
    // Cilium's program rewrites behind the kernel: what that keeps has the source that came.
    const byProgram = hops.flatMap((hop) => natEntryOf(hop) ?? [])[0] ?? null;
    const translated = byProgram?.original ?? crossing.translated;
    const rewriting = hops.filter(
      (hop) =>
        goesOn(hop) &&
        natEntryOf(hop) === null &&
        hop.before !== null &&
        hop.after !== null &&
        hop.after.encapsulates === null &&
        !sameTuple(hop.before, hop.after),
    );
    const restored = back.filter((hop) => hop.kind === 'restore' && natEntryOf(hop) === null).map(({ key }) => key);
    const there = (rewriting.length > 0 ? rewriting : hops.slice(0, 1)).map(({ key }) => key);
    // A later request on the connection finds the entry that the first one made.
    const [made, used] = pass.rides === null ? [there, restored] : [[], [...there, ...restored]];
    const says = (text: string) => `${pass.label}: ${text}`;
    const printed = printTracked(trackedAs(protocol, original, translated), answeredBy(crossing), times);
    const add = (key: string, line: string | null, note: string) => {
      const known = entries.get(key);
      entries.set(key, {
        line,
        note: known?.note ?? says(note),
        made: joined(known?.made, made),
        used: joined(known?.used, used),
      });
    };
    const dropped = pass.outcome.word === 'refused' ? 'rejected' : 'dropped';
    if (end === 'dropped-here') add(`${pass.id} dropped`, null, `${dropped} by a rule, so no entry is kept`);
    else if (byProgram?.tracked === 'here')
      add(`${pass.id} past`, null, 'Cilium’s program takes it past the kernel, and keeps it in its NAT map');
    else if (isUntracked(tables, crossing))
      add(`${pass.id} untracked`, null, 'the DNS cache’s rules take it untracked');
    else if (isReset(crossing))
      add(`${pass.id} reset`, null, 'reset before it was answered, so its entry is gone at once');
    else add(printed, printed, rewriting.length === 0 ? 'nothing is rewritten here' : rewriting.map(chipOf).join(', '));
  }
  return [...entries.values()];
}

function joined(known: readonly HopKey[] | undefined, more: readonly HopKey[]): readonly HopKey[] {
  return [...new Set([...(known ?? []), ...more])];
}

/** Whether a reply has passed the node: none has where the request ends without one, unless it is lost behind this node. */
export function answeredBy({ pass: { outcome }, back }: Crossing): ReplySeen {
  const isSilent = outcome.word === 'timeout' || outcome.word === 'refused';
  return isSilent && back.length === 0 ? 'unreplied' : 'replied';
}

/** A reset that answers the first packet ends the entry (`nf_conntrack_proto_tcp.c`); a reject by ICMP leaves it. */
export function isReset({ protocol, pass: { outcome } }: Crossing): boolean {
  const layer = outcome.stoppedAt?.layer;
  return protocol === 'TCP' && outcome.word === 'refused' && (layer === 'pod' || layer === 'node');
}

/** NodeLocal DNSCache marks what goes to its addresses NOTRACK. */
function isUntracked({ dns }: Tables, { original }: Crossing): boolean {
  return original.dport === 53 && dns.nodeCacheAddresses.includes(original.dst);
}
