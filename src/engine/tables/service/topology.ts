import type { ClusterNode } from '#cluster';
import type { ServiceEndpoint } from './endpoints.ts';
import type { HintReading } from './hint-reading.ts';
import type { ServicePolicies } from './service-port.ts';
import { usesClusterEndpoints, usesLocalEndpoints } from './service-port.ts';

/** Which endpoints of a Service port a node uses, and for what (`CategorizeEndpoints` in `pkg/proxy/topology.go`, the same with Cilium). */
export interface EndpointSets {
  /** For "Cluster" policies; empty where no policy asks for it. */
  readonly cluster: readonly ServiceEndpoint[];
  /** For "Local" policies; empty where no policy asks for it. */
  readonly local: readonly ServiceEndpoint[];
  /** Whether any endpoint on any node could be used: tells reject from drop. */
  readonly hasAny: boolean;
  /** What narrowed the cluster set. */
  readonly hints: 'none' | 'zone' | 'node';
  /** Only terminating endpoints were left in that set. */
  readonly clusterTerminating: boolean;
}

export function categorizeEndpoints(
  endpoints: readonly ServiceEndpoint[],
  port: ServicePolicies,
  node: Pick<ClusterNode, 'name' | 'zone'>,
  reading: HintReading,
  homeless: 'everywhere' | 'nowhere' = 'nowhere',
): EndpointSets {
  const wantsCluster = usesClusterEndpoints(port);
  const hints = wantsCluster && reading !== 'none' ? usableHints(endpoints, node, reading) : 'none';
  const ready = wantsCluster ? endpoints.filter((one) => one.ready && isHinted(one, hints, node)) : [];
  const cluster = ready.length > 0 || !wantsCluster ? ready : endpoints.filter(isServingTerminating);
  const local = usesLocalEndpoints(port) ? localEndpoints(endpoints, node.name, homeless) : [];
  return {
    cluster,
    local,
    hasAny:
      cluster.length > 0 ||
      local.length > 0 ||
      (!wantsCluster && endpoints.some((one) => one.ready || isServingTerminating(one))),
    hints,
    clusterTerminating: ready.length === 0 && cluster.length > 0,
  };
}

/** Ready endpoints on the node, else those that still serve while terminating; hints never narrow them. */
function localEndpoints(
  endpoints: readonly ServiceEndpoint[],
  node: string,
  homeless: 'everywhere' | 'nowhere',
): readonly ServiceEndpoint[] {
  const here = endpoints.filter((one) => one.node === node || (one.node === null && homeless === 'everywhere'));
  const ready = here.filter((one) => one.ready);
  return ready.length > 0 ? ready : here.filter(isServingTerminating);
}

function isServingTerminating(endpoint: ServiceEndpoint): boolean {
  return endpoint.serving && endpoint.terminating;
}

/** Hints count only if every ready endpoint has one and one of them names this node (or its zone). */
function usableHints(
  endpoints: readonly ServiceEndpoint[],
  node: Pick<ClusterNode, 'name' | 'zone'>,
  reading: Exclude<HintReading, 'none'>,
): 'none' | 'zone' | 'node' {
  const ready = endpoints.filter((one) => one.ready);
  if (ready.length === 0) return 'none';
  const namesThisNode = ready.some((one) => one.nodeHints.includes(node.name));
  if (reading !== 'zones' && namesThisNode && ready.every((one) => one.nodeHints.length > 0)) return 'node';
  if (reading === 'nodes') return 'none';
  if (node.zone === '' || ready.some((one) => one.zoneHints.length === 0)) return 'none';
  return ready.some((one) => one.zoneHints.includes(node.zone)) ? 'zone' : 'none';
}

function isHinted(
  endpoint: ServiceEndpoint,
  hints: 'none' | 'zone' | 'node',
  node: Pick<ClusterNode, 'name' | 'zone'>,
): boolean {
  switch (hints) {
    case 'none':
      return true;
    case 'zone':
      return endpoint.zoneHints.includes(node.zone);
    case 'node':
      return endpoint.nodeHints.includes(node.name);
  }
}
