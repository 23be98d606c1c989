import type { Cluster } from '#cluster';
import { controllerOfIngress, publishedAddresses } from '#cluster';
import type { IngressObject } from '#manifests';
import type { ControllerConfiguration } from './configuration.ts';

/**
 * `status.loadBalancer` of an Ingress: as written; else what ingress-nginx publishes for those it serves. `null` for a
 * controller whose rules are not known here.
 */
export function ingressStatus(
  cluster: Cluster,
  all: readonly ControllerConfiguration[],
  ingress: IngressObject,
): readonly string[] | null {
  const written = ingress.loadBalancer.flatMap(({ ip, hostname }) => ip ?? hostname ?? []);
  if (written.length > 0) return written;
  const serving = all.find((made) => made.kind === 'nginx' && made.served.includes(ingress));
  if (serving !== undefined) return publishedAddresses(cluster, serving.controller);
  const claimed = controllerOfIngress(cluster, ingress);
  return claimed === null || claimed.kind === 'ingress-nginx' ? [] : null;
}
