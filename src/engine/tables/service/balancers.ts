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

export interface Balancers {
  /** Services that have the address, in order; an address may be shared. */
  at(address: Ip): readonly ClusterService[];
  port(address: Ip, protocol: Protocol, port: Port | null): BalancerPort | null;
  /** Nodes that the balancer of that Service may send to. */
  pool(service: ClusterService): readonly ClusterNode[];
}

const EXCLUDED = 'node.kubernetes.io/exclude-from-external-load-balancers';

/** `readyHere`: ready endpoints of a Service on a node, which its health check node port reports. */
export function balancers(cluster: Cluster, readyHere: (service: ClusterService, node: string) => number): Balancers {
  const byAddress = new Map<Ip, ClusterService[]>();
  for (const service of cluster.services) {
    for (const { ip } of service.loadBalancer) {
      if (ip === null) continue;
      const known = byAddress.get(ip);
      if (known === undefined) byAddress.set(ip, [service]);
      else if (!known.includes(service)) known.push(service);
    }
  }
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
    pool: (service) => pooled(cluster, service, readyHere),
  };
}

/** With externalTrafficPolicy Local only nodes whose health check answers 200. */
function pooled(
  cluster: Cluster,
  service: ClusterService,
  readyHere: (service: ClusterService, node: string) => number,
): readonly ClusterNode[] {
  const isLocal = service.spec.externalTrafficPolicy === 'Local' && isCaptured(service);
  return cluster.nodes.filter((node) => {
    if (EXCLUDED in node.labels || isUnfit(cluster, service, node)) return false;
    return !isLocal || readyHere(service, node.name) > 0;
  });
}

/** A node that is down, or a health check that fails by a fault on the node or on the Service. */
function isUnfit(cluster: Cluster, service: ClusterService, node: ClusterNode): boolean {
  return cluster.faults.some(({ type, target }) => {
    if (type === 'nodeDown') return target?.name === node.name;
    if (type !== 'lbHealthCheckFailing') return false;
    return target === null || (target.kind === 'node' ? target.name === node.name : isNamed(target, service));
  });
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
