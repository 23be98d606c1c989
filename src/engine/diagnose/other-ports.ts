import type { Cluster, ClusterService } from '#cluster';
import type { Trace } from '#trace';
import { labelSetsOf, labelText } from './missing/label-sets.ts';
import { meantBy } from './missing/near-labels.ts';

/** The Service whose address was asked for a port that it does not have; `null` where a run ended otherwise. */
export function askedForOtherPort({ outcome }: Trace, cluster: Cluster): ClusterService | null {
  return outcome.stoppedAt?.reason === 'NoRuleForPort' ? serviceAt(outcome, cluster) : null;
}

/** What the Service at which a run ended has instead: other ports, or pods whose labels its selector misses by a slip. */
export function serviceFact({ outcome }: Trace, cluster: Cluster): string | null {
  const service = serviceAt(outcome, cluster);
  if (service === null) return null;
  switch (outcome.stoppedAt?.reason) {
    case 'NoRuleForPort':
      return `Service ${service.name} has ${portsOf(service)}.`;
    case 'NoEndpoints':
      return missedPods(service, cluster);
    default:
      return null;
  }
}

function serviceAt({ stoppedAt }: Trace['outcome'], { serviceByKey }: Cluster): ClusterService | null {
  const ref = stoppedAt?.objects.find(({ kind }) => kind === 'Service');
  return ref === undefined ? null : (serviceByKey.get(`${ref.namespace ?? 'default'}/${ref.name}`) ?? null);
}

function portsOf({ ports }: ClusterService): string {
  const all = ports.map(({ port, protocol, name }) => {
    const words = [protocol === 'TCP' ? '' : protocol, name].filter((word) => word !== '').join(', ');
    return words === '' ? `${port}` : `${port} (${words})`;
  });
  if (all.length === 0) return 'no port';
  return all.length > 6 ? `${all.slice(0, 6).join(', ')} and ${all.length - 6} more` : all.join(', ');
}

function missedPods(service: ClusterService, cluster: Cluster): string | null {
  const sets = labelSetsOf(cluster);
  const { selector } = service.spec;
  const meant = selector === null ? null : meantBy(service, cluster, sets);
  if (meant === null) return null;
  const where = meant.namespace === service.namespace ? 'pods there' : `pods in namespace ${meant.namespace}`;
  return `No pod has ${labelText(selector ?? {})}; ${where} have ${labelText(meant.labels)}.`;
}
