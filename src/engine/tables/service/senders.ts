import type { Cluster, ClusterNode } from '#cluster';
import type { Cidr, Family, Ip } from '#net';
import { cidrContains, cidrRange, familyOf } from '#net';
import { bridgeDevice, podDevice } from '../routes/devices.ts';

/**
 * kube-proxy's local traffic detector on one node: whether a source address is a pod's (`pkg/proxy/util/localdetector.go`).
 * `null` where it has none: then pods count as outside and cluster IPs are not masqueraded.
 */
export interface LocalDetector {
  /** CIDRs it matches; empty where it matches interfaces. */
  readonly blocks: readonly Cidr[];
  /** The incoming interface it matches, as iptables writes it (`cni0`, `cali+`); `null` where it matches CIDRs. */
  readonly incoming: string | null;
  isPod(source: Ip): boolean;
}

/** An interface is matched by the name that the CNI gives it; one without a configured name is taken for the CNI's own. */
export function localDetector(cluster: Cluster, node: ClusterNode, family: Family): LocalDetector | null {
  const { localDetectMode, localInterface, clusterCidrs } = cluster.settings.serviceProxy;
  switch (localDetectMode) {
    case 'ClusterCIDR':
      return byBlocks(clusterCidrs, family);
    case 'NodeCIDR':
      return byBlocks(node.podCidrs, family);
    case 'BridgeInterface':
      return byInterface(
        cluster,
        node,
        localInterface ?? bridgeDevice(cluster) ?? 'cni0',
        (device, name) => device === name,
      );
    case 'InterfaceNamePrefix':
      return byInterface(cluster, node, `${localInterface ?? usualPrefix(cluster)}+`, (device, name) =>
        hasPrefix(device, name.slice(0, -1)),
      );
    case 'none':
      return null;
  }
}

/** Pods of this node, whose packets come in by a device of that name: packets of other nodes' pods come in by another one. */
function byInterface(
  cluster: Cluster,
  node: ClusterNode,
  incoming: string,
  matches: (device: string, name: string) => boolean,
): LocalDetector {
  const isPod = (source: Ip): boolean => {
    const pod = cluster.podByIp.get(source);
    return pod !== undefined && pod.node === node.name && matches(podDevice(cluster, pod), incoming);
  };
  return { blocks: [], incoming, isPod };
}

/** Names that a CNI makes up at random are known by their beginning only (`lxc…`). */
function hasPrefix(device: string, prefix: string): boolean {
  const known = device.replace(/…$/, '');
  return known.startsWith(prefix) || (known !== device && prefix.startsWith(known));
}

function usualPrefix(cluster: Cluster): string {
  const bridge = bridgeDevice(cluster);
  if (bridge !== null) return bridge;
  const [pod] = cluster.pods;
  return pod === undefined ? 'cali' : podDevice(cluster, pod).replace(/(…|[0-9a-f]{11})$/, '');
}

function byBlocks(all: readonly Cidr[], family: Family): LocalDetector | null {
  const blocks = all.filter((block) => cidrRange(block).family === family);
  if (blocks.length === 0) return null;
  return {
    blocks,
    incoming: null,
    isPod: (source) => familyOf(source) === family && blocks.some((block) => cidrContains(block, source)),
  };
}
