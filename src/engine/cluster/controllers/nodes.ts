import type { Cidr, Family, Ip } from '#net';
import { cidr, cidrContains, cidrRange, familyOf, ip, parseIp } from '#net';
import type { Problem } from '#source';
import type { AddressPool, BlockPool } from '../addresses.ts';
import { addressPool, blockAround, blockPool, contains } from '../addresses.ts';
import type { Controller, Draft } from '../draft.ts';
import { derived } from '../evidence.ts';
import type { ClusterNode } from '../model.ts';
import type { Assumption } from '../origin.ts';
import type { NodePlan } from './node-plans.ts';
import { basePlans, emptyPlan, namedByPods, ZONE_LABEL } from './node-plans.ts';
import { addressesOfServices, publicAddressAssumption, publicIpsOf } from './public-ips.ts';

const HOSTNAME_LABEL = 'kubernetes.io/hostname';
const NETWORK = { IPv4: cidr('192.168.1.0/24'), IPv6: cidr('fd00:192:168:1::/112') } as const;
/** First addresses are kept for the network's own: gateway, balancer, API server and the nodes that everybody starts with. */
const KEPT = { first: 32, last: 2 } as const;
const FIRST_DEFAULT = 11;

/**
 * Nodes of the manifests; without any, those that pods of a live cluster stand on (`spec.nodeName` with `status.hostIP`),
 * else those of the scenario, else node-a to node-c. A nodeName without a Node adds one.
 * Not modelled: the label kubernetes.io/hostname that differs from the node's name.
 */
export const nodes: Controller = {
  name: 'nodes',
  run(draft) {
    const problems: Problem[] = [];
    const plans = [...basePlans(draft, problems)];
    const known = new Set(plans.map(({ name }) => name));
    for (const { name, from } of namedByPods(draft)) {
      if (known.has(name)) continue;
      known.add(name);
      const ref = { kind: 'Node', namespace: null, name };
      plans.push(emptyPlan(name, derived(ref, ['metadata', 'name'], 'nodes', from).origin));
    }
    const made = complete(plans, draft);
    return {
      ...draft,
      nodes: made,
      problems: [...draft.problems, ...problems],
      assumptions: [...draft.assumptions, ...assumptionsOf(plans, made)],
    };
  },
};

function complete(plans: readonly NodePlan[], draft: Draft): readonly ClusterNode[] {
  const { families, settings } = draft;
  const stated = plans.flatMap(({ podCidrs }) => podCidrs);
  const blocks = new Map<Family, BlockPool>();
  for (const range of settings.podCidrs) {
    const { family } = cidrRange(range);
    if (!blocks.has(family)) blocks.set(family, blockPool(range, stated));
  }
  const addresses = addressPool([
    ...writtenAddresses(draft),
    ...plans.flatMap((plan) => plan.addresses.map((one) => one.ip)),
  ]);
  const podBlocks = blocksOfPods(draft, plans);
  const filled = new Map<NodePlan, { readonly ips: readonly Ip[]; readonly cidrs: readonly Cidr[] }>();
  for (const plan of [...plans].sort(byPlaceThenName)) {
    const ips = families.flatMap((family) =>
      hasFamily(plan, family) ? [] : (nodeAddress(plan, family, addresses) ?? []),
    );
    const cidrs = families.flatMap((family) => {
      if (plan.podCidrs.some((block) => cidrRange(block).family === family)) return [];
      const subnet = subnetOf(draft, plan.addresses[0]?.ip ?? ips[0], family);
      if (subnet !== null) return [subnet];
      const ofPods = podBlocks.get(plan.name)?.find((block) => cidrRange(block).family === family);
      const pool = blocks.get(family);
      return ofPods ?? (plan.place === null ? null : pool?.at(plan.place)) ?? pool?.take(`node/${plan.name}`) ?? [];
    });
    // A node with any address of its own is not given one of another family.
    filled.set(plan, { ips: plan.addresses.length > 0 ? [] : ips, cidrs });
  }
  const named = addressesOfServices(draft);
  return plans.map((plan) =>
    finished(
      plan,
      { ips: filled.get(plan)?.ips ?? [], cidrs: filled.get(plan)?.cidrs ?? [], publicIps: publicIpsOf(plan, named) },
      families,
    ),
  );
}

/** With Amazon's CNI a node's pods have addresses of its own subnet, unless somebody says another range. */
function subnetOf({ settings }: Draft, address: Ip | undefined, family: Family): Cidr | null {
  if (settings.cni.podRange === 'own' || address === undefined) return null;
  return familyOf(address) === family
    ? (settings.podCidrs.find((block) => cidrContains(block, address)) ?? null)
    : null;
}

function byPlaceThenName(a: NodePlan, b: NodePlan): number {
  return (a.place ?? Number.MAX_VALUE) - (b.place ?? Number.MAX_VALUE) || (a.name < b.name ? -1 : 1);
}

function hasFamily(plan: NodePlan, family: Family): boolean {
  return plan.addresses.some((one) => familyOf(one.ip) === family);
}

function nodeAddress(plan: NodePlan, family: Family, pool: AddressPool): Ip | null {
  if (plan.place !== null) {
    const wanted = ip(
      family === 'IPv4' ? `192.168.1.${FIRST_DEFAULT + plan.place}` : `fd00:192:168:1::${FIRST_DEFAULT + plan.place}`,
    );
    if (pool.claim(wanted)) return wanted;
  }
  return (
    pool.take(NETWORK[family], `node/${plan.name}`, KEPT) ??
    pool.take(cidr(family === 'IPv4' ? '172.16.0.0/12' : 'fd00:192:168::/64'), `node/${plan.name}`, KEPT)
  );
}

