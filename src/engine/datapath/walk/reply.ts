import type { Cluster, ClusterPod } from '#cluster';
import type { Packet, Payload } from '#net';
import { reversed, sameTuple } from '#net';
import { entryName, trackedAs } from '#tables';
import type { Consulted, Location, Place } from '#trace';
import type { Draft, Flow, Nat, World } from '../flow.ts';
import { outerPacket } from '../outer-packet.ts';
import { egressRead } from '../stations/cni/egress-gateway.ts';
import { natMapRestored } from '../stations/nat-map.ts';
import { toldBySocket } from './socket-reply.ts';

/** How a reply fared: the hops to record, and whether the sender takes it for an answer to what it sent. */
export interface ReplyWalk {
  readonly hops: readonly { readonly at: Location; readonly draft: Draft }[];
  readonly arrived: 'asDialled' | 'fromElsewhere' | 'lost';
  /** What reached the sender, `null` where nothing did. A socket that eBPF connected to a backend hears the backend. */
  readonly packet: Packet | null;
}

/**
 * Walks the reply by routes from where the request ended to the source it carried. NAT entries are undone only at nodes
 * and balancers that the reply really crosses, as conntrack does; an answer whose source is not what the sender
 * dialled is dropped by the sender.
 */
export function walkReply(flow: Flow, payload: Payload | null, world: World): ReplyWalk {
  const hops: { at: Location; draft: Draft }[] = [];
  let packet: Packet = { ...flow.packet, ...reversed(flow.packet), carries: payload, encapsulates: null };
  let entries: readonly Nat[] = flow.nat;
  let place = kernelOf(flow.at.place, world.cluster);
  const home = kernelOf(flow.sent.at.place, world.cluster);
  for (let steps = 0; steps < 16; steps++) {
    const sentBy = steps === 0 ? 'itself' : 'others';
    for (let undone = undo(place, packet, entries); undone !== null; ) {
      const { keptBy: by } = undone;
      hops.push(...restores({ place, sentBy, by, world }, packet, undone.packet));
      packet = undone.packet;
      entries = undone.entries;
      // A program gives the packet to the kernel, which looks for an entry of its own.
      undone = by === 'program' ? undo(place, packet, entries) : null;
    }
    const told = samePlace(place, home) ? toldBySocket(packet, entries) : null;
    const heard = told === null || told.hop === null ? packet : told.packet;
    if (told !== null) {
      if (told.hop !== null) hops.push({ at: { place, hook: 'socket' }, draft: told.hop });
      packet = told.packet;
    }
    if (samePlace(place, home) && packet.dst === flow.sent.tuple.src && packet.dport === flow.sent.tuple.sport) {
      const isDialled = sameTuple(reversed(packet), flow.sent.tuple);
      return { hops, arrived: isDialled ? 'asDialled' : 'fromElsewhere', packet: heard };
    }
    const next = onward(place, packet, entries, world);
    if (next === null) return { hops, arrived: 'lost', packet: null };
    if (next.hop !== null) hops.push(next.hop);
    place = next.place;
  }
  return { hops, arrived: 'lost', packet: null };
}

/** Packets of a host network pod are the node's own. */
function kernelOf(place: Place, cluster: Cluster): Place {
  if (place.kind !== 'pod') return place;
  const pod = cluster.podByKey.get(place.pod);
  return pod?.hostNetwork === true ? { kind: 'node', node: pod.node } : place;
}

function undo(
  place: Place,
  packet: Packet,
  entries: readonly Nat[],
): { packet: Packet; entries: readonly Nat[]; keptBy: Undoing['by'] } | null {
  const entry = entries.findLast(
    (nat) => nat.keptBy !== 'socket' && samePlace(nat.place, place) && sameTuple(reversed(nat.translated), packet),
  );
  if (entry === undefined) return null;
  return {
    packet: { ...packet, ...reversed(entry.original) },
    entries: entries.filter((nat) => nat !== entry),
    keptBy: entry.keptBy === 'natMap' ? 'program' : 'node',
  };
}

interface Onward {
  readonly place: Place;
  readonly hop: { readonly at: Location; readonly draft: Draft } | null;
}

