import type { Ref } from '#document';
import type { LabelSelector } from '#manifests';
import type { Family, Ip } from '#net';
import { cidrContains, isPort, parseIp } from '#net';
import type {
  Cluster,
  ClusterEndpoint,
  ClusterNode,
  ClusterPod,
  ClusterService,
  ClusterServicePort,
  ClusterSlice,
} from './model.ts';
import { podsOfWorkload } from './refs.ts';
import { matchesLabels, matchesSelector } from './selector.ts';

/** Pods of a namespace that a selector matches, in the order of the cluster. */
export function podsSelectedBy(cluster: Cluster, namespace: string, selector: LabelSelector): readonly ClusterPod[] {
  return cluster.pods.filter((pod) => pod.namespace === namespace && matchesSelector(selector, pod.labels));
}

/** Services whose selector matches the pod. */
export function servicesOf(cluster: Cluster, pod: ClusterPod): readonly ClusterService[] {
  return cluster.services.filter(
    ({ namespace, spec }) =>
      namespace === pod.namespace && spec.selector !== null && matchesLabels(spec.selector, pod.labels),
  );
}

/** What a reference of a request or fault stands for. */
export type Resolved =
  | { readonly kind: 'pods'; readonly pods: readonly [ClusterPod, ...ClusterPod[]] }
  | { readonly kind: 'node'; readonly node: ClusterNode }
  | { readonly kind: 'service'; readonly service: ClusterService }
  /** Outside the cluster; `null`: a client without an address of its own. */
  | { readonly kind: 'address'; readonly ip: Ip | null }
  | { readonly kind: 'unknown' };

/** Looks a reference up; of a workload all pods, in order, the first of which is the one that a request means. */
export function resolveRef(cluster: Cluster, ref: Ref): Resolved {
  switch (ref.kind) {
    case 'node': {
      const node = cluster.nodeByName.get(ref.name);
      return node === undefined ? UNKNOWN : { kind: 'node', node };
    }
    case 'service': {
      const service = cluster.serviceByKey.get(`${ref.namespace ?? 'default'}/${ref.name}`);
      return service === undefined ? UNKNOWN : { kind: 'service', service };
    }
    case 'client':
    case 'ip': {
      if (ref.name === '') return { kind: 'address', ip: null };
      const address = parseIp(ref.name);
      return address === null ? UNKNOWN : { kind: 'address', ip: address };
    }
    case 'gateway':
    case 'ingress':
    case 'secret':
      return UNKNOWN;
    case 'pod':
    case 'deployment':
    case 'statefulset':
    case 'daemonset':
    case 'replicaset':
    case 'job':
    case 'cronjob': {
      const [first, ...rest] = podsOfWorkload(cluster, ref).flatMap((key) => cluster.podByKey.get(key) ?? []);
      return first === undefined ? UNKNOWN : { kind: 'pods', pods: [first, ...rest] };
    }
  }
}

/** Whether a reference means the pod: itself, its workload, its node, or a Service that has it as an endpoint. */
export function meansPod(cluster: Cluster, ref: Ref, pod: ClusterPod): boolean {
  if (ref.kind === 'service') {
    const slices = cluster.slicesOf.get(`${ref.namespace ?? 'default'}/${ref.name}`) ?? [];
    return slices.some(({ endpoints }) => endpoints.some((endpoint) => endpoint.pod === pod.key));
  }
  const found = resolveRef(cluster, ref);
  switch (found.kind) {
    case 'pods':
      return found.pods.some(({ key }) => key === pod.key);
    case 'node':
      return found.node.name === pod.node;
    case 'service':
    case 'address':
    case 'unknown':
      return false;
  }
}

const UNKNOWN: Resolved = { kind: 'unknown' };

/** An endpoint of one Service port, with the number that is dialled and the slice it stands in. */
export interface PortEndpoint {
  readonly endpoint: ClusterEndpoint;
  readonly ip: Ip;
  readonly port: number;
  readonly slice: ClusterSlice;
}

/**
 * The endpoints of a Service port in one family over all its slices, as a controller without a node of its own sees them:
 * slice ports of the same name and protocol that have a number; the same `ip:port` counts once, the first one stays.
 * kube-proxy's view, in which a local duplicate wins, is made by the service tables.
 */
export function endpointsOfPort(
  cluster: Cluster,
  service: ClusterService,
  port: ClusterServicePort,
  family: Family,
): readonly PortEndpoint[] {
  const found = new Map<string, PortEndpoint>();
  for (const slice of cluster.slicesOf.get(service.key) ?? []) {
    if (slice.family !== family) continue;
    for (const { name, protocol, port: number } of slice.ports) {
      if (number === null || name !== port.name || protocol !== port.protocol) continue;
      for (const endpoint of slice.endpoints) {
        const key = `${endpoint.ip} ${number}`;
        if (!found.has(key)) found.set(key, { endpoint, ip: endpoint.ip, port: number, slice });
      }
    }
  }
  return [...found.values()];
}

/** Whether something in the pod listens there: every port if nothing is declared. ICMP is always answered. */
export function listensOn(pod: ClusterPod, port: number | null, protocol: string): boolean {
  if (protocol === 'ICMP') return true;
  if (pod.listens === null) return port === null || isPort(port);
  return pod.listens.some((open) => open.port === port && open.protocol === protocol);
}

/**
 * Whether an address can only be a pod's: it lies in the pod range. Where pods have addresses of their nodes' subnets
 * (Amazon), the API server, the balancer and hosts that the scenario lists stand there too.
 */
export function isInPodRange({ settings, external, apiServer }: Cluster, address: Ip): boolean {
  if (!settings.podCidrs.some((block) => cidrContains(block, address))) return false;
  if (settings.cni.podRange === 'own') return true;
  return !external.hosts.has(address) && address !== apiServer.ip && address !== settings.loadBalancer.address;
}
