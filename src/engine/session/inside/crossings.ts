import type { Cluster } from '#cluster';
import type { Packet, Tuple } from '#net';
import { sameTuple, tupleOf } from '#net';
import type { Hop, HopKey, Pass, Trace } from '#trace';

/** One connection at one node: how its packets came and how they left, with the hops of the run that concern it. */
export interface Crossing {
  readonly pass: Pass;
  readonly protocol: Packet['protocol'];
  readonly original: Tuple;
  readonly translated: Tuple;
  /** Hops on the node on the way there, in order. */
  readonly hops: readonly Hop[];
  /** Hops on the node on the way back. */
  readonly back: readonly Hop[];
  /** Whether a rule of kube-proxy or a policy ended it here, before the kernel keeps its connection. */
  readonly end: 'went-on' | 'dropped-here';
}

/**
 * The connections of a run that cross a node's kernel, in the order in which they first do. A packet that left the node and
 * comes back rewritten, as by a balancer, is another connection to it.
 */
export function crossingsOf(cluster: Cluster, trace: Trace, node: string): readonly Crossing[] {
  return trace.passes.flatMap((pass) => {
    const hops = trace.hops.filter((hop) => hop.pass === pass.id);
    const there = hops.filter(({ way }) => way === 'forward');
    if (staysInPod(there)) return [];
    const seen = there.flatMap((hop, index) => packetsSeen(cluster, node, hop, there, index));
    const back = hops.filter((hop) => hop.way === 'reply' && nodeOf(cluster, hop) === node);
    const visits = visitsOf(cluster, node, seen, there);
    return visits.flatMap((visit, index): readonly Crossing[] => {
      const [first] = visit;
      const last = visit.at(-1);
      if (first === undefined || last === undefined) return [];
      const [original, translated] = [tupleOf(first.packet), tupleOf(last.packet)];
      const isLast = index === visits.length - 1;
      return [
        {
          pass,
          protocol: first.packet.protocol,
          original,
          translated,
          hops: there.filter((hop) => visit.some((one) => one.hop === hop.key)),
          back: visits.length === 1 ? back : back.filter((hop) => answers(hop, original, translated)),
          end: isLast && isDroppedAt(node, there.at(-1)) ? 'dropped-here' : 'went-on',
        },
      ];
    });
  });
}

/** What is seen, cut where the packet was away from the node and came back as another one. */
function visitsOf(
  cluster: Cluster,
  node: string,
  seen: readonly Seen[],
  there: readonly Hop[],
): readonly (readonly Seen[])[] {
  const visits: Seen[][] = [];
  for (const [index, one] of seen.entries()) {
    const before = seen[index - 1];
    const isBack =
      before !== undefined &&
      there.slice(before.at + 1, one.at).some((hop) => nodeOf(cluster, hop) !== node) &&
      !sameTuple(before.packet, one.packet);
    const visit = visits.at(-1);
    if (visit === undefined || isBack) visits.push([one]);
    else visit.push(one);
  }
  return visits;
}

/** Whether a hop of the way back is of that connection: its packet comes from where that one went, or was to go. */
function answers({ before, after }: Hop, ...ends: readonly Tuple[]): boolean {
  const packet = before ?? after;
  return packet !== null && ends.some(({ dst, dport }) => packet.src === dst && packet.sport === dport);
}

/** The packet inside an overlay's. */
export function innermost(packet: Packet): Packet {
  return packet.encapsulates === null ? packet : innermost(packet.encapsulates);
}

/** The node on whose kernel or in whose pod a hop is; `null` elsewhere. */
export function nodeOf(cluster: Cluster, { at: { place } }: Hop): string | null {
  switch (place.kind) {
    case 'node':
      return place.node;
    case 'pod':
      return cluster.podByKey.get(place.pod)?.node ?? null;
    case 'balancer':
    case 'outside':
      return null;
  }
}

/** A pod's packets to itself go over its own loopback and never meet the node's kernel. */
function staysInPod(hops: readonly Hop[]): boolean {
  const [first] = hops;
  const pod = first?.at.place.kind === 'pod' ? first.at.place.pod : null;
  return pod !== null && hops.every(({ at: { place } }) => place.kind === 'pod' && place.pod === pod);
}

/** Hops after which the same packet goes on; after others it may be an answer, or another connection's. */
export function goesOn({ kind, at }: Hop): boolean {
  return at.place.kind === 'node' && (kind === 'translate' || kind === 'masquerade' || kind === 'route');
}

interface Seen {
  readonly hop: HopKey;
  /** Place of the hop on the way there. */
  readonly at: number;
  readonly packet: Packet;
}

/** What the node's kernel sees of a hop: its own in full, in a pod of it the packet that comes or the one that is sent. */
function packetsSeen(cluster: Cluster, node: string, hop: Hop, there: readonly Hop[], at: number): readonly Seen[] {
  if (nodeOf(cluster, hop) !== node) return [];
  const before = there[at - 1];
  const came = hop.before ?? (before?.kind === 'route' ? before.after : null);
  const packets = [came ?? (hop.kind === 'send' ? hop.after : null), goesOn(hop) ? hop.after : null];
  return packets.flatMap((packet) => (packet === null ? [] : [{ hop: hop.key, at, packet: innermost(packet) }]));
}

/** conntrack keeps a connection when its first packet leaves postrouting or input; what filter rules drop never does. */
function isDroppedAt(node: string, last: Hop | undefined): boolean {
  if (last === undefined || last.after !== null || last.at.place.kind !== 'node' || last.at.place.node !== node) {
    return false;
  }
  return last.at.hook !== 'wire' && (last.layer === 'service' || last.layer === 'policy');
}
