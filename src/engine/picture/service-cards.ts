import type { Cluster, ClusterService } from '#cluster';
import { refText } from '#manifests';
import { hostPort } from '#net';
import type { RuleCard } from '#view';
import type { Locate } from './place.ts';

/** A card for each Service; the one of the API server only where the manifests hold it. */
export function serviceCards(cluster: Cluster, locate: Locate): readonly RuleCard[] {
  return cluster.services
    .filter((service) => service.origin.kind === 'written' || service.key !== 'default/kubernetes')
    .map((service) => ({
      ref: refText(service.ref),
      kind: 'Service',
      namespace: service.namespace,
      title: `Service ${service.name}`,
      lines: linesOf(service),
      to: [],
      pods: podsBehind(cluster, service),
      assumed: service.origin.kind !== 'written',
      place: locate(service.ref, []),
    }));
}

function linesOf(service: ClusterService): readonly string[] {
  if (service.spec.type === 'ExternalName') return [`→ ${service.spec.externalName ?? 'nowhere'}`];
  const ports = [...new Set(service.ports.map(({ port }) => port))];
  const listed = ports.length > 3 ? `${ports.slice(0, 3).join(', ')} and ${ports.length - 3} more` : ports.join(', ');
  const portText = listed === '' ? '' : `port${ports.length === 1 ? '' : 's'} ${listed}`;
  if (service.headless) return [portText === '' ? 'headless' : `headless, ${portText}`];
  const [address] = service.clusterIps;
  const [only] = ports;
  if (address === undefined) return ['no address'];
  return ports.length === 1 && only !== undefined ? [hostPort(address, only)] : [address, portText];
}

function podsBehind(cluster: Cluster, service: ClusterService): readonly string[] {
  const keys = (cluster.slicesOf.get(service.key) ?? []).flatMap((slice) =>
    slice.endpoints.flatMap(({ pod }) => (pod === null ? [] : [pod])),
  );
  return [...new Set(keys)];
}
