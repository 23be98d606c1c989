import type { Cluster, ClusterPod, ClusterService, ClusterServicePort } from '#cluster';
import { inStatus } from '#cluster';
import type { IngressObject } from '#manifests';
import { spokenOn } from '#net';
import type { Sendable } from '#view';

/** Requests to a Service by a host, one for each of its ports: a URL where the port is for HTTP, else host and port. */
export function toService(service: ClusterService, host: string): readonly Sendable[] {
  if (service.spec.type === 'ExternalName') return [];
  return service.ports.map((port) => toPort(host, port));
}

/** A Service as pods of any namespace name it. */
export function serviceHost({ name, namespace }: ClusterService): string {
  return `${name}.${namespace}`;
}

/** Requests to the ports that a pod declares. */
export function toPod(pod: ClusterPod): readonly Sendable[] {
  const [ip] = pod.ips;
  return ip === undefined ? [] : pod.ports.map((port) => toPort(ip, { ...port, appProtocol: null }));
}

/** Requests to the first address of a Service's balancer, or its name where the status has that alone. */
export function toBalancer(service: ClusterService): readonly Sendable[] {
  const [first] = service.loadBalancer;
  const host = first === undefined ? null : inStatus(first);
  return host === null ? [] : toService(service, host);
}

/** A request to each host that an Ingress serves, with its first path. */
export function toIngress({ rules, tls }: IngressObject): readonly Sendable[] {
  return rules
    .filter(({ host }) => host !== '')
    .map(({ host, paths }) => {
      const scheme = tls.some(({ hosts }) => hosts.includes(host)) ? 'https' : 'http';
      const path = paths[0]?.path ?? '/';
      return {
        method: 'GET',
        target: `${scheme}://${host.replace(/^\*/, 'www')}${path.startsWith('/') ? path : '/'}`,
      };
    });
}

/** What can be sent to a card of the picture: to a Service its ports, to an Ingress its hosts. */
export function toCard(cluster: Cluster, ref: string): readonly Sendable[] {
  const [kind = '', namespace = '', name = ''] = ref.split('/');
  if (kind === 'Service') {
    const service = cluster.serviceByKey.get(`${namespace}/${name}`);
    return service === undefined ? [] : toService(service, serviceHost(service));
  }
  const ingress =
    kind === 'Ingress'
      ? cluster.ingresses.find((one) => one.ref.name === name && one.ref.namespace === namespace)
      : undefined;
  return ingress === undefined ? [] : toIngress(ingress);
}

type Port = Pick<ClusterServicePort, 'name' | 'port' | 'protocol' | 'appProtocol'>;

function toPort(host: string, port: Port): Sendable {
  const shown = host.includes(':') ? `[${host}]` : host;
  const spoken = spokenOn(port);
  if (spoken === 'other') return { method: port.protocol, target: `${shown}:${port.port}` };
  const isUsual = port.port === (spoken === 'https' ? 443 : 80);
  return { method: 'GET', target: `${spoken}://${shown}${isUsual ? '' : `:${port.port}`}/` };
}
