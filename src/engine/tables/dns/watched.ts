import type { Cluster, ClusterService, ClusterSlice, Evidence } from '#cluster';
import { evidenceOf } from '#cluster';
import type { JsonObject, ObjectRef } from '#manifests';
import type { Ip } from '#net';
import { familyOf, parseIp } from '#net';
import type { KubernetesOptions } from './kubernetes-options.ts';
import { fitsLabelExpression } from './label-expression.ts';

/** A port as a record carries it; number -1 stands for "declares none", which gives addresses but no SRV (CoreDNS). */
export interface WatchedPort {
  readonly name: string;
  readonly protocol: string;
  readonly port: number;
}

export interface WatchedEndpoint {
  readonly ip: Ip;
  /** Its name below the Service. */
  readonly name: string;
  /** Source cluster, for imported Services. */
  readonly cluster: string | null;
  readonly ports: readonly WatchedPort[];
}

/** What CoreDNS has seen of the cluster through its watches, by the options of one kubernetes plugin. */
export interface Watched {
  readonly options: KubernetesOptions;
  /** False without access to EndpointSlices: the endpoint cache never fills. */
  readonly hasSynced: boolean;
  /** Whether names of the namespace are answered: it exists, and the options expose it. */
  exposes(namespace: string): boolean;
  service(namespace: string, name: string): ClusterService | null;
  imported(namespace: string, name: string): ImportedService | null;
  /** Ready endpoints of a Service, in the order of its slices; not deduplicated. */
  endpoints(namespace: string, name: string): readonly WatchedEndpoint[];
  importedEndpoints(namespace: string, name: string): readonly WatchedEndpoint[];
  serviceByAddress(address: Ip): ClusterService | null;
  /** Services with a ready endpoint of that address, with its name there, once each. */
  endpointsByAddress(address: Ip): readonly { readonly service: ClusterService; readonly endpoint: WatchedEndpoint }[];
  /** Whether a pod of the namespace that has not ended, and that `labels` lets through, has this as its first address. */
  hasPod(namespace: string, address: string): boolean;
}

/** A ServiceImport of the multicluster API (KEP 1645). */
export interface ImportedService {
  readonly ref: ObjectRef;
  readonly type: 'ClusterSetIP' | 'Headless';
  readonly ips: readonly Ip[];
  readonly ports: readonly WatchedPort[];
}

export function watch(cluster: Cluster, options: KubernetesOptions, access: 'all' | 'noEndpointSlices'): Watched {
  const sees = access === 'all' && options.endpoints === 'watched';
  const shown = (labels: Readonly<Record<string, string>>): boolean =>
    options.labels === null || fitsLabelExpression(options.labels, labels);

  const service = (namespace: string, name: string): ClusterService | null => {
    const found = cluster.serviceByKey.get(`${namespace.toLowerCase()}/${name.toLowerCase()}`);
    return found !== undefined && shown(found.labels) ? found : null;
  };
  const endpoints = (namespace: string, name: string): readonly WatchedEndpoint[] => {
    const key = `${namespace.toLowerCase()}/${name.toLowerCase()}`;
    if (!sees) return [];
    const labels = cluster.serviceByKey.get(key)?.labels ?? {};
    const slices = (cluster.slicesOf.get(key) ?? []).filter(
      (slice) => shown(slice.labels) || (slice.origin.kind === 'derived' && shown(labels)),
    );
    return slices.flatMap((slice) => sliceEndpoints(slice, options, writtenTargets(cluster, slice, options)));
  };

  let byAddress: ReadonlyMap<Ip, ClusterService> | null = null;
  let byEndpoint: ReadonlyMap<Ip, readonly ClusterService[]> | null = null;

  return {
    options,
    hasSynced: access === 'all',
    exposes: (namespace) => {
      const lower = namespace.toLowerCase();
      const found = cluster.namespaces.get(lower);
      if (found === undefined) return false;
      if (options.namespaces !== null && !options.namespaces.includes(lower)) return false;
      return options.namespaceLabels === null || fitsLabelExpression(options.namespaceLabels, found.labels);
    },
    service,
    endpoints,
    imported: (namespace, name) => importedService(cluster, namespace, name),
    importedEndpoints: (namespace, name) => (sees ? importedEndpoints(cluster, namespace, name, options) : []),
    serviceByAddress: (address) => {
      byAddress ??= new Map(cluster.services.flatMap((one) => one.clusterIps.map((ip) => [ip, one] as const)));
      const found = byAddress.get(address);
      return found !== undefined && shown(found.labels) ? found : null;
    },
    endpointsByAddress: (address) => {
      if (!sees) return [];
      byEndpoint ??= servicesByEndpoint(cluster);
      return (byEndpoint.get(address) ?? []).flatMap((one) => {
        const own = endpoints(one.namespace, one.name).filter(({ ip }) => ip === address);
        const names = own.filter((endpoint, index) => own.findIndex(({ name }) => name === endpoint.name) === index);
        return names.map((endpoint) => ({ service: one, endpoint }));
      });
    },
    hasPod: (namespace, address) =>
      cluster.pods.some(
        (pod) =>
          pod.namespace === namespace.toLowerCase() &&
          pod.ip !== null &&
          pod.ip === parseIp(address) &&
          pod.phase !== 'Succeeded' &&
          pod.phase !== 'Failed' &&
          shown(pod.labels),
      ),
  };
}

