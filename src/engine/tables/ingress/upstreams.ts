import type { Cluster, ClusterService, ClusterServicePort } from '#cluster';
import { workloadKeyOf } from '#cluster';
import type { IngressBackend, IngressObject, ObjectRef } from '#manifests';
import type { Ip } from '#net';
import { isLoopback, parseIp } from '#net';
import type { Member } from '#trace';
import type { Annotations } from './annotations/index.ts';
import type { Building, NginxUpstream } from './configuration.ts';
import { DEFAULT_UPSTREAM } from './configuration.ts';

/** nginx's name for a backend: one upstream for each namespace, Service and port, whatever Ingress names it. */
export function upstreamName(namespace: string, backend: IngressBackend): string {
  const service = backend.service;
  return service === undefined ? `${namespace}-INVALID` : `${namespace}-${service.name}-${portText(backend)}`;
}

export function portText(backend: IngressBackend): string {
  const port = backend.service?.port;
  return port?.number !== undefined && port.number > 0 ? `${port.number}` : (port?.name ?? '');
}

/** Upstreams of all backends, the oldest Ingress first: what it says of balancing holds for the others too. */
export function createUpstreams(ingresses: readonly IngressObject[], building: Building): Map<string, NginxUpstream> {
  const upstreams = new Map<string, NginxUpstream>([[DEFAULT_UPSTREAM, defaultUpstream(building)]]);
  for (const ingress of ingresses) {
    const backends = [
      ...(ingress.defaultBackend === undefined ? [] : [ingress.defaultBackend]),
      ...ingress.rules.flatMap(({ paths }) => paths.map(({ backend }) => backend)),
    ];
    for (const backend of backends) {
      if (backend.service === undefined) continue;
      const name = upstreamName(ingress.ref.namespace ?? 'default', backend);
      if (!upstreams.has(name)) upstreams.set(name, upstreamOf(name, ingress, backend, building));
    }
  }
  return upstreams;
}

function upstreamOf(name: string, ingress: IngressObject, backend: IngressBackend, building: Building): NginxUpstream {
  const annotations = building.annotationsOf(ingress);
  const namespace = ingress.ref.namespace ?? 'default';
  const key = `${namespace}/${backend.service?.name ?? ''}`;
  const service = building.cluster.serviceByKey.get(key);
  const port = portText(backend);
  const shared = {
    name,
    service: { kind: 'Service', namespace, name: backend.service?.name ?? '' } satisfies ObjectRef,
    port,
    balancing: annotations.balancing,
    canary: annotations.canary === null ? null : { shaping: annotations.canary, ingress, annotations },
    alternatives: [],
  };
  if (service === undefined) return { ...shared, peers: [], external: null, empty: 'BackendNotFound' };
  const single = annotations.balancing.target === 'clusterIP' ? clusterIpPeer(service, port) : null;
  if (single !== null) return { ...shared, peers: [single], external: null, empty: null };
  if (service.spec.type === 'ExternalName') {
    const external = building.settings.externalNames ? externalOf(service, port) : null;
    if (external === null) return { ...shared, peers: [], external: null, empty: 'UpstreamUnresolved' };
    const address = parseIp(external.name);
    if (address === null) return { ...shared, peers: [], external, empty: null };
    return { ...shared, peers: [plainMember(address, external.port, key)], external: null, empty: null };
  }
  const found = servicePort(service, port);
  if (found === null) return { ...shared, peers: [], external: null, empty: 'BackendNotFound' };
  const peers = endpointsOf(building.cluster, service, found);
  return { ...shared, peers, external: null, empty: peers.length === 0 ? 'NoEndpoints' : null };
}

/** The flag's Service with its first port; without it, or without endpoints, nginx answers 404 itself. */
function defaultUpstream({ cluster, settings, annotationsOf: _ }: Building): NginxUpstream {
  const key = settings.defaultBackend;
  const service = key === null ? undefined : cluster.serviceByKey.get(key);
  const port = service?.ports[0];
  return {
    name: DEFAULT_UPSTREAM,
    service: service?.ref ?? null,
    port: port === undefined ? '' : `${port.port}`,
    peers: service === undefined || port === undefined ? [] : endpointsOf(cluster, service, port),
    external: null,
    empty: null,
    balancing: PLAIN_BALANCING,
    canary: null,
    alternatives: [],
  };
}

