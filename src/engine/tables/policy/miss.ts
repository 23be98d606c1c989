import type { Ip, Port, Protocol } from '#net';
import { cidrContains } from '#net';
import type { Rule, RulePeer } from './compiled-policy.ts';
import { type Connection, endsOf, type Party } from './connection.ts';
import { type BlockFacts, blockSees, type Peer, peerMatches } from './peer.ts';
import { numbersOf, type PortEntry, portMatches } from './port.ts';
import { type Unmet, unmetBy } from './selector.ts';

/** Why one entry of a peer list does not speak of the other end. */
export type PeerMiss =
  /** `dash`: the namespace fits; as two list entries instead of one, the entry would have matched. */
  | { readonly kind: 'podLabel'; readonly pod: string; readonly unmet: Unmet; readonly dash: boolean }
  | {
      readonly kind: 'namespaceLabel';
      readonly namespace: string;
      readonly unmet: Unmet;
      /** Whether the pod's own labels fit, or are not asked for. */
      readonly podFits: boolean;
      readonly dash: boolean;
    }
  /** A podSelector alone stays in the policy's namespace; `podFits`: its labels would fit. */
  | { readonly kind: 'otherNamespace'; readonly namespace: string; readonly own: string; readonly podFits: boolean }
  | { readonly kind: 'notAPod'; readonly ip: Ip | null; readonly node: string | null }
  | { readonly kind: 'outsideBlock'; readonly ip: Ip | null; readonly cidr: string }
  | { readonly kind: 'excepted'; readonly ip: Ip; readonly cidr: string; readonly except: string }
  /** The address lies in the block, but this CNI compares blocks with neither pods nor nodes. */
  | { readonly kind: 'blockSkips'; readonly what: 'pods' | 'nodes'; readonly ip: Ip | null; readonly cidr: string }
  | { readonly kind: 'notSuchNode'; readonly ip: Ip | null }
  | { readonly kind: 'notSuchDomain'; readonly ip: Ip | null; readonly names: readonly string[] }
  | { readonly kind: 'nothing' };

/** Why no entry of a port list fits. */
export type PortMiss =
  | { readonly kind: 'protocol'; readonly entry: PortEntry; readonly found: Protocol }
  | { readonly kind: 'port'; readonly entry: PortEntry; readonly found: Port | null; readonly protocol: Protocol }
  | { readonly kind: 'noSuchName'; readonly name: string; readonly protocol: Protocol; readonly pod: string }
  | {
      readonly kind: 'nameMeansOther';
      readonly name: string;
      readonly means: readonly Port[];
      readonly found: Port | null;
      readonly protocol: Protocol;
    }
  | { readonly kind: 'nameTowardsAddress'; readonly name: string; readonly ip: Ip | null };

/** The nearest misses of a rule, `entry` being the position in its list; at least one of the two is set. */
export interface RuleMiss {
  readonly peer: { readonly entry: number; readonly miss: PeerMiss } | null;
  readonly port: { readonly entry: number; readonly miss: PortMiss } | null;
}

/** What separates a rule from a connection; `null` if it matches. */
export function missOf(
  rule: Rule,
  connection: Connection,
  facts: BlockFacts,
  labels: NamespaceLabels,
): RuleMiss | null {
  const { peer: party } = endsOf(connection, rule.direction);
  const peer = nearestPeer(rule.peers, party, facts, labels);
  const port = nearestPort(rule.ports, connection);
  return peer === null && port === null ? null : { peer, port };
}

export type NamespaceLabels = (namespace: string) => Readonly<Record<string, string>>;

function nearestPeer(
  peers: readonly RulePeer[] | null,
  party: Party,
  facts: BlockFacts,
  labels: NamespaceLabels,
): RuleMiss['peer'] {
  if (peers === null || peers.some(({ peer }) => peerMatches(peer, party, facts))) return null;
  const misses = peers.map(({ peer, entry }) => ({ entry, ...peerMiss(peer, party, facts, labels) }));
  const [first, ...others] = misses;
  if (first === undefined) return { entry: 0, miss: { kind: 'nothing' } };
  const nearest = others.reduce((best, next) => (next.distance < best.distance ? next : best), first);
  return { entry: nearest.entry, miss: nearest.miss };
}

/** A miss, and how much would have to change for a match: smaller is nearer. */
interface Distant<Miss> {
  readonly miss: Miss;
  readonly distance: number;
}

