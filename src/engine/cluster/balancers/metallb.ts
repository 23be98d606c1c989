import type { LabelSelector } from '#manifests';
import type { Family, Ip } from '#net';
import { cidrContains, cidrRange, familyOf, parseIp } from '#net';
import type { AddressPool } from '../addresses.ts';
import type { Draft } from '../draft.ts';
import { written } from '../evidence.ts';
import type { ClusterNode, ClusterService } from '../model.ts';
import type { Evidence } from '../origin.ts';
import { matchesSelector } from '../selector.ts';
import type { BalancerFacts, Provider } from './balancer.ts';
import { PASS_THROUGH } from './gcp.ts';
import type { MetalAdvertisement, MetalObjects, MetalPool } from './metallb-objects.ts';

const PREFIXES = ['metallb.io/', 'metallb.universe.tf/'] as const;

/** MetalLB: a node answers for the address itself, and gets the packet as the client made it. */
export const LAYER_2: BalancerFacts = {
  ...PASS_THROUGH,
  type: 'metallb-l2',
  name: 'MetalLB in layer 2',
  checksNodesBy: 'announcement',
  rangesAnnotation: 'notRead',
  whenAllFail: 'toNone',
  keepsClients: 'never',
};
export const BGP: BalancerFacts = { ...LAYER_2, type: 'metallb-bgp', name: 'MetalLB with BGP' };

/** A Service with an annotation or class of MetalLB; its own objects say in which mode (`modeOf`). */
export const metallb: Provider = ({ annotations, spec }) => {
  const read = Object.keys(annotations).filter((name) => PREFIXES.some((prefix) => name.startsWith(prefix)));
  if (read.length === 0 && !/metallb/.test(spec.loadBalancerClass ?? '')) return null;
  return { kind: 'facts', facts: LAYER_2, read, signs: [] };
};

/** What an annotation of MetalLB says, under the new prefix or the old one. */
export function metalAnnotation({ annotations }: ClusterService, key: string): string | undefined {
  return PREFIXES.map((prefix) => annotations[`${prefix}${key}`]).find((value) => value !== undefined);
}

/** A pool that MetalLB takes an address from, with what tells of it: no advertisement, no announcement. */
export interface MetalAnswer {
  readonly facts: BalancerFacts;
  readonly nodes: readonly string[];
  readonly because: readonly Evidence[];
}

/** Who announces an address of that pool: layer 2 where an L2Advertisement names it, else BGP; no node without either. */
export function announcementOf(pool: MetalPool, objects: MetalObjects, nodes: readonly ClusterNode[]): MetalAnswer {
  const own = objects.advertisements.filter((one) => advertises(one, pool));
  const inLayer2 = own.filter(({ protocol }) => protocol === 'layer2');
  const chosen = inLayer2.length > 0 ? inLayer2 : own;
  const facts = inLayer2.length === 0 && own.length > 0 ? BGP : LAYER_2;
  const peers = facts.type === 'metallb-bgp' ? objects.peers : [];
  const announcing = nodes.filter(
    (node) =>
      chosen.some(({ nodeSelectors }) => selects(nodeSelectors, node)) &&
      (peers.length === 0 || peers.some((nodeSelectors) => selects(nodeSelectors, node))),
  );
  return {
    facts,
    nodes: announcing.map(({ name }) => name),
    because: [written(pool.ref, 'spec', 'addresses'), ...chosen.map(({ ref }) => written(ref, 'spec'))],
  };
}

function selects(nodeSelectors: readonly LabelSelector[], { labels }: ClusterNode): boolean {
  return nodeSelectors.length === 0 || nodeSelectors.some((selector) => matchesSelector(selector, labels));
}

function advertises({ pools, poolSelectors }: MetalAdvertisement, { ref, labels }: MetalPool): boolean {
  if (pools.length === 0 && poolSelectors.length === 0) return true;
  return pools.includes(ref.name) || poolSelectors.some((selector) => matchesSelector(selector, labels));
}

/** The pool that holds the address; `null` where none does. */
export function poolOf(objects: MetalObjects, address: Ip): MetalPool | null {
  return objects.pools.find(({ blocks }) => blocks.some((block) => cidrContains(block, address))) ?? null;
}

/**
 * An address of one family as MetalLB's controller hands it out: the one that is asked for, of the pool that is named, of
 * a pool kept for such Services by priority, else of any that assigns by itself (`internal/allocator`). Within a pool the
 * place is a hash of the Service's key here, the first free one there.
 */
export function takeAddress(
  service: ClusterService,
  family: Family,
  objects: MetalObjects,
  draft: Draft,
  taken: AddressPool,
): Ip | null {
  const wanted = wantedAddresses(service).find((address) => familyOf(address) === family);
  if (wanted !== undefined) return poolOf(objects, wanted) === null ? null : wanted;
  for (const pool of candidates(service, objects, draft)) {
    for (const block of pool.blocks.filter((one) => cidrRange(one).family === family)) {
      const keep = pool.avoidsBuggy && cidrRange(block).length <= 24 ? 1 : 0;
      const address = taken.take(block, `balancer/${service.key}`, { first: keep, last: keep });
      if (address !== null) return address;
    }
  }
  return null;
}

function wantedAddresses(service: ClusterService): readonly Ip[] {
  const listed = metalAnnotation(service, 'loadBalancerIPs') ?? service.spec.loadBalancerIP ?? '';
  return listed.split(',').flatMap((text) => parseIp(text.trim()) ?? []);
}

function candidates(service: ClusterService, { pools }: MetalObjects, draft: Draft): readonly MetalPool[] {
  const named = metalAnnotation(service, 'address-pool');
  if (named !== undefined) return pools.filter(({ ref }) => ref.name === named);
  const fitting = pools.filter((pool) => pool.autoAssign && mayServe(pool, service, draft));
  const rank = ({ allocation }: MetalPool): number =>
    allocation === null ? 2 ** 40 : allocation.priority === 0 ? 2 ** 39 : allocation.priority;
  return [...fitting].sort((a, b) => rank(a) - rank(b) || (a.ref.name < b.ref.name ? -1 : 1));
}

function mayServe({ allocation }: MetalPool, service: ClusterService, draft: Draft): boolean {
  if (allocation === null) return true;
  const { namespaces, namespaceSelectors, serviceSelectors } = allocation;
  const labels = draft.namespaces.get(service.namespace)?.labels ?? {};
  const isPlaced =
    (namespaces.length === 0 && namespaceSelectors.length === 0) ||
    namespaces.includes(service.namespace) ||
    namespaceSelectors.some((selector) => matchesSelector(selector, labels));
  return (
    isPlaced &&
    (serviceSelectors.length === 0 || serviceSelectors.some((selector) => matchesSelector(selector, service.labels)))
  );
}
