import type { ClusterEndpoint, ClusterService } from '../model.ts';
import type { Draft } from '../draft.ts';

/**
 * Hints that the EndpointSlice controller writes on ready endpoints by `trafficDistribution`: PreferClose and PreferSameZone
 * name the endpoint's own zone, PreferSameNode its node as well. An endpoint without a zone gets no zone hint.
 * PreferClose works from Kubernetes 1.31 (KEP 4444), the two newer words from 1.34 (KEP 3015).
 * Not modelled: the older annotation (`topologyMode`), whose hints depend on the CPUs of each zone; it is reported.
 */
export function withHints(
  service: ClusterService,
  endpoints: readonly ClusterEndpoint[],
  draft: Draft,
): ReadonlyMap<ClusterEndpoint, ClusterEndpoint> {
  const wish = wishOf(service, draft);
  if (wish === 'none') return new Map();
  return new Map(
    endpoints
      .filter(({ ready }) => ready)
      .map((endpoint) => [
        endpoint,
        {
          ...endpoint,
          zoneHints: endpoint.zone === null ? [] : [endpoint.zone],
          nodeHints: wish === 'node' && endpoint.node !== null ? [endpoint.node] : [],
        },
      ]),
  );
}

function wishOf(service: ClusterService, draft: Draft): 'none' | 'zone' | 'node' {
  const { minor, major } = draft.settings.version;
  const isAtLeast = (wanted: number): boolean => major > 1 || minor >= wanted;
  switch (service.spec.trafficDistribution) {
    case 'PreferClose':
      return isAtLeast(31) ? 'zone' : 'none';
    case 'PreferSameZone':
      return isAtLeast(34) ? 'zone' : 'none';
    case 'PreferSameNode':
      return isAtLeast(34) ? 'node' : 'none';
    default:
      return 'none';
  }
}

const ANNOTATIONS = ['service.kubernetes.io/topology-mode', 'service.kubernetes.io/topology-aware-hints'] as const;

/** The annotation that switches topology aware routing on, `undefined` if none does. */
export function topologyMode({ annotations }: ClusterService): string | undefined {
  return ANNOTATIONS.find((name) => /^auto$/i.test(annotations[name] ?? ''));
}
