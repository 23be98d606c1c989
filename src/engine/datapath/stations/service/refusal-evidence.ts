import type { Cluster, ClusterService, Evidence } from '#cluster';
import { evidenceOf } from '#cluster';
import type { Refusal } from '#tables';
import { endpointLack } from '#tables';
import type { EndpointLack } from '#trace';
import { evidenceOfMatch } from './evidence.ts';

/** How many pods that are not ready are named. */
const MOST_PODS = 3;

/**
 * The fields that a refusal rests on, what decided first: the selector that no pod has, the port name that no pod knows,
 * the policy that leaves no endpoint here, the ranges that the source is not in; then how the packet came to the Service.
 */
export function evidenceOfRefusal(cluster: Cluster, refusal: Refusal): readonly Evidence[] {
  const { reason, match, policy: decided } = refusal;
  if (match === null) return [];
  const { service } = match.port;
  const found = evidenceOfMatch(match, decided);
  switch (reason) {
    case 'NoEndpoints': {
      const lack = lackBehind(cluster, refusal);
      return [...(lack === null ? [] : evidenceOfLack(cluster, service, lack)), ...found];
    }
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

/** What a Service lacks that has no endpoint for the packet; `null` for every other refusal. */
export function lackBehind(cluster: Cluster, { reason, match }: Refusal): EndpointLack | null {
  return reason === 'NoEndpoints' && match !== null ? endpointLack(cluster, match.port.service, match.port.port) : null;
}

/** The fields of which a lack is read, what decided first; a selector that found pods stands behind them. */
function evidenceOfLack(cluster: Cluster, service: ClusterService, lack: EndpointLack): readonly Evidence[] {
  const selector = evidenceOf(service, 'spec', 'selector');
  switch (lack.kind) {
    case 'slices': {
      const all = cluster.slicesOf.get(service.key) ?? [];
      return lack.slices.flatMap(({ slice, lacks }) => {
        const found = all.find(({ ref }) => ref === slice);
        return found === undefined ? [] : [evidenceOf(found, lacks === 'port' ? 'ports' : 'endpoints')];
      });
    }
    case 'selector':
      return [selector];
    case 'portName':
      return [evidenceOf(service, 'spec', 'ports', lack.index, 'targetPort'), selector];
    case 'readiness': {
      const pods = lack.pods
        .slice(0, MOST_PODS)
        .flatMap(({ namespace, name }) => cluster.podByKey.get(`${namespace ?? 'default'}/${name}`) ?? []);
      return [...pods.map((pod) => evidenceOf(pod, 'status')), selector];
    }
  }
}
