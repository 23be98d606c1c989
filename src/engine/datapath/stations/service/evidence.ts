import type { Cluster, ClusterService, ClusterServicePort, Evidence } from '#cluster';
import type { ServiceEndpoint, ServiceMatch, Translation } from '#tables';

/** The fields of the Service (and the slice or pod) that a translation rests on. */
export function evidenceOf(cluster: Cluster, translation: Translation, endpoint: ServiceEndpoint): readonly Evidence[] {
  const { match, policy, marked } = translation;
  const { service } = match.port;
  return [
    ...evidenceOfMatch(match, policy),
    ...(marked === 'externalClusterPolicy' ? [fieldOf(service, 'externalTrafficPolicy')] : []),
    ...endpointEvidence(cluster, service, endpoint),
  ];
}

/** `policy`: the traffic policy that decided, where it is not the one of the address. */
export function evidenceOfMatch({ port, via }: ServiceMatch, policy?: 'internal'): readonly Evidence[] {
  const { service } = port;
  const { origin, ref } = service;
  const decided = policy === 'internal' ? 'internalTrafficPolicy' : 'externalTrafficPolicy';
  const ofPort: Evidence = { object: ref, field: ['spec', 'ports', port.port.index], origin };
  switch (via) {
    case 'clusterIP':
      return [
        ofPort,
        ...(isAddressStated(service) ? [{ object: ref, field: ['spec', 'clusterIP'], origin }] : []),
        ...policyEvidence(service, 'internalTrafficPolicy'),
      ];
    case 'externalIP':
      return [ofPort, { object: ref, field: ['spec', 'externalIPs'], origin }, ...policyEvidence(service, decided)];
    case 'loadBalancer':
      return [ofPort, { object: ref, field: ['status', 'loadBalancer'], origin }, ...policyEvidence(service, decided)];
    case 'nodePort':
      return [
        { object: ref, field: ['spec', 'ports', port.port.index, 'nodePort'], origin },
        ...(isNodePortStated(port.port, service) ? [] : [ofPort]),
        ...policyEvidence(service, decided),
      ];
  }
}

/** An address that was only given to the Service decides nothing by a line; that it was given is an assumption. */
function isAddressStated({ spec }: ClusterService): boolean {
  return spec.clusterIP !== undefined || spec.clusterIPs.length > 0;
}

/** One that was only given to the port has no line; what the port leads to has. */
function isNodePortStated({ index }: ClusterServicePort, { spec }: ClusterService): boolean {
  return (spec.ports[index]?.nodePort ?? 0) !== 0;
}

/** Ranges that a packet for the load balancer's address has passed on the node (`loadBalancerSourceRanges` in `pkg/proxy`). */
export function admittedBy({ port, via }: ServiceMatch): readonly Evidence[] {
  const { ref, origin } = port.service;
  return via === 'loadBalancer' && port.sourceRanges.length > 0
    ? [{ object: ref, field: ['spec', 'loadBalancerSourceRanges'], origin }]
    : [];
}

function policyEvidence(
  service: ClusterService,
  field: 'internalTrafficPolicy' | 'externalTrafficPolicy',
): readonly Evidence[] {
  return service.spec[field] === 'Local' ? [fieldOf(service, field)] : [];
}

function fieldOf(service: ClusterService, field: 'internalTrafficPolicy' | 'externalTrafficPolicy'): Evidence {
  return { object: service.ref, field: ['spec', field], origin: service.origin };
}

function endpointEvidence(cluster: Cluster, service: ClusterService, endpoint: ServiceEndpoint): readonly Evidence[] {
  const slice = cluster.slicesOf
    .get(service.key)
    ?.find(({ endpoints }) => endpoints.some(({ ip }) => ip === endpoint.ip));
  if (slice === undefined) return [];
  const index = slice.endpoints.findIndex(({ ip }) => ip === endpoint.ip);
  if (slice.origin.kind === 'written')
    return [{ object: slice.ref, field: ['endpoints', index], origin: slice.origin }];
  return [{ object: service.ref, field: ['spec', 'selector'], origin: service.origin }];
}
