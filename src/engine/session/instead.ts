import { type Cluster, type ClusterService, matchesLabels } from '#cluster';
import { askedForInsideName, askedForOtherPort } from '#diagnose';
import type { Request } from '#document';
import { toBalancer, toIngress, toService } from '#picture';
import type { Trace } from '#trace';
import type { Sendable } from '#view';

/**
 * What can be sent instead: where a Service was asked for a port that it does not have, those that it has,
 * by the host as it was written; where a client outside used a name of the cluster, the addresses outside that lead there.
 */
export function insteadOf({ sends }: Request, trace: Trace, cluster: Cluster): readonly Sendable[] {
  const inside = askedForInsideName(trace, cluster);
  if (inside !== null) return fromOutside(inside, cluster).slice(0, 4);
  const service = askedForOtherPort(trace, cluster);
  if (service === null) return [];
  const written = hostIn(sends);
  return toService(service, written === '' ? `${service.name}.${service.namespace}` : written).slice(0, 4);
}

/** Balancers of the Service, and of Services with the same pods; hosts of Ingresses that lead to one of them. */
function fromOutside(service: ClusterService, cluster: Cluster): readonly Sendable[] {
  const alike = cluster.services.filter((one) => one.namespace === service.namespace && samePods(one, service));
  const names = new Set(alike.map(({ name }) => name));
  const ingresses = cluster.ingresses.filter(
    ({ ref, rules, defaultBackend }) =>
      ref.namespace === service.namespace &&
      [defaultBackend, ...rules.flatMap(({ paths }) => paths.map(({ backend }) => backend))].some((backend) =>
        names.has(backend?.service?.name ?? ''),
      ),
  );
  return [...alike.flatMap(toBalancer), ...ingresses.flatMap(toIngress)];
}

function samePods(one: ClusterService, other: ClusterService): boolean {
  const { selector } = one.spec;
  if (one.key === other.key) return true;
  const wanted = other.spec.selector;
  if (selector === null || wanted === null) return false;
  return matchesLabels(selector, wanted) && matchesLabels(wanted, selector);
}

/** The name or address that was dialled; empty for a reference. */
function hostIn(sends: Request['sends']): string {
  switch (sends.kind) {
    case 'http':
      return hostOfUrl(sends.http.url);
    case 'grpc':
      return hostOfUrl(sends.grpc.url);
    case 'connect':
      return sends.connect.to.includes('/') ? '' : sends.connect.to.replace(/^\[|\]$/g, '');
    case 'dns':
      return '';
  }
}

function hostOfUrl(url: string): string {
  const [, authority = ''] = /^[^/]*:\/\/(?:[^/?#@]*@)?([^/?#]*)/.exec(url) ?? [];
  return authority.replace(/:\d*$/, '').replace(/^\[|\]$/g, '');
}
