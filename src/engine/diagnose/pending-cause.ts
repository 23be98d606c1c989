import type { Cluster, ClusterService } from '#cluster';
import type { StoppedAt } from '#trace';

/** The Service of type LoadBalancer whose missing address ended a run; `null` where something else did. */
export function pendingService(
  { reason, objects }: Pick<StoppedAt, 'reason' | 'objects'>,
  cluster: Cluster,
): ClusterService | null {
  const [ref] = objects;
  if (reason !== 'NoAddress' || ref?.kind !== 'Service') return null;
  const service = cluster.serviceByKey.get(`${ref.namespace}/${ref.name}`);
  return service?.spec.type === 'LoadBalancer' ? service : null;
}

/** Why that Service has no address yet, in a sentence: nobody answers, or whoever does has none to give. */
export function pendingCause(stoppedAt: Pick<StoppedAt, 'reason' | 'objects'>, cluster: Cluster): string | null {
  const service = pendingService(stoppedAt, cluster);
  if (service === null) return null;
  const balancer = cluster.balancers.get(service.key);
  if (balancer !== undefined) return `${balancer.name} has no address for the Service.`;
  const told = cluster.problems.find(
    ({ code, object }) => code === 'NobodyBalances' && object === `Service/${service.key}`,
  );
  return (
    told?.sentence ??
    'Type LoadBalancer is a wish, and nobody in this cluster grants it: no cloud controller, no MetalLB.'
  );
}
