import type { Cluster, ClusterNode } from '#cluster';
import type { Cidr, Family, Ip } from '#net';
import { cidrContains, cidrRange, familyOf, ip, isLoopback } from '#net';
import type { RouteTables } from '../routes/index.ts';

/** Whether a packet to that address of the node can be for a node port, by mode and `nodePortAddresses`. */
export function takesNodePorts(cluster: Cluster, routes: RouteTables, node: ClusterNode, address: Ip): boolean {
  const family = familyOf(address);
  if (isLoopback(address)) return takesOnLoopback(cluster, family, address);
  if (routes.addresses(node.name)?.own.has(address) !== true) return false;
  // Entries stand for the addresses of the node's own devices (`pkg/datapath/tables/node_address.go` in cilium/cilium).
  if (cluster.settings.serviceProxy.mode === 'ebpf' && !node.addresses.includes(address)) return false;
  const blocks = nodePortBlocks(cluster, family);
  if (blocks === 'primary') return address === routes.addresses(node.name)?.primary(family);
  return blocks === 'all' || blocks.some((block) => cidrContains(block, address));
}

/**
 * What `nodePortAddresses` says for one family: a list without a block of the family is as good as none, and a block
 * of length 0 takes every address (NewNodePortAddresses in `pkg/proxy/util/nodeport_addresses.go`).
 */
export function nodePortBlocks(cluster: Cluster, family: Family): 'all' | 'primary' | readonly Cidr[] {
  const { nodePortAddresses } = cluster.settings.serviceProxy;
  if (nodePortAddresses === 'primary') return 'primary';
  const blocks = nodePortAddresses.filter((block) => cidrRange(block).family === family);
  return blocks.length === 0 || blocks.some((block) => cidrRange(block).length === 0) ? 'all' : blocks;
}

const LOCALHOST = ip('127.0.0.1');

/** Whether kube-proxy opens node ports on localhost: iptables and IPv4 only, and only where the blocks hold 127.0.0.1. */
export function hasLocalhostNodePorts(cluster: Cluster, family: Family): boolean {
  return family === 'IPv4' && takesOnLoopback(cluster, family, LOCALHOST);
}

function takesOnLoopback(cluster: Cluster, family: Family, address: Ip): boolean {
  const { mode, localhostNodePorts } = cluster.settings.serviceProxy;
  if (mode !== 'iptables' || family !== 'IPv4' || !localhostNodePorts) return false;
  const blocks = nodePortBlocks(cluster, family);
  if (blocks === 'primary') return false;
  return blocks === 'all' || blocks.some((block) => cidrContains(block, address));
}
