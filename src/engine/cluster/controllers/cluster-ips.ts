import type { Ip } from '#net';
import { familyOf } from '#net';
import type { Problem } from '#source';
import { problem } from '#source';
import { addressAt, addressPool, ofFamily } from '../addresses.ts';
import type { Controller, Draft } from '../draft.ts';
import type { ClusterService } from '../model.ts';
import type { Assumption } from '../origin.ts';

const DNS_OFFSET = 10;
const API_OFFSET = 1;
/** The low end of the range is for addresses that people choose (KEP 3070 reserves 16 to 256). */
const KEPT = { first: 256, last: 1 } as const;
const KEPT_IN_SMALL = { first: 16, last: 1 } as const;

/** Key of the Service in front of the API servers. */
export const API_SERVICE = 'default/kubernetes';

/**
 * ClusterIPs: written ones stay; `default/kubernetes` has the first address of the service range, the DNS Service the
 * tenth, every other one a free address at a place that its key gives.
 */
export const clusterIps: Controller = {
  name: 'cluster-ips',
  run(draft) {
    const pool = addressPool(draft.services.flatMap((service) => service.clusterIps));
    const given = new Map<string, readonly Ip[]>();
    const assumptions: Assumption[] = [];
    for (const service of [...draft.services].sort(byReserved)) {
      if (service.headless || service.spec.type === 'ExternalName') continue;
      const own = service.clusterIps;
      const missing = service.families.filter((family) => !own.some((address) => familyOf(address) === family));
      if (missing.length === 0) continue;
      const added = missing.flatMap((family) => {
        const range = ofFamily(draft.settings.serviceCidrs, family);
        if (range === null) return [];
        const reserved = reservedOffset(service, draft);
        const wanted = reserved === null ? null : addressAt(range, reserved);
        if (wanted !== null && pool.claim(wanted)) return [wanted];
        const key = `service/${service.key}`;
        return (
          pool.take(range, key, KEPT) ??
          pool.take(range, key, KEPT_IN_SMALL) ??
          pool.take(range, key, { first: 1, last: 1 }) ??
          []
        );
      });
      given.set(service.key, [...own, ...added]);
      if (added.length > 0) assumptions.push(assumptionOf(service, added));
    }
    const services = draft.services.map((service) => {
      const clusterIps = given.get(service.key);
      return clusterIps === undefined ? service : { ...service, clusterIps };
    });
    return {
      ...draft,
      services,
      assumptions: [...draft.assumptions, ...assumptions],
      problems: [...draft.problems, ...doubled(draft.services)],
    };
  },
};

function reservedOffset(service: ClusterService, draft: Draft): number | null {
  if (service.key === API_SERVICE) return API_OFFSET;
  return service.key === draft.dnsService ? DNS_OFFSET : null;
}

/** Reserved places are given first, then by key, so that the order of the text does not matter. */
function byReserved(a: ClusterService, b: ClusterService): number {
  return a.key < b.key ? -1 : 1;
}

function assumptionOf(service: ClusterService, added: readonly Ip[]): Assumption {
  return {
    key: `clusterIP:${service.key}`,
    object: service.ref,
    sentence: `Service ${service.key} has the cluster IP ${added.join(' and ')}.`,
    change: 'Write spec.clusterIP.',
    setting: null,
  };
}

function doubled(services: readonly ClusterService[]): readonly Problem[] {
  const holders = new Map<Ip, string>();
  return services.flatMap((service) =>
    service.clusterIps.flatMap((address) => {
      const other = holders.get(address);
      if (other === undefined) {
        holders.set(address, service.key);
        return [];
      }
      const sentence = `Service ${service.key} has the cluster IP ${address}, which Service ${other} has already: the API server would refuse it.`;
      return [
        problem('AddressTaken', 'error', sentence, { object: `Service/${service.key}`, field: ['spec', 'clusterIP'] }),
      ];
    }),
  );
}
