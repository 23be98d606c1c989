import type { Cluster, ClusterService, ClusterServicePort, ClusterSlice, Evidence } from '#cluster';
import { evidenceOf, podsSelectedBy } from '#cluster';
import type { Refusal } from '#tables';
import { evidenceOfMatch } from './evidence.ts';

/** How many pods that are not ready are named. */
const MOST_PODS = 3;

/**
 * The fields that a refusal rests on, what decided first: the selector that no pod has, the port name that no pod knows,
 * the policy that leaves no endpoint here, the ranges that the source is not in; then how the packet came to the Service.
 */
export function evidenceOfRefusal(cluster: Cluster, { reason, match, policy: decided }: Refusal): readonly Evidence[] {
  if (match === null) return [];
  const { service, port } = match.port;
  const found = evidenceOfMatch(match, decided);
  switch (reason) {
    case 'NoEndpoints':
      return [...withoutEndpoints(cluster, service, port), ...found];
    case 'NoLocalEndpoints': {
      const isInner = match.via === 'clusterIP' || decided === 'internal';
      const policy = isInner ? 'internalTrafficPolicy' : 'externalTrafficPolicy';
      return [evidenceOf(service, 'spec', policy), ...found.filter(({ field }) => field[1] !== policy)];
    }
    case 'SourceRangeDenied':
      return [evidenceOf(service, 'spec', 'loadBalancerSourceRanges'), ...found];
    case 'NoRuleForPort':
      // The match is the owner of the address, by whichever of its ports.
      return [evidenceOf(service, 'spec', 'ports'), ...found.filter(({ field }) => field[1] !== 'ports')];
    case 'ClusterIpFromOutside':
    case 'NoSuchServiceAddress':
    case 'UnsupportedByProxy':
      return found;
  }
}

/**
 * Why a Service port has no endpoint that may be used, after what makes them: slices that were written, else the selector
 * and the named port (pkg/controller/endpointslice, `FindPort`), else pods that are not ready.
 */
function withoutEndpoints(cluster: Cluster, service: ClusterService, port: ClusterServicePort): readonly Evidence[] {
  const slices = cluster.slicesOf.get(service.key) ?? [];
  const stated = slices.filter(({ origin }) => origin.kind === 'written');
  if (stated.length > 0) {
    return stated.map((slice) =>
      evidenceOf(slice, slice.endpoints.length > 0 && !hasPort(slice, port) ? 'ports' : 'endpoints'),
    );
  }
  const selector = evidenceOf(service, 'spec', 'selector');
  const pods =
    service.spec.selector === null
      ? []
      : podsSelectedBy(cluster, service.namespace, { matchLabels: service.spec.selector, matchExpressions: [] });
  if (pods.length === 0) return [selector];
  const filled = slices.filter(({ endpoints }) => endpoints.length > 0);
  if (filled.length > 0 && !filled.some((slice) => hasPort(slice, port))) {
    return [evidenceOf(service, 'spec', 'ports', port.index, 'targetPort'), selector];
  }
  return [...pods.slice(0, MOST_PODS).map((pod) => evidenceOf(pod, 'status')), selector];
}

function hasPort({ ports }: ClusterSlice, { name, protocol }: ClusterServicePort): boolean {
  return ports.some((one) => one.port !== null && one.name === name && one.protocol === protocol);
}
