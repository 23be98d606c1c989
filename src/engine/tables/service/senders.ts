import type { Cluster, ClusterNode } from '#cluster';
import type { Cidr, Family, Ip } from '#net';
import { cidrContains, cidrRange, familyOf } from '#net';

/**
 * kube-proxy's local traffic detector on one node: whether a source address is a pod's (`pkg/proxy/util/localdetector.go`).
 * `null` where it has none: then pods count as outside and cluster IPs are not masqueraded.
 */
export interface LocalDetector {
  /** CIDRs it matches; empty where it matches interfaces. */
  readonly blocks: readonly Cidr[];
  isPod(source: Ip): boolean;
}

/** Not modelled: a bridge or interface prefix that does not fit the CNI; those detectors are taken to match this node's pods. */
export function localDetector(cluster: Cluster, node: ClusterNode, family: Family): LocalDetector | null {
  const { localDetectMode, clusterCidrs } = cluster.settings.serviceProxy;
  switch (localDetectMode) {
    case 'ClusterCIDR':
      return byBlocks(clusterCidrs, family);
    case 'NodeCIDR':
      return byBlocks(node.podCidrs, family);
    case 'BridgeInterface':
    case 'InterfaceNamePrefix':
      return { blocks: [], isPod: (source) => cluster.podByIp.get(source)?.node === node.name };
    case 'none':
      return null;
  }
}

function byBlocks(all: readonly Cidr[], family: Family): LocalDetector | null {
  const blocks = all.filter((block) => cidrRange(block).family === family);
  if (blocks.length === 0) return null;
  return {
    blocks,
    isPod: (source) => familyOf(source) === family && blocks.some((block) => cidrContains(block, source)),
  };
}
