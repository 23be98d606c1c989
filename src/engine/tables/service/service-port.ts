import type { Cluster, ClusterService, ClusterServicePort } from '#cluster';
import { statedRanges } from '#cluster';
import type { TrafficPolicy } from '#manifests';
import type { Cidr, Family, Ip } from '#net';
import { familyOf } from '#net';
import type { EndpointList } from './endpoints.ts';
import { mergeSlices } from './endpoints.ts';

/** One port of one Service in one family, as every kube-proxy sees it (`pkg/proxy/serviceport.go`). */
export interface ServicePort {
  readonly service: ClusterService;
  readonly port: ClusterServicePort;
  readonly family: Family;
  /** `ns/name:port`, or `ns/name` if the port has no name. */
  readonly title: string;
  readonly clusterIp: Ip;
  readonly externalIps: readonly Ip[];
  /** Load balancer addresses with ipMode VIP; others get no rule. */
  readonly vips: readonly Ip[];
  readonly sourceRanges: readonly Cidr[];
  readonly internalPolicy: TrafficPolicy;
  readonly externalPolicy: TrafficPolicy;
  /** Seconds of ClientIP affinity, `null` without. */
  readonly affinitySeconds: number | null;
  /** Merged once, on first use. */
  endpoints(): EndpointList;
}

/** What decides which endpoint sets a Service port needs. */
export type ServicePolicies = Pick<ServicePort, 'port' | 'vips' | 'externalIps' | 'internalPolicy' | 'externalPolicy'>;

export function isExternallyAccessible({ port, vips, externalIps }: ServicePolicies): boolean {
  return port.nodePort !== 0 || vips.length > 0 || externalIps.length > 0;
}

/** "Cluster" internal policy, or any external address: Local external traffic still needs them for its short cuts. */
export function usesClusterEndpoints(port: ServicePolicies): boolean {
  return port.internalPolicy === 'Cluster' || isExternallyAccessible(port);
}

export function usesLocalEndpoints(port: ServicePolicies): boolean {
  return port.internalPolicy === 'Local' || (port.externalPolicy === 'Local' && isExternallyAccessible(port));
}

/** Every Service port that kube-proxy captures: not headless, no ExternalName, not left to another proxy by label. */
export function servicePorts(cluster: Cluster): readonly ServicePort[] {
  return cluster.services.flatMap((service) =>
    isCaptured(service) ? service.clusterIps.flatMap((ip) => portsOfFamily(cluster, service, ip)) : [],
  );
}

export function isCaptured(service: ClusterService): boolean {
  return service.proxied && !service.headless && service.spec.type !== 'ExternalName';
}

/** The health check node port of a Service, `null` where kube-proxy opens none (`ExternalPolicyLocal` in `pkg/proxy/serviceport.go`). */
export function healthCheckPort(service: ClusterService): number | null {
  const { healthCheckNodePort, spec } = service;
  const counts = isCaptured(service) && spec.type === 'LoadBalancer' && spec.externalTrafficPolicy === 'Local';
  return counts && healthCheckNodePort !== 0 ? healthCheckNodePort : null;
}

function portsOfFamily(cluster: Cluster, service: ClusterService, clusterIp: Ip): readonly ServicePort[] {
  const family = familyOf(clusterIp);
  const { spec } = service;
  const common = {
    service,
    family,
    clusterIp,
    externalIps: service.externalIps.filter((ip) => familyOf(ip) === family),
    vips: service.loadBalancer.flatMap(({ ip, ipMode }) =>
      ip !== null && ipMode === 'VIP' && familyOf(ip) === family ? [ip] : [],
    ),
    sourceRanges: statedRanges(service, family),
    internalPolicy: spec.internalTrafficPolicy,
    externalPolicy: spec.externalTrafficPolicy,
    affinitySeconds: spec.sessionAffinity === 'ClientIP' ? spec.sessionAffinityTimeoutSeconds : null,
  };
  return service.ports.map((port) => {
    let merged: EndpointList | null = null;
    return {
      ...common,
      port,
      title: port.name === '' ? service.key : `${service.key}:${port.name}`,
      endpoints: () => (merged ??= mergeSlices(cluster, service, port, family)),
    };
  });
}
