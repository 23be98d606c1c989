import type { Cluster, ClusterService, ClusterServicePort, ClusterSlice } from '#cluster';
import { podsSelectedBy } from '#cluster';
import type { EndpointLack } from '#trace';

/**
 * Why a Service port has no endpoint that may be used, after what makes them: slices that were written, else the selector
 * and the named port (pkg/controller/endpointslice, `FindPort`), else pods that are not ready. `port`: `null` where it is
 * no certain one.
 */
export function endpointLack(cluster: Cluster, service: ClusterService, port: ClusterServicePort | null): EndpointLack {
  const slices = cluster.slicesOf.get(service.key) ?? [];
  const stated = slices.filter(({ origin }) => origin.kind === 'written');
  if (stated.length > 0) {
    return {
      kind: 'slices',
      slices: stated.map((slice) => ({
        slice: slice.ref,
        lacks: slice.endpoints.length > 0 && !hasPort(slice, port) ? 'port' : 'endpoints',
      })),
    };
  }
  const pods =
    service.spec.selector === null
      ? []
      : podsSelectedBy(cluster, service.namespace, { matchLabels: service.spec.selector, matchExpressions: [] });
  if (pods.length === 0) return { kind: 'selector' };
  const filled = slices.filter(({ endpoints }) => endpoints.length > 0);
  if (port !== null && filled.length > 0 && !filled.some((slice) => hasPort(slice, port)))
    return { kind: 'portName', index: port.index, name: `${port.targetPort}` };
  return { kind: 'readiness', pods: pods.map(({ ref }) => ref) };
}

function hasPort({ ports }: ClusterSlice, port: ClusterServicePort | null): boolean {
  return (
    port === null || ports.some((one) => one.port !== null && one.name === port.name && one.protocol === port.protocol)
  );
}
