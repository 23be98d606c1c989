import type { Cluster, ClusterNode, ClusterService, ClusterServicePort, LoadBalancerAddress } from '#cluster';
import type { Ip, Port, Protocol } from '#net';
import { sha256 } from './print/sha256.ts';
import { isCaptured } from './service-port.ts';

/** What stands behind one load balancer address, as far as the balancer itself knows. */
export interface BalancerPort {
  readonly service: ClusterService;
  readonly port: ClusterServicePort;
  readonly address: LoadBalancerAddress;
}

/** Whether a balancer may send to a node, and why, as its health check (or its announcement) sees it. */
export interface NodeFitness {
  readonly node: ClusterNode;
  readonly isFit: boolean;
  readonly why: string;
}

export interface Balancers {
  /** Services that have the address, in order; an address may be shared. */
  at(address: Ip): readonly ClusterService[];
  port(address: Ip, protocol: Protocol, port: Port | null): BalancerPort | null;
  /** Nodes that the balancer of that Service may send to. */
  pool(service: ClusterService): readonly ClusterNode[];
  /** Nodes that are targets at all, healthy or not. */
  registered(service: ClusterService): readonly ClusterNode[];
  /** Every node, with what the balancer thinks of it. */
  nodes(service: ClusterService): readonly NodeFitness[];
  /** Whether that node passes for pods as targets: neither down nor failing by a fault. */
  isUp(service: ClusterService, node: string): boolean;
}

/** What balancers learn of endpoints: by the health check node port, or from EndpointSlices. */
export interface EndpointCounts {
  /** Ready endpoints on a node, which the health check node port reports. */
  readyOn(service: ClusterService, node: string): number;
  /** Whether an endpoint on that node (`null`: on any) is ready or serves while it terminates. */
  serves(service: ClusterService, node: string | null): boolean;
}

const EXCLUDED = 'node.kubernetes.io/exclude-from-external-load-balancers';

export function balancers(cluster: Cluster, counts: EndpointCounts): Balancers {
  const byAddress = new Map<Ip, ClusterService[]>();
  for (const service of cluster.services) {
    for (const { ip } of service.loadBalancer) {
      if (ip === null) continue;
      const known = byAddress.get(ip);
      if (known === undefined) byAddress.set(ip, [service]);
      else if (!known.includes(service)) known.push(service);
    }
  }
  const nodes = (service: ClusterService): readonly NodeFitness[] =>
    cluster.nodes.map((node) => {
      const flaw = flawOf(cluster, service, node, counts);
      return { node, isFit: flaw === null, why: flaw ?? passing(service, node, counts) };
    });
  return {
    at: (address) => byAddress.get(address) ?? [],
    port(address, protocol, number) {
      for (const service of byAddress.get(address) ?? []) {
        const port = service.ports.find((one) => one.protocol === protocol && one.port === number);
        const entry = service.loadBalancer.find(({ ip }) => ip === address);
        if (port !== undefined && entry !== undefined) return { service, port, address: entry };
      }
      return null;
    },
    nodes,
    pool: (service) => nodes(service).flatMap(({ node, isFit }) => (isFit ? [node] : [])),
    registered: (service) => cluster.nodes.filter((node) => exclusion(cluster, service, node) === null),
    isUp: (service, name) => {
      const node = cluster.nodeByName.get(name);
      return node === undefined || faultOn(cluster, service, node) === null;
    },
  };
}

/**
 * Why a node gets nothing from the balancer, `null` if it may. With externalTrafficPolicy Local only nodes whose health
 * check answers 200; MetalLB asks nothing: a speaker announces while some endpoint serves, with Local one on its own node
 * (`speaker/layer2_controller.go`, `bgp_controller.go`). With Cluster a check of the node port by TCP fails everywhere while
 * no endpoint serves, since kube-proxy rejects what comes there; kube-proxy's own /healthz knows nothing of endpoints.
 * Not modelled: that each port of a Service is checked by itself.
 */
function flawOf(cluster: Cluster, service: ClusterService, node: ClusterNode, counts: EndpointCounts): string | null {
  const balancer = cluster.balancers.get(service.key);
  const excluded = exclusion(cluster, service, node);
  if (excluded !== null) return excluded;
  const fault = faultOn(cluster, service, node);
  if (fault !== null) return fault;
  const isLocal = isLocalPolicy(service);
  if (balancer?.checksNodesBy === 'announcement') {
    if (!counts.serves(service, null)) return 'no endpoint serves: the address is not announced';
    return isLocal && !counts.serves(service, node.name) ? 'no endpoint here serves' : null;
  }
  if (isLocal) return counts.readyOn(service, node.name) === 0 ? `${checked(service)} answers 503` : null;
  return balancer?.checksNodesBy === 'nodePort' && !counts.serves(service, null)
    ? 'its node port refuses the check: no endpoint serves'
    : null;
}

/** Why a node is no target from the beginning. */
function exclusion(cluster: Cluster, service: ClusterService, node: ClusterNode): string | null {
  if (EXCLUDED in node.labels) return `labelled ${EXCLUDED}`;
  const selected = cluster.balancers.get(service.key)?.nodes ?? null;
  return selected === null || selected.includes(node.name) ? null : 'no advertisement selects it';
}

function passing(service: ClusterService, node: ClusterNode, counts: EndpointCounts): string {
  if (!isLocalPolicy(service)) return 'fit';
  const ready = counts.readyOn(service, node.name);
  return `${checked(service)} answers 200, ready endpoints here: ${ready}`;
}

function isLocalPolicy(service: ClusterService): boolean {
  return service.spec.externalTrafficPolicy === 'Local' && isCaptured(service);
}

function checked({ healthCheckNodePort }: ClusterService): string {
  return healthCheckNodePort === 0 ? 'the health check' : `health check node port ${healthCheckNodePort}`;
}

/** A node that is down, or a health check that fails by a fault on the node or on the Service. */
function faultOn(cluster: Cluster, service: ClusterService, node: ClusterNode): string | null {
  const fault = cluster.faults.find(({ type, target }) => {
    if (type === 'nodeDown') return target?.name === node.name;
    if (type !== 'lbHealthCheckFailing') return false;
    return target === null || (target.kind === 'node' ? target.name === node.name : isNamed(target, service));
  });
  if (fault === undefined) return null;
  return fault.type === 'nodeDown' ? 'the node is down' : 'the health check fails';
}

function isNamed(
  target: { readonly namespace: string | null; readonly name: string },
  service: ClusterService,
): boolean {
  return target.namespace === service.namespace && target.name === service.name;
}

/** The node that answers for an address with MetalLB in layer 2: lowest SHA-256 of `NODE#ADDRESS` (`internal/layer2`). */
export function announcer(nodes: readonly ClusterNode[], address: Ip): ClusterNode | null {
  const ranked = nodes.map((node) => ({ node, rank: hex(sha256(`${node.name}#${address}`)) }));
  ranked.sort((a, b) => (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : 0));
  return ranked[0]?.node ?? null;
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