function peerMiss(peer: Peer, party: Party, facts: BlockFacts, labels: NamespaceLabels): Distant<PeerMiss> {
  switch (peer.kind) {
    case 'pods':
      return podsMiss(peer, party, labels);
    case 'block':
      return blockMiss(peer, party, facts);
    case 'nodes':
      return { miss: { kind: 'notSuchNode', ip: party.ip }, distance: party.kind === 'address' ? 5 : 9 };
    case 'domains':
      return { miss: { kind: 'notSuchDomain', ip: party.ip, names: peer.names }, distance: 8 };
    case 'nothing':
      return { miss: { kind: 'nothing' }, distance: 10 };
  }
}

function podsMiss(peer: Extract<Peer, { kind: 'pods' }>, party: Party, labels: NamespaceLabels): Distant<PeerMiss> {
  if (party.kind === 'address') return { miss: { kind: 'notAPod', ip: party.ip, node: party.node }, distance: 8 };
  const { pod } = party;
  const podUnmet = peer.pods === null ? [] : unmetBy(peer.pods, pod.labels);
  const inNamespace = peer.namespaces.names.has(pod.namespace);
  const [podFirst] = podUnmet;
  if (inNamespace && podFirst !== undefined) {
    const dash = peer.namespaces.selector !== null;
    return { miss: { kind: 'podLabel', pod: pod.key, unmet: podFirst, dash }, distance: podUnmet.length };
  }
  const podFits = podUnmet.length === 0;
  const { selector } = peer.namespaces;
  if (selector === null) {
    const [own = ''] = peer.namespaces.names;
    return {
      miss: { kind: 'otherNamespace', namespace: pod.namespace, own, podFits },
      distance: 1 + 2 * podUnmet.length,
    };
  }
  const namespaceUnmet = unmetBy(selector, labels(pod.namespace));
  const [first] = namespaceUnmet;
  if (first === undefined) return { miss: { kind: 'nothing' }, distance: 10 };
  return {
    miss: { kind: 'namespaceLabel', namespace: pod.namespace, unmet: first, podFits, dash: peer.pods !== null },
    distance: namespaceUnmet.length + 2 * podUnmet.length,
  };
}

function blockMiss(peer: Extract<Peer, { kind: 'block' }>, party: Party, facts: BlockFacts): Distant<PeerMiss> {
  const { ip } = party;
  const far = party.kind === 'pod' ? 7 : 3;
  if (ip === null || !cidrContains(peer.cidr, ip)) {
    return { miss: { kind: 'outsideBlock', ip, cidr: peer.cidr }, distance: far };
  }
  const hole = peer.except.find((except) => cidrContains(except, ip));
  if (hole !== undefined) return { miss: { kind: 'excepted', ip, cidr: peer.cidr, except: hole }, distance: 1 };
  if (!blockSees(party, facts)) {
    const what = party.kind === 'pod' ? 'pods' : 'nodes';
    return { miss: { kind: 'blockSkips', what, ip, cidr: peer.cidr }, distance: 1 };
  }
  return { miss: { kind: 'nothing' }, distance: 10 };
}

function nearestPort(ports: readonly PortEntry[] | null, connection: Connection): RuleMiss['port'] {
  if (ports === null || ports.some((entry) => portMatches(entry, connection))) return null;
  const misses = ports.map((port, entry) => ({ entry, ...portMiss(port, connection) }));
  const [first, ...others] = misses;
  if (first === undefined) return null;
  const nearest = others.reduce((best, next) => (next.distance < best.distance ? next : best), first);
  return { entry: nearest.entry, miss: nearest.miss };
}

function portMiss(entry: PortEntry, connection: Connection): Distant<PortMiss> {
  const { protocol, port, destination } = connection;
  if (entry.protocol !== null && entry.protocol !== protocol) {
    return { miss: { kind: 'protocol', entry, found: protocol }, distance: 3 };
  }
  if (entry.kind !== 'name') return { miss: { kind: 'port', entry, found: port, protocol }, distance: 2 };
  const { name } = entry;
  if (destination.kind === 'address') {
    return { miss: { kind: 'nameTowardsAddress', name, ip: destination.ip }, distance: 2 };
  }
  const means = numbersOf(destination, name, protocol);
  if (means.length === 0) {
    return { miss: { kind: 'noSuchName', name, protocol, pod: destination.pod.key }, distance: 2 };
  }
  return { miss: { kind: 'nameMeansOther', name, means, found: port, protocol }, distance: 1 };
}
