import type { ServiceObject } from '#manifests';
import type { Cidr, Family, Ip } from '#net';
import { cidr, familyOf, parseIp } from '#net';
import type { Problem } from '#source';
import type { AddressPool } from '../addresses.ts';
import { addressPool } from '../addresses.ts';
import { balancerOf, isMetal } from '../balancers/index.ts';
import { withAffinity } from '../balancers/refused-affinity.ts';
import type { BlocksInTurn } from '../balancers/internal-blocks.ts';
import { internalBlocks } from '../balancers/internal-blocks.ts';
import { announcementOf, poolOf, takeAddress } from '../balancers/metallb.ts';
import type { MetalObjects } from '../balancers/metallb-objects.ts';
import { metalObjects } from '../balancers/metallb-objects.ts';
import { listenersNotModelled, remarksOn, withoutAddress } from '../balancers/remarks.ts';
import type { Controller, Draft } from '../draft.ts';
import { derived, written } from '../evidence.ts';
import type { ClusterService, LoadBalancerAddress } from '../model.ts';
import type { Assumption } from '../origin.ts';
import type { Balancer } from '../settings-model.ts';

/** Addresses for documentation (RFC 5737, RFC 3849); behind them the benchmarking range for very many balancers. */
const BLOCKS: Readonly<Record<Family, readonly Cidr[]>> = {
  IPv4: [cidr('198.51.100.0/24'), cidr('198.18.0.0/15')],
  IPv6: [cidr('2001:db8:51:100::/112')],
};
const KEPT = { first: 1, last: 1 } as const;
/** Clouds keep the first four and the last address of a subnet. */
const KEPT_OF_SUBNET = { first: 4, last: 1 } as const;

/**
 * Who answers Services of type LoadBalancer, and their addresses: those of the status; else, where somebody answers,
 * `loadBalancerIP` or a free address at a place that the Service's key gives, a private one if the balancer is internal.
 * Where nobody does they stay pending. An address that is filled in where the status holds, or would hold, a host name
 * only gets no rule on nodes (cloud-provider-aws writes `hostname` alone; kube-proxy reads `ip`).
 */
export const loadBalancers: Controller = {
  name: 'load-balancers',
  run(draft) {
    const objects = new Map(
      draft.serviceObjects.map(({ object }) => [`${object.ref.namespace ?? ''}/${object.ref.name}`, object]),
    );
    const pool = addressPool(addressesInUse(draft));
    const metal = metalObjects(draft.written);
    const inside = { IPv4: internalBlocks(draft, 'IPv4'), IPv6: internalBlocks(draft, 'IPv6') };
    const assumptions: Assumption[] = [];
    const problems: Problem[] = draft.written.ingresses.flatMap(listenersNotModelled);
    const balancers = new Map<string, Balancer>();
    const made = new Map<string, readonly LoadBalancerAddress[]>();
    for (const service of [...draft.services].sort((a, b) => (a.key < b.key ? -1 : 1))) {
      if (service.spec.type !== 'LoadBalancer') continue;
      const object = objects.get(service.key);
      const stated = object === undefined ? [] : statedAddresses(object, draft);
      const answer = withAffinity(balancerOf(service, draft.settings, metal), service, stated);
      problems.push(...remarksOn(service, answer, draft.settings));
      const balancer = answer?.kind === 'balancer' ? answer.balancer : null;
      const isKnown = stated.some(({ ip }) => ip !== null);
      const given =
        balancer === null || isKnown ? [] : givenAddresses(service, balancer, { draft, pool, metal, inside });
      const addresses = behindNames(stated, given);
      made.set(service.key, addresses);
      if (balancer !== null) balancers.set(service.key, announced(balancer, addresses, metal, draft));
      if (given.length > 0 && balancer !== null) assumptions.push(assumptionOf(service, given, balancer));
      else if (balancer !== null && stated.length === 0) problems.push(withoutAddress(service, balancer));
    }
    const services = draft.services.map((service) => {
      const loadBalancer = made.get(service.key);
      return loadBalancer === undefined ? service : { ...service, loadBalancer };
    });
    return {
      ...draft,
      services,
      balancers,
      assumptions: [...draft.assumptions, ...assumptions],
      problems: [...draft.problems, ...problems],
    };
  },
};

/** With pools of MetalLB in the manifests, its mode and its nodes are those of the pool that the address is of. */
function announced(
  balancer: Balancer,
  addresses: readonly LoadBalancerAddress[],
  metal: MetalObjects | null,
  { nodes }: Draft,
): Balancer {
  const address = addresses.find(({ ip }) => ip !== null)?.ip ?? null;
  if (metal === null || address === null || !isMetal(balancer)) return balancer;
  const pool = poolOf(metal, address);
  if (pool === null) return balancer;
  const { facts, nodes: announcing, because } = announcementOf(pool, metal, nodes);
  return { ...balancer, ...facts, nodes: announcing, because: [...balancer.because, ...because] };
}