function onward(place: Place, packet: Packet, entries: readonly Nat[], world: World): Onward | null {
  switch (place.kind) {
    case 'pod': {
      const pod: ClusterPod | undefined = world.cluster.podByKey.get(place.pod);
      return pod === undefined || pod.node === '' ? null : { place: { kind: 'node', node: pod.node }, hop: null };
    }
    case 'node':
      return fromNode(place.node, packet, entries, world);
    case 'balancer':
    case 'outside': {
      const node = nodeFor(packet, world);
      if (node !== null) return { place: { kind: 'node', node }, hop: null };
      return outsideOrBalancer(packet, entries);
    }
  }
}

function fromNode(node: string, packet: Packet, entries: readonly Nat[], world: World): Onward | null {
  const route = world.tables.routes.next(node, packet.dst);
  const at: Location = { place: { kind: 'node', node }, hook: 'postrouting' };
  switch (route.kind) {
    case 'local':
    case 'none':
      return null;
    case 'pod':
      return { place: { kind: 'pod', pod: route.pod.key }, hop: null };
    case 'node': {
      const kept = keptBy(packet, entries);
      if (kept !== null) return { place: kept, hop: null };
      // An egress gateway sends the answer back by the tunnel, also where pods are routed natively.
      const egress = world.tables.routes.egress(packet.dst, packet.src);
      const brought = egress?.node?.name === node ? egress : null;
      const taken = brought === null ? route : world.tables.routes.tunnel(node, route.node);
      const outer = outerPacket(packet, taken);
      const draft: Draft = () => ({
        kind: 'route',
        layer: 'cni',
        before: packet,
        after: outer ?? packet,
        decision: { to: 'node', next: route.node.name, encapsulation: taken.encapsulation, device: taken.device },
        because: [],
        consulted: [
          brought === null
            ? { table: { kind: 'routes', at: node, name: 'main' }, row: route.row }
            : egressRead(node, brought),
        ],
      });
      return { place: { kind: 'node', node: route.node.name }, hop: { at: { ...at, hook: 'wire' }, draft } };
    }
    case 'outside':
      return outsideOrBalancer(packet, entries);
  }
}

/** A balancer that kept the client's address and stands in the network between nodes takes the reply back in as well. */
function keptBy(packet: Packet, entries: readonly Nat[]): Place | null {
  const entry = entries.findLast(
    ({ place, translated }) => place.kind === 'balancer' && sameTuple(reversed(translated), packet),
  );
  return entry?.place ?? null;
}

function outsideOrBalancer(packet: Packet, entries: readonly Nat[]): Onward {
  // Whoever put that address in front has it: a balancer, a NAT gateway, the translation in front of a node, a node with an address for egress.
  const holder = entries.findLast(
    ({ place, original, translated }) =>
      translated.src === packet.dst &&
      (place.kind === 'balancer' || place.kind === 'outside' || original.src !== translated.src),
  );
  return { place: holder?.place ?? { kind: 'outside', ip: packet.dst }, hop: null };
}

/** The node that an address inside the cluster belongs to or stands behind. */
function nodeFor(packet: Packet, world: World): string | null {
  const node = world.cluster.nodeByIp.get(packet.dst);
  if (node !== undefined) return node.name;
  const pod = world.cluster.podByIp.get(packet.dst);
  return pod?.node ?? null;
}

/** Where a reply is turned back: `itself` if a process of that node sent it. */
interface Undoing {
  readonly place: Place;
  readonly sentBy: 'itself' | 'others';
  /** Who kept the entry: Cilium's program beside the kernel, or what the node's mode says. */
  readonly by: 'program' | 'node';
  readonly world: World;
}

/**
 * Where conntrack undoes an entry: the destination (of a masquerade) on the way in, the source (of a translated
 * destination) on the way out or, for the node's own packets, in; IPVS gives the source back in forward (of what the node
 * itself answers in output), an eBPF program both at the device it came in by.
 * Not modelled: where both are undone, one hop stands for the two, at the later of their hooks.
 * Source: net/netfilter/nf_nat_core.c, nf_nat_packet and HOOK2MANIP; net/netfilter/ipvs/ip_vs_core.c, ip_vs_ops.
 */
