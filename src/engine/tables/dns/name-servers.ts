import type { Ip } from '#net';
import type { Watched } from './watched.ts';

/** A name under which CoreDNS itself is known, with one of its addresses. */
export interface NameServer {
  readonly name: string;
  readonly ip: Ip;
}

/**
 * The Services whose ready endpoints include the server, each with its addresses; of a headless one the endpoints. None
 * found: `ns.dns.ZONE` with the server's own addresses (CoreDNS `plugin/kubernetes/ns.go`).
 */
export function nameServers(watched: Watched, serverIps: readonly Ip[], zone: string): readonly NameServer[] {
  const found = serverIps.flatMap((own) =>
    watched.endpointsByAddress(own).flatMap(({ service }) => {
      const base = `${service.name}.${service.namespace}.svc.${zone}`;
      if (!service.headless) return service.clusterIps.map((ip) => ({ name: base, ip }));
      return watched
        .endpoints(service.namespace, service.name)
        .map((endpoint) => ({ name: `${endpoint.name}.${base}`, ip: endpoint.ip }));
    }),
  );
  return found.length > 0 ? found : serverIps.map((ip) => ({ name: `ns.dns.${zone}`, ip }));
}
