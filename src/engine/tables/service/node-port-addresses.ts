import type { Cluster, ClusterNode } from '#cluster';
import type { Ip } from '#net';
import { cidrContains, cidrRange, familyOf } from '#net';
import type { RouteTables } from '../routes/index.ts';
import { isLoopback } from '../routes/index.ts';

/** Whether a packet to that address of the node can be for a node port, by mode and `nodePortAddresses`. */
export function takesNodePorts(cluster: Cluster, routes: RouteTables, node: ClusterNode, address: Ip): boolean {
  const { mode, nodePortAddresses, localhostNodePorts } = cluster.settings.serviceProxy;
  if (isLoopback(address)) {
    if (mode !== 'iptables' || familyOf(address) !== 'IPv4' || !localhostNodePorts) return false;
  } else if (routes.addresses(node.name)?.own.has(address) !== true) return false;
  if (nodePortAddresses === 'primary') return address === routes.addresses(node.name)?.primary(familyOf(address));
  const blocks = nodePortAddresses.filter((block) => cidrRange(block).family === familyOf(address));
  return blocks.length === 0 || blocks.some((block) => cidrContains(block, address));
}
