import type { Cluster, ClusterService } from '#cluster';
import type { Loaded, Sendable, TargetChoice } from '#view';
import { serviceHost, toBalancer, toIngress, toService } from './send-to.ts';

const MOST = 100;

/** What is worth sending to: hosts that Ingresses serve, balancers, Services by name; the most telling first. */
export function targetsOf(cluster: Cluster): Pick<Loaded, 'targets' | 'moreTargets'> {
  const all = [...ingressTargets(cluster), ...balancerTargets(cluster), ...serviceTargets(cluster)];
  return { targets: all.slice(0, MOST), moreTargets: Math.max(0, all.length - MOST) };
}

function ingressTargets(cluster: Cluster): readonly TargetChoice[] {
  return cluster.ingresses.flatMap((ingress) => choices(toIngress(ingress), `Ingress ${ingress.ref.name}`));
}

function balancerTargets(cluster: Cluster): readonly TargetChoice[] {
  return written(cluster).flatMap((service) =>
    choices(
      toBalancer(service)
        .filter(({ method }) => method === 'TCP' || method === 'GET')
        .slice(0, 2),
      `load balancer of ${service.name}`,
    ),
  );
}

function serviceTargets(cluster: Cluster): readonly TargetChoice[] {
  return written(cluster).flatMap((service) =>
    choices(toService(service, serviceHost(service)).slice(0, 1), `Service ${service.name}`),
  );
}

function written(cluster: Cluster): readonly ClusterService[] {
  return cluster.services.filter(({ origin }) => origin.kind === 'written');
}

function choices(sendable: readonly Sendable[], label: string): readonly TargetChoice[] {
  return sendable.map(({ target, method }) => ({ text: target, label, method }));
}
