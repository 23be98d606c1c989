import type { Cluster, ClusterService } from '#cluster';
import type { Trace } from '#trace';
import { noEndpointsFact } from './no-endpoints.ts';
import { isPing } from './reason-text.ts';

/** The Service whose address was asked for a port that it does not have; `null` where a run ended otherwise. */
export function askedForOtherPort({ outcome }: Trace, cluster: Cluster): ClusterService | null {
  return outcome.stoppedAt?.reason === 'NoRuleForPort' ? serviceAt(outcome, cluster) : null;
}

/** What the Service at which a run ended has instead: other ports, or why it has no endpoint. */
export function serviceFact({ outcome, hops }: Trace, cluster: Cluster): string | null {
  const service = serviceAt(outcome, cluster);
  if (service === null) return null;
  switch (outcome.stoppedAt?.reason) {
    case 'NoRuleForPort':
      return hops.some((hop) => hop.kind === 'stop' && isPing(hop))
        ? null
        : `Service ${service.name} has ${portsOf(service)}.`;
    case 'NoEndpoints':
      return noEndpointsFact(service, hops, cluster);
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