/** For a node whose share of the pod range nobody wrote: the blocks round the written addresses of its pods, if they are its alone. */
function blocksOfPods(draft: Draft, plans: readonly NodePlan[]): ReadonlyMap<string, readonly Cidr[]> {
  const unknown = new Set(plans.filter(({ podCidrs }) => podCidrs.length === 0).map(({ name }) => name));
  const owner = new Map<Cidr, string | null>();
  for (const { spec, status } of draft.written.pods) {
    if (spec.hostNetwork || spec.nodeName === undefined) continue;
    for (const address of status.podIPs.flatMap((text) => parseIp(text) ?? [])) {
      if (!contains(draft.settings.podCidrs, address)) continue;
      const block = blockAround(address, familyOf(address) === 'IPv4' ? 24 : 64);
      const before = owner.get(block);
      owner.set(block, before === undefined || before === spec.nodeName ? spec.nodeName : null);
    }
  }
  const blocks = new Map<string, Cidr[]>();
  for (const [block, name] of owner) {
    if (name === null || !unknown.has(name)) continue;
    blocks.set(name, [...(blocks.get(name) ?? []), block]);
  }
  return blocks;
}

/** Addresses that a filled-in node must not take. */
function writtenAddresses(draft: Draft): readonly Ip[] {
  const ofSlices = draft.written.slices.flatMap(({ endpoints }) => endpoints.flatMap(({ addresses }) => addresses));
  const ofHosts = draft.input.external?.hosts?.map((host) => host.ip) ?? [];
  const ofServices = draft.written.services.flatMap(({ spec, loadBalancer }) => [
    ...spec.externalIPs,
    ...loadBalancer.flatMap((ingress) => ingress.ip ?? []),
  ]);
  const hostIps = draft.written.pods.flatMap(({ status }) => status.hostIP ?? []);
  const all = [...ofSlices, ...ofHosts, ...ofServices, ...hostIps].flatMap((text) => parseIp(text) ?? []);
  return [...all, draft.apiServer.ip, draft.settings.loadBalancer.address];
}

interface Filled {
  readonly ips: readonly Ip[];
  readonly cidrs: readonly Cidr[];
  readonly publicIps: readonly Ip[];
}

function finished(
  plan: NodePlan,
  { ips: filledIps, cidrs: filledCidrs, publicIps }: Filled,
  families: readonly Family[],
): ClusterNode {
  const held = plan.addresses.map((one) => one.ip).filter((address) => !publicIps.includes(address));
  const addresses = [...held, ...filledIps];
  const internal = [
    ...plan.addresses.filter((one) => one.isInternal === 'internal').map((one) => one.ip),
    ...filledIps,
  ];
  const primary = families[0] ?? 'IPv4';
  const own =
    internal.find((address) => familyOf(address) === primary) ??
    internal[0] ??
    addresses.find((address) => familyOf(address) === primary) ??
    addresses[0] ??
    ip('192.168.1.254');
  const ready = plan.object?.conditions['Ready'] ?? 'True';
  return {
    ref: { kind: 'Node', namespace: null, name: plan.name },
    name: plan.name,
    ip: own,
    addresses,
    internalIps: internal,
    publicIps,
    furtherAddresses: plan.furtherAddresses,
    podCidrs: [...plan.podCidrs, ...filledCidrs],
    zone: plan.zone,
    labels: {
      'kubernetes.io/os': 'linux',
      'kubernetes.io/arch': 'amd64',
      [HOSTNAME_LABEL]: plan.name,
      ...(plan.zone === '' ? {} : { [ZONE_LABEL]: plan.zone }),
      ...plan.labels,
    },
    annotations: plan.object?.metadata.annotations ?? {},
    ready: ready === 'True',
    providerId: plan.object?.providerID ?? null,
    origin: plan.origin,
  };
}

function assumptionsOf(plans: readonly NodePlan[], made: readonly ClusterNode[]): readonly Assumption[] {
  return made.flatMap((node, index) => {
    const plan = plans[index];
    if (plan === undefined) return [];
    const object = node.ref;
    if (plan.object === null && plan.origin.kind !== 'scenario') {
      const where = node.zone === '' ? '' : `, zone ${node.zone}`;
      return [
        {
          key: `node:${node.name}`,
          object,
          sentence: `There is a node ${node.name} with address ${node.ip}, pod range ${node.podCidrs.join(' and ')}${where}.`,
          change: 'Write a Node, or list it under cluster.nodes.',
          setting: plan.origin.kind === 'default' ? ('nodes' as const) : null,
        },
      ];
    }
    const missing = [
      ...(plan.addresses.length === 0 ? [`address ${node.ip}`] : []),
      ...(plan.podCidrs.length === 0 ? [`pod range ${node.podCidrs.join(' and ')}`] : []),
    ];
    const fronted = publicAddressAssumption(node);
    if (missing.length === 0) return fronted;
    const change = 'Write status.addresses and spec.podCIDR of the Node.';
    const sentence = `Node ${node.name} has the ${missing.join(' and the ')}.`;
    return [{ key: `node:${node.name}`, object, sentence, change, setting: null }, ...fronted];
  });
}
