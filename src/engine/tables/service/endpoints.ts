import type { Cluster, ClusterService, ClusterServicePort } from '#cluster';
import { workloadKeyOf } from '#cluster';
import type { Family, Ip } from '#net';
import { hostPort } from '#net';
import type { Member } from '#trace';

/** One endpoint of one Service port, as kube-proxy keeps it (`pkg/proxy/endpoint.go`). */
export interface ServiceEndpoint {
  readonly ip: Ip;
  readonly port: number;
  /** `ip:port`, IPv6 in brackets: the key, and what endpoints are sorted by as text. */
  readonly text: string;
  readonly node: string | null;
  readonly ready: boolean;
  readonly serving: boolean;
  readonly terminating: boolean;
  readonly zoneHints: readonly string[];
  readonly nodeHints: readonly string[];
  readonly member: Member;
}

/** Endpoints of a Service port in the order of their text; `doubled` holds those that several slices list, all versions. */
export interface EndpointList {
  readonly all: readonly ServiceEndpoint[];
  readonly doubled: ReadonlyMap<string, readonly ServiceEndpoint[]>;
}

/**
 * Merges the slices of a Service: slice ports of the same name and protocol that have a number, slices of the family,
 * the first address of every endpoint (`pkg/proxy/endpointslicecache.go`).
 */
export function mergeSlices(
  cluster: Cluster,
  service: ClusterService,
  port: ClusterServicePort,
  family: Family,
): EndpointList {
  const versions = new Map<string, ServiceEndpoint[]>();
  for (const slice of slicesByName(cluster, service)) {
    if (slice.family !== family) continue;
    for (const slicePort of slice.ports) {
      if (slicePort.port === null || slicePort.name !== port.name || slicePort.protocol !== port.protocol) continue;
      for (const endpoint of slice.endpoints) {
        const made = serviceEndpoint(cluster, service, endpoint, slicePort.port);
        const known = versions.get(made.text);
        if (known === undefined) versions.set(made.text, [made]);
        else known.push(made);
      }
    }
  }
  const all = [...versions.values()].flatMap((list) => list.slice(-1)).sort(byText);
  const doubled = new Map([...versions].filter(([, list]) => list.length > 1));
  return { all, doubled };
}

/** What one node keeps of the list: of an endpoint listed twice, the version that is local to it, else the last. */
export function endpointsSeenBy(list: EndpointList, node: string): readonly ServiceEndpoint[] {
  if (list.doubled.size === 0) return list.all;
  return list.all.map((endpoint) => list.doubled.get(endpoint.text)?.find((one) => one.node === node) ?? endpoint);
}

function slicesByName(cluster: Cluster, service: ClusterService) {
  const slices = cluster.slicesOf.get(service.key) ?? [];
  if (slices.length < 2) return slices;
  return [...slices].sort((a, b) => (a.ref.name < b.ref.name ? -1 : a.ref.name > b.ref.name ? 1 : 0));
}

type SliceEndpoint = NonNullable<ReturnType<Cluster['slicesOf']['get']>>[number]['endpoints'][number];

function serviceEndpoint(
  cluster: Cluster,
  service: ClusterService,
  endpoint: SliceEndpoint,
  port: number,
): ServiceEndpoint {
  const pod = endpoint.pod === null ? undefined : cluster.podByKey.get(endpoint.pod);
  return {
    ip: endpoint.ip,
    port,
    text: hostPort(endpoint.ip, port),
    node: endpoint.node,
    ready: endpoint.ready,
    serving: endpoint.serving,
    terminating: endpoint.terminating,
    zoneHints: endpoint.zoneHints,
    nodeHints: endpoint.nodeHints,
    member: {
      ip: endpoint.ip,
      port,
      pod: pod?.key ?? null,
      workload: workloadKeyOf(pod),
      service: service.key,
    },
  };
}

export function byText(a: { readonly text: string }, b: { readonly text: string }): number {
  return a.text < b.text ? -1 : a.text > b.text ? 1 : 0;
}
