import type { Cluster, ClusterNode } from '#cluster';
import type { Cidr } from '#net';
import { cidrContains, cidrRange, parseCidr } from '#net';

/**
 * The node's own network, `null` where nobody says it: with Amazon's CNI the subnet that its pods share, with Calico the
 * one of the annotation `projectcalico.org/IPv4Address`.
 */
export function subnetOf({ settings: { cni } }: Cluster, node: ClusterNode): Cidr | null {
  if (cni.podRange === 'nodeSubnets') return node.podCidrs.find((block) => cidrContains(block, node.ip)) ?? null;
  const written = cni.name === 'calico' ? parseCidr(node.annotations['projectcalico.org/IPv4Address'] ?? '') : null;
  return written !== null && cidrRange(written).length < 31 && cidrContains(written, node.ip) ? written : null;
}
