import { isFlagOn } from './go-boolean.ts';
import type { Cluster, IngressController, LoadBalancerAddress } from './model.ts';

/** What of a cluster the published addresses depend on. */
type PublishedFrom = Pick<Cluster, 'services' | 'pods' | 'nodes'>;

/** What an entry of a status says: an address, or a name alone even where the address behind it was filled in. */
export function inStatus({ ip, hostname, origin }: LoadBalancerAddress): string | null {
  return origin.kind === 'written' ? (ip ?? hostname) : (hostname ?? ip);
}

/**
 * The addresses that a controller writes into the status of the Ingresses it serves. ingress-nginx
 * (internal/ingress/status/status.go): `--publish-status-address`, else those of the `--publish-service` Service by its
 * type, else those of the nodes with ready controller pods. Of others, and of one that is assumed, its Service's.
 */
export function publishedAddresses(cluster: PublishedFrom, controller: IngressController): readonly string[] {
  const { flags } = controller;
  if (!isFlagOn(flags['update-status'], 'on')) return [];
  const stated = flags['publish-status-address'] ?? '';
  if (stated !== '') return stated.split(',').map((address) => address.trim());
  const named = flags['publish-service'] ?? '';
  const isNamed = named !== '' || controller.origin.kind !== 'written';
  const isOther = controller.kind === 'other' && controller.service !== null;
  if (isNamed || isOther) return ofService(cluster, controller.service ?? named);
  return ofNodes(cluster, controller);
}

function ofService(cluster: PublishedFrom, key: string): readonly string[] {
  const service = cluster.services.find((service) => service.key === key);
  if (service === undefined) return [];
  const { externalIps, clusterIps, loadBalancer, spec } = service;
  switch (spec.type) {
    case 'ExternalName':
      return spec.externalName === undefined ? [] : [spec.externalName];
    case 'ClusterIP':
      return clusterIps.slice(0, 1);
    case 'NodePort':
      return externalIps.length > 0 ? externalIps : clusterIps.slice(0, 1);
    case 'LoadBalancer':
      return [...new Set([...loadBalancer.flatMap((entry) => inStatus(entry) ?? []), ...externalIps])];
  }
}

/** External addresses first, with `--report-node-internal-ip-address` the internal ones; each node once. */
function ofNodes(cluster: PublishedFrom, controller: IngressController): readonly string[] {
  const isInternal = isFlagOn(controller.flags['report-node-internal-ip-address'], 'off');
  const own = new Set(controller.pods);
  const running = cluster.pods.filter(({ key, phase, ready }) => own.has(key) && phase === 'Running' && ready);
  const names = new Set(running.map(({ node }) => node));
  return cluster.nodes
    .filter(({ name }) => names.has(name))
    .map((node) => {
      const [external] = [
        ...node.publicIps,
        ...node.addresses.filter((address) => !node.internalIps.includes(address)),
      ];
      return isInternal ? (node.internalIps[0] ?? node.ip) : (external ?? node.ip);
    });
}
