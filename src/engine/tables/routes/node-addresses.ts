import type { Cluster, ClusterNode } from '#cluster';
import type { Cidr, Family, Ip } from '#net';
import { cidrRange, familyOf, ipFromValue, parseIp } from '#net';
import { modeFor } from './devices.ts';

/** The addresses that one node's kernel takes for its own, and the source it gives to packets that leave by them. */
export interface NodeAddresses {
  /** The node's addresses, tunnel and bridge devices included; loopback is not listed. */
  readonly own: ReadonlySet<Ip>;
  /** Address of the device that routes to pods of other nodes name, `null` where that is the network's. */
  tunnel(family: Family): Ip | null;
  /** Address that faces the node's own pods, `null` where their interfaces carry none (Calico, AWS): the kernel then takes the node's. */
  bridge(family: Family): Ip | null;
  /** The node's address of that family, `null` if it has none. */
  primary(family: Family): Ip | null;
}

/**
 * The addresses of a node's devices: what the CNI has written into the Node's annotations, else as its defaults make
 * them. A tunnel device has the pod CIDR's network address, a bridge (kindnet: every pod's end, Cilium: cilium_host)
 * the first host address, or the next address up that no pod has.
 * Not modelled: Calico's own block allocation and Cilium's choice of an address, where no annotation tells it.
 */
export function nodeAddresses(cluster: Cluster, node: ClusterNode): NodeAddresses {
  const tunnels = new Map<Family, Ip | null>();
  const bridges = new Map<Family, Ip | null>();
  for (const family of ['IPv4', 'IPv6'] as const) {
    const block = node.podCidrs.find((cidr) => cidrRange(cidr).family === family) ?? null;
    const written = annotated(cluster, node, family);
    const tunnel = hasTunnelAddress(cluster, family) ? (written ?? freeAddress(cluster, block, 0n)) : null;
    const bridge = facesPods(cluster)
      ? ((cluster.settings.cni.name === 'cilium' ? written : null) ?? freeAddress(cluster, block, 1n, tunnel))
      : null;
    tunnels.set(family, routesByBridge(cluster) ? bridge : tunnel);
    bridges.set(family, bridge);
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

/** Calico's and Flannel's tunnel devices have an address of the node's range. */
function hasTunnelAddress(cluster: Cluster, family: Family): boolean {
  const { name } = cluster.settings.cni;
  const mode = modeFor(cluster, family);
  return (name === 'calico' || name === 'flannel') && (mode === 'vxlan' || mode === 'ipip' || mode === 'geneve');
}

/** Whether a device with an address stands between the node and its pods. */
function facesPods({ settings: { cni } }: Cluster): boolean {
  switch (cni.name) {
    case 'flannel':
    case 'weave':
    case 'kindnet':
    case 'cilium':
      return true;
    case 'calico':
    case 'aws-vpc':
      return false;
  }
}

/** Whether the same device leads to pods of other nodes: Weave's bridge spans the nodes, Cilium's routes name cilium_host. */
function routesByBridge({ settings: { cni } }: Cluster): boolean {
  return cni.name === 'weave' || (cni.name === 'cilium' && (cni.mode === 'vxlan' || cni.mode === 'geneve'));
}

/**
 * The address that the agent wrote into the Node: calico-node's of its tunnel (libcalico-go, names of
 * lib/backend/k8s/conversion), Cilium's of cilium_host (pkg/annotation, new name and old).
 */
function annotated(cluster: Cluster, node: ClusterNode, family: Family): Ip | null {
  const text = namesOf(cluster.settings.cni.name, modeFor(cluster, family), family)
    .map((name) => node.annotations[name])
    .find((value) => value !== undefined);
  const address = parseIp(text ?? '');
  return address !== null && familyOf(address) === family ? address : null;
}

function namesOf(name: string, mode: string, family: Family): readonly string[] {
  if (name === 'calico') {
    const device = mode === 'ipip' ? 'IPIP' : 'VXLAN';
    return [`projectcalico.org/${family}${device}TunnelAddr`];
  }
  const version = family === 'IPv4' ? 'ipv4' : 'ipv6';
  return name === 'cilium'
    ? [`network.cilium.io/${version}-cilium-host`, `io.cilium.network.${version}-cilium-host`]
    : [];
}

function freeAddress(cluster: Cluster, block: Cidr | null, from: bigint, taken: Ip | null = null): Ip | null {
  if (block === null) return null;
  const { first, last, family } = cidrRange(block);
  for (let value = first + from; value <= last; value++) {
    const address = ipFromValue(value, family);
    if (address !== taken && !cluster.podByIp.has(address) && !cluster.nodeByIp.has(address)) return address;
  }
  return null;
}