function hookOf({ place, sentBy, by, world: { cluster } }: Undoing, from: Packet, to: Packet): Location['hook'] {
  if (place.kind !== 'node') return place.kind === 'outside' ? 'forward' : 'balancer';
  if (by === 'program') return 'prerouting';
  const isAnswer = sentBy === 'itself' && cluster.settings.serviceProxy.mode !== 'ebpf';
  if (from.src === to.src && from.sport === to.sport) return isAnswer ? 'output' : 'prerouting';
  const isOwn = cluster.nodes.some(({ name, addresses }) => name === place.node && addresses.includes(to.dst));
  if (isOwn) return 'input';
  const { mode } = cluster.settings.serviceProxy;
  if (mode === 'ebpf') return from.dst === to.dst ? 'postrouting' : 'prerouting';
  if (mode !== 'ipvs') return 'postrouting';
  return isAnswer ? 'output' : 'forward';
}

/** netfilter undoes a masquerade and a translated destination at two hooks, others both at once. */
function restores(undoing: Undoing, from: Packet, to: Packet): readonly { at: Location; draft: Draft }[] {
  const { place } = undoing;
  const entry = { from, to };
  const one = (before: Packet, after: Packet) => ({
    at: { place, hook: hookOf(undoing, before, after) },
    draft: restoreDraft(undoing, before, after, entry),
  });
  const between = { ...from, dst: to.dst, dport: to.dport };
  const isBoth = !sameTuple(from, between) && !sameTuple(between, to);
  return isBoth && isInConntrack(undoing) ? [one(from, between), one(between, to)] : [one(from, to)];
}

function isInConntrack({ place, by, world: { cluster } }: Undoing): boolean {
  return place.kind === 'node' && by === 'node' && cluster.settings.serviceProxy.mode !== 'ebpf';
}

function restoreDraft(
  undoing: Undoing,
  from: Packet,
  to: Packet,
  entry: { readonly from: Packet; readonly to: Packet },
): Draft {
  const {
    place,
    world: { cluster },
  } = undoing;
  const inConntrack = isInConntrack(undoing);
  const node = place.kind === 'node' ? place.node : place.kind === 'balancer' ? place.service : inFront(place, cluster);
  return () => ({
    kind: 'restore',
    layer: place.kind === 'node' ? ownerOf(entry) : 'edge',
    before: from,
    after: to,
    decision: {
      node,
      from: { src: from.src, sport: from.sport, dst: from.dst, dport: from.dport },
      to: { src: to.src, sport: to.sport, dst: to.dst, dport: to.dport },
    },
    because: [],
    consulted: inConntrack ? [conntrackEntry(node, entry.from, entry.to)] : natMapRestored(cluster, node, from, to),
  });
}

/** Who translates in front of the nodes. */
function inFront(place: Place, cluster: Cluster): string {
  const node = place.kind === 'outside' ? cluster.nodeByPublicIp.get(place.ip) : undefined;
  return node === undefined ? 'the NAT gateway' : `the network in front of ${node.name}`;
}

/** Whose rewriting on a node it was: kube-proxy masquerades only what it translated there, so a source alone is the CNI's. */
function ownerOf({ from, to }: { readonly from: Packet; readonly to: Packet }): 'service' | 'cni' {
  return from.src === to.src && from.sport === to.sport ? 'cni' : 'service';
}

/** The entry that undid it: the restored reply turned round is what came, the reply as it is what is looked up. */
function conntrackEntry(node: string, from: Packet, to: Packet): Consulted {
  const name = entryName(trackedAs(from.protocol, reversed(to), reversed(from)));
  return { table: { kind: 'conntrack', at: node, name }, row: name };
}

function samePlace(a: Place, b: Place): boolean {
  switch (a.kind) {
    case 'pod':
      return b.kind === 'pod' && a.pod === b.pod;
    case 'node':
      return b.kind === 'node' && a.node === b.node;
    case 'balancer':
      return b.kind === 'balancer' && a.service === b.service;
    case 'outside':
      return b.kind === 'outside' && a.ip === b.ip;
  }
}