interface Supply {
  readonly draft: Draft;
  readonly pool: AddressPool;
  readonly metal: MetalObjects | null;
  /** Blocks for internal balancers. */
  readonly inside: Readonly<Record<Family, BlocksInTurn>>;
}

/** What the status says; the address behind a name only where the scenario knows the name. */
function statedAddresses({ loadBalancer }: ServiceObject, { input }: Draft): readonly LoadBalancerAddress[] {
  return loadBalancer.flatMap(({ ip: text, hostname, ipMode }): LoadBalancerAddress[] => {
    const address = parseIp(text ?? '');
    if (address === null && hostname === undefined) return [];
    const named = address === null ? parseIp(input.external?.names?.[hostname ?? '']?.[0] ?? '') : null;
    if (named !== null)
      return [
        {
          ip: named,
          hostname: hostname ?? null,
          ipMode: 'Proxy',
          origin: { kind: 'scenario', setting: 'external' },
        },
      ];
    return [
      {
        ip: address,
        hostname: hostname ?? null,
        ipMode: ipMode ?? ('VIP' as const),
        origin: { kind: 'written' as const },
      },
    ];
  });
}

/** A status with names only (as AWS has it) does not tell what they stand for: the addresses that the balancer is given. */
function behindNames(
  stated: readonly LoadBalancerAddress[],
  given: readonly LoadBalancerAddress[],
): readonly LoadBalancerAddress[] {
  const [first, ...others] = stated;
  if (given.length === 0 || first === undefined) return stated.length > 0 ? stated : given;
  return [...given.map((one) => ({ ...one, hostname: first.hostname, ipMode: 'Proxy' as const })), ...others];
}

function givenAddresses(service: ClusterService, balancer: Balancer, supply: Supply): readonly LoadBalancerAddress[] {
  const { metal, draft, pool } = supply;
  const isPooled = metal !== null && metal.pools.length > 0 && isMetal(balancer);
  const ipMode = balancer.publishes === 'hostname' ? 'Proxy' : 'VIP';
  return service.families.flatMap((family) => {
    const address = isPooled
      ? takeAddress(service, family, metal, draft, pool)
      : freeAddress(service, balancer, family, supply);
    if (address === null) return [];
    const isWanted = address === parseIp(service.spec.loadBalancerIP ?? '');
    const from = isWanted
      ? [written(service.ref, 'spec', 'loadBalancerIP')]
      : [written(service.ref, 'spec', 'type'), ...balancer.because];
    const { origin } = derived(service.ref, ['status', 'loadBalancer', 'ingress'], 'load-balancer', from);
    return [{ ip: address, hostname: null, ipMode, origin }];
  });
}

function freeAddress(service: ClusterService, { scheme }: Balancer, family: Family, supply: Supply): Ip | null {
  const { inside, pool } = supply;
  const wanted = parseIp(service.spec.loadBalancerIP ?? '');
  if (wanted !== null && familyOf(wanted) === family) return wanted;
  const key = `balancer/${service.key}`;
  const outside: BlocksInTurn = (place) => BLOCKS[family][place] ?? null;
  return (
    (scheme === 'internal' ? firstFree(inside[family], (block) => pool.take(block, key, KEPT_OF_SUBNET)) : null) ??
    firstFree(outside, (block) => pool.take(block, key, KEPT))
  );
}

function firstFree(blocks: BlocksInTurn, take: (block: Cidr) => Ip | null): Ip | null {
  for (let place = 0; ; place++) {
    const block = blocks(place);
    if (block === null) return null;
    const address = take(block);
    if (address !== null) return address;
  }
}

function addressesInUse(draft: Draft): readonly Ip[] {
  const texts = [
    ...draft.written.services.flatMap(({ spec, loadBalancer }) => [
      spec.loadBalancerIP ?? '',
      ...spec.externalIPs,
      ...loadBalancer.map((ingress) => ingress.ip ?? ''),
    ]),
    ...draft.written.ingresses.flatMap(({ loadBalancer }) => loadBalancer.map((ingress) => ingress.ip ?? '')),
    ...(draft.input.external?.hosts?.map((host) => host.ip) ?? []),
    ...Object.values(draft.input.external?.names ?? {}).flat(),
  ];
  return [
    ...texts.flatMap((text) => parseIp(text) ?? []),
    ...draft.nodes.flatMap(({ addresses, publicIps }) => [...addresses, ...publicIps]),
  ];
}

/** Where the Service itself names the provider, no setting would change it. */
function assumptionOf(
  service: ClusterService,
  given: readonly LoadBalancerAddress[],
  { because, scheme }: Balancer,
): Assumption {
  const isBySetting = because.some(({ object }) => object.kind === 'Setting');
  return {
    key: `loadBalancer:${service.key}`,
    object: service.ref,
    sentence: `The load balancer of Service ${service.key} has the address ${given.map(({ ip }) => ip ?? '').join(' and ')}${scheme === 'internal' ? ', a private one since it is internal' : ''}.`,
    change: `Write status.loadBalancer.ingress${isBySetting ? ', or set cluster.loadBalancer' : ''}.`,
    setting: isBySetting ? 'loadBalancer' : null,
  };
}
