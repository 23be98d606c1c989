import type { Cluster, ClusterNode } from '#cluster';
import type { Cidr, Family, Ip } from '#net';
import { cidrContains, cidrRange, familyOf, ipFromValue } from '#net';

/** The addresses that one node's kernel takes for its own, and the source it gives to packets that leave by them. */
export interface NodeAddresses {
  /** The node's addresses, tunnel and bridge devices included; loopback is not listed. */
  readonly own: ReadonlySet<Ip>;
  /** Address of the CNI's overlay device, `null` where the CNI has none. */
  tunnel(family: Family): Ip | null;
  /** Address that faces the node's own pods, `null` where their interfaces carry none (Calico, AWS): the kernel then takes the node's. */
  bridge(family: Family): Ip | null;
  /** The node's address of that family, `null` if it has none. */
  primary(family: Family): Ip | null;
}

/**
 * Devices are assumed as the CNI's defaults make them: the overlay device has the pod CIDR's network address, a bridge
 * the first host address, or the next address up that no pod has.
 * Not modelled: Calico's own block allocation, which may give the tunnel device another address of the node's blocks.
 */
export function nodeAddresses(cluster: Cluster, node: ClusterNode): NodeAddresses {
  const tunnels = new Map<Family, Ip | null>();
  const bridges = new Map<Family, Ip | null>();
  for (const family of ['IPv4', 'IPv6'] as const) {
    const block = node.podCidrs.find((cidr) => cidrRange(cidr).family === family) ?? null;
    const tunnel = block !== null && hasTunnelDevice(cluster) ? freeAddress(cluster, block, 0n) : null;
    tunnels.set(family, tunnel);
    bridges.set(family, block !== null && hasBridge(cluster) ? freeAddress(cluster, block, 1n, tunnel) : null);
  }
  const devices = [...tunnels.values(), ...bridges.values()].filter((address) => address !== null);
  return {
    own: new Set([...node.addresses, ...devices]),
    tunnel: (family) => tunnels.get(family) ?? null,
    bridge: (family) => bridges.get(family) ?? null,
    primary: (family) => primaryAddress(node, family),
  };
}

export function primaryAddress(node: ClusterNode, family: Family): Ip | null {
  if (familyOf(node.ip) === family) return node.ip;
  return [...node.internalIps, ...node.addresses].find((address) => familyOf(address) === family) ?? null;
}

const LOOPBACK = ['127.0.0.0/8' as Cidr, '::1/128' as Cidr];

export function isLoopback(address: Ip): boolean {
  return LOOPBACK.some((block) => cidrContains(block, address));
}

function hasTunnelDevice(cluster: Cluster): boolean {
  const { mode, name } = cluster.settings.cni;
  return (mode === 'vxlan' || mode === 'ipip' || mode === 'geneve') && name !== 'weave' && name !== 'cilium';
}

function hasBridge(cluster: Cluster): boolean {
  const { name } = cluster.settings.cni;
  return name === 'flannel' || name === 'weave' || name === 'kindnet';
}

function freeAddress(cluster: Cluster, block: Cidr, from: bigint, taken: Ip | null = null): Ip | null {
  const { first, last, family } = cidrRange(block);
  for (let value = first + from; value <= last; value++) {
    const address = ipFromValue(value, family);
    if (address !== taken && !cluster.podByIp.has(address) && !cluster.nodeByIp.has(address)) return address;
  }
  return null;
}