const PLAIN_BALANCING: NginxUpstream['balancing'] = {
  cookie: null,
  canaryAffinity: 'sticky',
  algorithm: 'round_robin',
  hashBy: '',
  target: 'endpoints',
};

/** The Service of a default-backend annotation as an upstream: its first port; `null` without endpoints. */
export function standInUpstream(key: string, annotations: Annotations, cluster: Cluster): NginxUpstream | null {
  const service = cluster.serviceByKey.get(key);
  const port = service?.ports[0];
  if (service === undefined || port === undefined) return null;
  const peers = endpointsOf(cluster, service, port);
  if (peers.length === 0) return null;
  return {
    name: `custom-default-backend-${service.namespace}-${service.name}`,
    service: service.ref,
    port: `${port.port}`,
    peers,
    external: null,
    empty: null,
    balancing: annotations.balancing,
    canary: null,
    alternatives: [],
  };
}

/** The first port whose number, name or target port's text is what the rule says. */
function servicePort(service: ClusterService, text: string): ClusterServicePort | null {
  return (
    service.ports.find(
      ({ port, name, targetPort }) => `${port}` === text || `${targetPort}` === text || (name !== '' && name === text),
    ) ?? null
  );
}

/** Ready addresses of the Service's slices, TCP only (controller/endpointslices.go). */
export function endpointsOf(cluster: Cluster, service: ClusterService, port: ClusterServicePort): readonly Member[] {
  const members = new Map<string, Member>();
  for (const slice of cluster.slicesOf.get(service.key) ?? []) {
    const target = typeof port.targetPort === 'number' ? port.targetPort : null;
    const tcp = slice.ports.filter(({ protocol }) => protocol === 'TCP');
    const found = tcp.map(({ name, port: number }) =>
      port.name === '' || name === port.name ? (number ?? target) : target,
    );
    const numbers = new Set(slice.ports.length === 0 ? [target] : found);
    for (const endpoint of slice.endpoints) {
      if (!endpoint.ready) continue;
      for (const number of numbers) {
        if (number === null) continue;
        for (const address of endpoint.addresses) {
          const id = `${address}:${number}`;
          if (!members.has(id)) members.set(id, memberOf(address, number, endpoint.pod, service.key, cluster));
        }
      }
    }
  }
  return [...members.values()];
}

function memberOf(ip: Ip, port: number, pod: string | null, service: string, cluster: Cluster): Member {
  const found = pod === null ? undefined : cluster.podByKey.get(pod);
  return { ip, port, pod, workload: workloadKeyOf(found), service };
}

function plainMember(ip: Ip, port: number, service: string): Member {
  return { ip, port, pod: null, workload: null, service };
}

/** service-upstream: the ClusterIP with the port as the rule has it; headless Services fall back to pods. */
export function clusterIpPeer(service: ClusterService, text: string): Member | null {
  const address = service.clusterIps[0];
  if (address === undefined) return null;
  const port = /^\d+$/.test(text) ? Number(text) : service.ports.find(({ name }) => name === text)?.port;
  return port === undefined ? null : plainMember(address, port, service.key);
}

/** An ExternalName that is a valid DNS name and not this machine; the port is the target port, or the rule's number. */
function externalOf(service: ClusterService, text: string): { readonly name: string; readonly port: number } | null {
  const name = (service.spec.externalName ?? '').replace(/\.$/, '');
  const address = parseIp(name);
  if (name === 'localhost' || (address !== null && isLoopback(address))) return null;
  if (address === null && !/^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/.test(name)) return null;
  const number = /^\d+$/.test(text) ? Number(text) : null;
  const found = service.ports.find((port) => (number === null ? port.name === text : port.port === number));
  const target = typeof found?.targetPort === 'number' && found.targetPort > 0 ? found.targetPort : null;
  const port = target ?? found?.port ?? number;
  return port === null ? null : { name, port };
}