function servicesByEndpoint(cluster: Cluster): ReadonlyMap<Ip, readonly ClusterService[]> {
  const found = new Map<Ip, ClusterService[]>();
  for (const service of cluster.services) {
    for (const slice of cluster.slicesOf.get(service.key) ?? []) {
      for (const address of slice.endpoints.flatMap((endpoint) => endpoint.addresses)) {
        const list = found.get(address) ?? [];
        if (!list.includes(service)) found.set(address, [...list, service]);
      }
    }
  }
  return found;
}

/** Names in the targetRefs of a slice that is in the manifests, by address, also of pods that do not exist. */
function writtenTargets(
  cluster: Cluster,
  slice: ClusterSlice,
  options: KubernetesOptions,
): ReadonlyMap<string, string> {
  if (options.endpointNames !== 'podName') return new Map();
  const written = cluster.manifests.find(
    ({ kind, ref }) => kind === 'EndpointSlice' && ref.namespace === slice.namespace && ref.name === slice.ref.name,
  );
  if (written?.kind !== 'EndpointSlice') return new Map();
  return new Map(
    written.endpoints.flatMap(({ addresses, targetRef }) =>
      targetRef === undefined ? [] : addresses.map((address) => [address, targetRef.name] as const),
    ),
  );
}

function sliceEndpoints(
  slice: ClusterSlice,
  options: KubernetesOptions,
  targets: ReadonlyMap<string, string>,
): readonly WatchedEndpoint[] {
  const ports: readonly WatchedPort[] =
    slice.ports.length === 0
      ? [{ name: '', protocol: '', port: -1 }]
      : slice.ports.map(({ name, protocol, port }) => ({ name, protocol, port: port ?? -1 }));
  return slice.endpoints
    .filter((endpoint) => endpoint.ready)
    .flatMap((endpoint) =>
      endpoint.addresses.map((ip) => ({
        ip,
        name: endpointName(ip, endpoint.hostname, targets.get(ip) ?? endpoint.pod?.split('/')[1] ?? null, options),
        cluster: null,
        ports,
      })),
    );
}

/** CoreDNS `endpointHostname`: hostname, pod name if asked for and a valid label, else the address with dashes. */
function endpointName(ip: Ip, hostname: string | null, pod: string | null, options: KubernetesOptions): string {
  if (hostname !== null && hostname !== '') return hostname;
  if (options.endpointNames === 'podName' && pod !== null && pod.length < 64) return pod;
  const dashed = ip.replaceAll(familyOf(ip) === 'IPv4' ? '.' : ':', '-');
  return dashed.endsWith('-') ? `${dashed}0` : dashed;
}

function importedService(cluster: Cluster, namespace: string, name: string): ImportedService | null {
  const found = cluster.manifests.find(
    (object) =>
      object.kind === 'Other' &&
      object.actualKind === 'ServiceImport' &&
      object.ref.namespace === namespace.toLowerCase() &&
      object.ref.name === name.toLowerCase(),
  );
  if (found === undefined) return null;
  const spec = objectAt(found.raw, 'spec');
  const ips = listAt(spec, 'ips').flatMap((value) => (typeof value === 'string' ? (parseIp(value) ?? []) : []));
  const ports = listAt(spec, 'ports').flatMap((value) => {
    const port = isObject(value) ? value : {};
    return [{ name: text(port['name']), protocol: text(port['protocol']) || 'TCP', port: Number(port['port'] ?? -1) }];
  });
  return { ref: found.ref, type: text(spec['type']) === 'Headless' ? 'Headless' : 'ClusterSetIP', ips, ports };
}

function importedEndpoints(
  cluster: Cluster,
  namespace: string,
  name: string,
  options: KubernetesOptions,
): readonly WatchedEndpoint[] {
  return cluster.manifests.flatMap((object) => {
    if (object.kind !== 'EndpointSlice' || object.ref.namespace !== namespace.toLowerCase()) return [];
    if (object.metadata.labels['multicluster.kubernetes.io/service-name'] !== name.toLowerCase()) return [];
    const source = object.metadata.labels['multicluster.kubernetes.io/source-cluster'] ?? null;
    const ports = object.ports.length === 0 ? [{ name: '', protocol: '', port: -1 }] : object.ports;
    return object.endpoints
      .filter(({ conditions }) => conditions.ready !== false)
      .flatMap((endpoint) =>
        endpoint.addresses.flatMap((address) => {
          const ip = parseIp(address);
          if (ip === null) return [];
          const pod = endpoint.targetRef?.name ?? null;
          return [
            {
              ip,
              name: endpointName(ip, endpoint.hostname ?? null, pod, options),
              cluster: source,
              ports: ports.map(({ name: portName, protocol, port }) => ({
                name: portName,
                protocol,
                port: port ?? -1,
              })),
            },
          ];
        }),
      );
  });
}

/** The Service's own field that a record rests on. */
export function serviceEvidence(service: ClusterService, field: 'clusterIP' | 'externalName'): Evidence {
  return evidenceOf(service, 'spec', field);
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function objectAt(value: JsonObject, key: string): JsonObject {
  const found = value[key];
  return isObject(found) ? found : {};
}

function listAt(value: JsonObject, key: string): readonly JsonObject[string][] {
  const found = value[key];
  return Array.isArray(found) ? (found as readonly JsonObject[string][]) : [];
}

function text(value: JsonObject[string] | undefined): string {
  return typeof value === 'string' ? value : '';
}
