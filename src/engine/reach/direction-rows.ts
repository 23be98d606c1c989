import type { Cluster } from '#cluster';
import {
  type Direction,
  partyOf,
  type PolicyIndex,
  type PolicyObject,
  type PolicySet,
  portMatches,
  type Rule,
} from '#tables';
import { addAll, allBits, type Bits, both, dropAll, noBits, setBit } from './bits.ts';
import { createPeerBits } from './peer-bits.ts';
import type { PodClass, PodClasses } from './pod-classes.ts';
import { portAt, type ReachQuery } from './query.ts';

/**
 * For each class the classes that its own policies let it talk to (egress) or be talked to by (ingress). Classes with
 * the same policies share one row.
 */
export function rowsOf(
  cluster: Cluster,
  index: PolicyIndex,
  pods: PodClasses,
  query: ReachQuery,
): Readonly<Record<Direction, readonly Bits[]>> {
  const { classes } = pods;
  const everybody = allBits(classes.length);
  const peers = createPeerBits(cluster, index, pods);
  const ports = new Map<string, Bits>();
  const portFits = (rule: Rule, destination: PodClass): boolean => {
    const party = partyOf(destination.first);
    const connection = {
      source: party,
      destination: party,
      protocol: query.protocol,
      port: portAt(destination.first, query),
    };
    return rule.ports === null || rule.ports.some((entry) => portMatches(entry, connection));
  };
  const portBits = (rule: Rule): Bits => {
    const key = JSON.stringify(rule.ports);
    const known = ports.get(key);
    if (known !== undefined) return known;
    const bits = noBits(classes.length);
    for (const one of classes) if (portFits(rule, one)) setBit(bits, one.index);
    ports.set(key, bits);
    return bits;
  };
  const peerBits = (rule: Rule): Bits => {
    if (rule.peers === null) return everybody;
    const side = rule.direction === 'egress' ? 'destination' : 'source';
    const [only, ...others] = rule.peers;
    if (only === undefined) return noBits(classes.length);
    if (others.length === 0) return peers.of(only.peer, side);
    const bits = noBits(classes.length);
    for (const { peer } of rule.peers) addAll(bits, peers.of(peer, side));
    return bits;
  };
  const nobody = noBits(classes.length);
  const matched = (rule: Rule, own: PodClass): Bits => {
    if (rule.direction === 'ingress') return portFits(rule, own) ? peerBits(rule) : nobody;
    return rule.ports === null ? peerBits(rule) : both(peerBits(rule), portBits(rule));
  };
  const ids = new Map<PolicyObject, number>();
  const idOf = (policy: PolicyObject): number => {
    const id = ids.get(policy) ?? ids.size;
    ids.set(policy, id);
    return id;
  };
  const rowsFor = (direction: Direction): readonly Bits[] => {
    const known = new Map<string, Bits>();
    return classes.map((own) => {
      const set = index.setOf(own.first, direction);
      const key = `${setKey(set, idOf)} ${direction === 'ingress' ? own.portKey : ''}`;
      const row = known.get(key) ?? decideAll(set, everybody, (rule) => matched(rule, own));
      known.set(key, row);
      return row;
    });
  };
  return { egress: rowsFor('egress'), ingress: rowsFor('ingress') };
}

function setKey(set: PolicySet, idOf: (policy: PolicyObject) => number): string {
  const names = (policies: readonly { readonly policy: PolicyObject }[]): string =>
    [...new Set(policies.map(({ policy }) => idOf(policy)))].join();
  return `${names(set.admin)};${names(set.isolating)};${names(set.baseline)}`;
}

/** `decide` for all classes at once: the same tiers in the same order, each rule taking those it matches. */
function decideAll(set: PolicySet, everybody: Bits, matched: (rule: Rule) => Bits): Bits {
  const allowed = noBits(everybody.length * 32);
  const undecided = everybody.slice();
  const passed = noBits(everybody.length * 32);
  for (const rule of set.admin) take(rule, both(undecided, matched(rule)), passed);
  addAll(undecided, passed);
  if (set.isolating.length > 0) {
    const open = noBits(everybody.length * 32);
    for (const rule of set.open) addAll(open, matched(rule));
    addAll(allowed, both(undecided, open));
    return allowed;
  }
  for (const rule of set.baseline) take(rule, both(undecided, matched(rule)), allowed);
  addAll(allowed, undecided);
  return allowed;

  function take(rule: Rule, hit: Bits, onPass: Bits): void {
    dropAll(undecided, hit);
    switch (rule.action) {
      case 'Allow':
        addAll(allowed, hit);
        break;
      case 'Pass':
        addAll(onPass, hit);
        break;
      case 'Deny':
        break;
    }
  }
}
