import type { ServiceObject } from '#manifests';
import type { Cidr, Family, Ip } from '#net';
import { cidr, familyOf, parseIp } from '#net';
import type { AddressPool } from '../addresses.ts';
import { addressPool } from '../addresses.ts';
import type { Controller, Draft } from '../draft.ts';
import { derived, setting, written } from '../evidence.ts';
import type { Assumption, ClusterService, LoadBalancerAddress } from '../model.ts';

/** Addresses for documentation (RFC 5737, RFC 3849); behind them the benchmarking range for very many balancers. */
const BLOCKS: Readonly<Record<Family, readonly Cidr[]>> = {
  IPv4: [cidr('198.51.100.0/24'), cidr('198.18.0.0/15')],
  IPv6: [cidr('2001:db8:51:100::/112')],
};
const KEPT = { first: 1, last: 1 } as const;

/**
 * Addresses of Services of type LoadBalancer: those of the status; else, with a balancer in the cluster's settings,
 * `loadBalancerIP` or a free address at a place that the Service's key gives. With `none` they stay pending.
 * Not modelled: which of several balancers a loadBalancerClass means; any class is answered.
 */
export const loadBalancers: Controller = {
  name: 'load-balancers',
  run(draft) {
    const objects = new Map(
      draft.serviceObjects.map(({ object }) => [`${object.ref.namespace ?? ''}/${object.ref.name}`, object]),
    );
    const pool = addressPool(addressesInUse(draft));
    const assumptions: Assumption[] = [];
    const made = new Map<string, readonly LoadBalancerAddress[]>();
    for (const service of [...draft.services].sort((a, b) => (a.key < b.key ? -1 : 1))) {
      if (service.spec.type !== 'LoadBalancer') continue;
      const object = objects.get(service.key);
      const stated = object === undefined ? [] : statedAddresses(object);
      if (stated.length > 0) made.set(service.key, stated);
      else if (draft.settings.loadBalancer.type !== 'none') {
        const given = givenAddresses(service, draft, pool);
        made.set(service.key, given);
        if (given.length > 0) assumptions.push(assumptionOf(service, given));
      }
    }
    const services = draft.services.map((service) => {
      const loadBalancer = made.get(service.key);
      return loadBalancer === undefined ? service : { ...service, loadBalancer };
    });
    return { ...draft, services, assumptions: [...draft.assumptions, ...assumptions] };
  },
};

function statedAddresses({ loadBalancer }: ServiceObject): readonly LoadBalancerAddress[] {
  return loadBalancer.flatMap(({ ip: text, hostname, ipMode }) => {
    const address = parseIp(text ?? '');
    if (address === null && hostname === undefined) return [];
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

function givenAddresses(service: ClusterService, draft: Draft, pool: AddressPool): readonly LoadBalancerAddress[] {
  const wanted = parseIp(service.spec.loadBalancerIP ?? '');
  return service.families.flatMap((family) => {
    const isWanted = wanted !== null && familyOf(wanted) === family;
    const address: Ip | null = isWanted
      ? wanted
      : BLOCKS[family].reduce<Ip | null>(
          (found, block) => found ?? pool.take(block, `balancer/${service.key}`, KEPT),
          null,
        );
    if (address === null) return [];
    const from = isWanted
      ? [written(service.ref, 'spec', 'loadBalancerIP')]
      : [written(service.ref, 'spec', 'type'), setting(draft, 'loadBalancer')];
    const { origin } = derived(service.ref, ['status', 'loadBalancer', 'ingress'], 'load-balancer', from);
    return [{ ip: address, hostname: null, ipMode: 'VIP' as const, origin }];
  });
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
  return [...texts.flatMap((text) => parseIp(text) ?? []), ...draft.nodes.flatMap(({ addresses }) => addresses)];
}

function assumptionOf(service: ClusterService, given: readonly LoadBalancerAddress[]): Assumption {
  return {
    key: `loadBalancer:${service.key}`,
    object: service.ref,
    sentence: `The load balancer of Service ${service.key} has the address ${given.map(({ ip }) => ip ?? '').join(' and ')}.`,
    change: 'Write status.loadBalancer.ingress, or set cluster.loadBalancer.',
    setting: 'loadBalancer',
  };
}
