import type { Cluster, ClusterService } from '#cluster';
import type { Trace } from '#trace';

/**
 * The Service whose name a client outside looked up in vain: `NAME`, `NAME.NS`, `NAME.NS.svc` or the whole name. A bare
 * name means the only written Service that has it. `null` where a run is no such.
 */
export function askedForInsideName({ outcome, hops }: Trace, cluster: Cluster): ClusterService | null {
  if (outcome.stoppedAt?.reason !== 'NameDoesNotExist' || hops[0].at.place.kind !== 'outside') return null;
  const last = hops.findLast((hop) => hop.kind === 'resolved');
  return last?.kind === 'resolved' ? namedBy(last.decision.name.toLowerCase().replace(/\.$/, ''), cluster) : null;
}

function namedBy(host: string, { services, serviceByKey, settings }: Cluster): ClusterService | null {
  const ending = [`.svc.${settings.domain}`, '.svc'].find((one) => host.endsWith(one)) ?? '';
  const [name = '', namespace, ...more] = host.slice(0, host.length - ending.length).split('.');
  if (more.length > 0) return null;
  if (namespace !== undefined) return serviceByKey.get(`${namespace}/${name}`) ?? null;
  const [only, ...others] = services.filter((one) => one.name === name && one.origin.kind === 'written');
  return others.length > 0 ? null : (only ?? null);
}

/** What such a client lacks, in a sentence. */
export function insideNameFact(trace: Trace, cluster: Cluster): string | null {
  const service = askedForInsideName(trace, cluster);
  if (service === null) return null;
  return `That is the name of Service ${service.key}, which only the cluster’s own DNS knows; a client outside needs a load balancer, a node port or the host of an Ingress.`;
}
