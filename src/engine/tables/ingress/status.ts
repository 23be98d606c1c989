import type { Cluster } from '#cluster';
import { controllerOfIngress } from '#cluster';
import type { IngressObject } from '#manifests';
import type { ControllerConfiguration } from './configuration.ts';

/**
 * `status.loadBalancer` of an Ingress: as written; else what ingress-nginx publishes for those it serves
 * (internal/ingress/status/status.go): `--publish-status-address`, the addresses of the `--publish-service` Service, or
 * those of the nodes with ready controller pods. `null` for a controller whose rules are not known here.
 */
export function ingressStatus(
  cluster: Cluster,
  all: readonly ControllerConfiguration[],
  ingress: IngressObject,
): readonly string[] | null {
  const written = ingress.loadBalancer.flatMap(({ ip, hostname }) => ip ?? hostname ?? []);
  if (written.length > 0) return written;
  const serving = all.find((made) => made.kind === 'nginx' && made.served.includes(ingress));
  if (serving !== undefined) return published(cluster, serving.controller);
  const claimed = controllerOfIngress(cluster, ingress);
  return claimed === null || claimed.kind === 'ingress-nginx' ? [] : null;
}

function published(cluster: Cluster, controller: ControllerConfiguration['controller']): readonly string[] {
  const { flags } = controller;
  if (isOff(flags['update-status'])) return [];
  const stated = flags['publish-status-address'] ?? '';
  if (stated !== '') return stated.split(',').map((address) => address.trim());
  const named = flags['publish-service'] ?? '';
  if (named !== '' || controller.origin.kind !== 'written') return ofService(cluster, controller.service ?? named);
  return ofNodes(cluster, controller);
}

function isOff(flag: string | undefined): boolean {
  return flag === 'false' || flag === '0' || flag === 'f';
}

function ofService(cluster: Cluster, key: string): readonly string[] {
  const service = cluster.serviceByKey.get(key);
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
      return [...new Set([...loadBalancer.flatMap(({ ip, hostname }) => ip ?? hostname ?? []), ...externalIps])];
  }
}

/** External addresses first, with `--report-node-internal-ip-address` the internal ones; each node once. */
function ofNodes(cluster: Cluster, controller: ControllerConfiguration['controller']): readonly string[] {
  const internal = controller.flags['report-node-internal-ip-address'];
  const pods = controller.pods.flatMap((key) => cluster.podByKey.get(key) ?? []);
  const names = new Set(pods.filter(({ phase, ready }) => phase === 'Running' && ready).map(({ node }) => node));
  return cluster.nodes
    .filter(({ name }) => names.has(name))
    .map((node) => {
      const external = node.addresses.find((address) => !node.internalIps.includes(address));
      return internal === undefined || isOff(internal) ? (external ?? node.ip) : (node.internalIps[0] ?? node.ip);
    });
}
