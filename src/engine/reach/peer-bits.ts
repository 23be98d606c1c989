import type { Cluster, ClusterPod } from '#cluster';
import type { Cidr } from '#net';
import { type Party, partyOf, type Peer, peerMatches, podsPeerSelects, type PolicyIndex } from '#tables';
import { addAll, type Bits, dropAll, noBits, setBit } from './bits.ts';
import type { PodClass, PodClasses } from './pod-classes.ts';
import { sourceParty } from './query.ts';

export type Side = 'source' | 'destination';

/** Which classes a peer speaks of. Answers are shared: equal peers give the same bits, which nobody may change. */
export interface PeerBits {
  of(peer: Peer, side: Side): Bits;
}

/** The side matters for host network pods only, which other nodes may see by another address than the one they have. */
export function createPeerBits(cluster: Cluster, index: PolicyIndex, { classes, ...pods }: PodClasses): PeerBits {
  const known = new Map<string, Bits>();
  const byNamespace = new Map<string, PodClass[]>();
  const byLabel = new Map<string, PodClass[]>();
  const byBlock = new Map<Cidr, PodClass[]>();
  const onHost: PodClass[] = [];
  for (const one of classes) {
    if (one.first.hostNetwork) {
      onHost.push(one);
      continue;
    }
    push(byNamespace, one.first.namespace, one);
    if (one.block !== null) push(byBlock, one.block, one);
    for (const [key, value] of Object.entries(one.first.labels)) push(byLabel, `${key}=${value}`, one);
  }
  const children = new Map<Cidr, Cidr[]>();
  for (const block of pods.blocksInUse) {
    const parent = pods.blocks.parent(block);
    if (parent !== null) push(children, parent, block);
  }
  const inside = new Map<Cidr, Bits>();
  const insideOf = (block: Cidr): Bits => {
    const seen = inside.get(block);
    if (seen !== undefined) return seen;
    const bits = noBits(classes.length);
    for (const one of byBlock.get(block) ?? []) setBit(bits, one.index);
    for (const child of children.get(block) ?? []) addAll(bits, insideOf(child));
    inside.set(block, bits);
    return bits;
  };
  const candidates = (peer: Extract<Peer, { kind: 'pods' }>): readonly PodClass[] => {
    if (peer.namespaces.names.size === 1) {
      const [only = ''] = peer.namespaces.names;
      return byNamespace.get(only) ?? [];
    }
    const exact = peer.pods?.requirements.find(({ operator, values }) => operator === 'In' && values.length === 1);
    if (exact !== undefined) return byLabel.get(`${exact.key}=${exact.values[0] ?? ''}`) ?? [];
    return [...peer.namespaces.names].flatMap((name) => byNamespace.get(name) ?? []);
  };
  const compute = (peer: Peer, side: Side): Bits => {
    const bits = noBits(classes.length);
    if (peer.kind === 'pods') {
      for (const one of candidates(peer)) if (podsPeerSelects(peer, one.first)) setBit(bits, one.index);
      return bits;
    }
    if (peer.kind === 'block' && index.cni.ipBlockMatchesPods) {
      addAll(bits, insideOf(peer.cidr));
      for (const hole of peer.except) dropAll(bits, insideOf(hole));
    }
    for (const one of onHost) {
      if (peerMatches(peer, hostParty(cluster, one.first, side), index.cni)) setBit(bits, one.index);
    }
    return bits;
  };
  return {
    of(peer, side) {
      const key = `${side} ${keyOf(peer)}`;
      const bits = known.get(key) ?? compute(peer, side);
      known.set(key, bits);
      return bits;
    },
  };
}

function hostParty(cluster: Cluster, pod: ClusterPod, side: Side): Party {
  return side === 'source' ? sourceParty(cluster, pod, 'elsewhere') : partyOf(pod);
}

function keyOf(peer: Peer): string {
  switch (peer.kind) {
    case 'pods': {
      const { selector, names } = peer.namespaces;
      return `pods ${selector === null ? [...names].join() : selector.key} ${peer.pods?.key ?? ''}`;
    }
    case 'block':
      return `block ${peer.cidr} ${peer.except.join()}`;
    case 'nodes':
      return `nodes ${peer.selector.key}`;
    case 'domains':
      return `domains ${peer.names.join()}`;
    case 'nothing':
      return 'nothing';
  }
}

function push<Key, One>(into: Map<Key, One[]>, key: Key, one: One): void {
  const list = into.get(key);
  if (list === undefined) into.set(key, [one]);
  else list.push(one);
}
