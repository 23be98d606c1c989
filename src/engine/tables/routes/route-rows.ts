import type { Cluster, ClusterNode, ClusterPod } from '#cluster';
import type { Family, Ip } from '#net';
import { cidrRange, familyOf } from '#net';
import type { RouteLine } from '#trace';
import { bridgeDevice, overlayDevice, podDevice, podInterface } from './devices.ts';
import type { NodeAddresses } from './node-addresses.ts';
import { primaryAddress } from './node-addresses.ts';

/** A row of a node's route table. `line` is what `ip route` prints for it; several rows may share one. */
export interface RouteRow {
  readonly id: string;
  readonly cells: readonly [to: string, via: string, device: string];
  readonly note: string;
  readonly line: string;
}

/** What the rows are made of: who has which addresses, whose route is missing, which pods have an address. */
export interface RouteFacts {
  readonly cluster: Cluster;
  readonly node: ClusterNode;
  addresses(node: string): NodeAddresses | null;
  isMissing(to: ClusterNode): boolean;
  hasAddress(pod: ClusterPod): boolean;
}

/** All routes of a node: out of the cluster, to other nodes, to their pods, to its own. */
export function routeRows(facts: RouteFacts): readonly RouteRow[] {
  const { cluster, node } = facts;
  return [
    {
      id: 'default',
      cells: ['default', 'gateway', 'eth0'],
      note: 'everything else',
      line: 'default via GATEWAY dev eth0',
    },
    {
      id: 'subnet',
      cells: ['nodes', 'on link', 'eth0'],
      note: 'addresses of other nodes',
      line: `SUBNET dev eth0 proto kernel scope link src ${node.ip}`,
    },
    ...cluster.nodes
      .filter((other) => other !== node && !facts.isMissing(other))
      .flatMap((other) => other.podCidrs.map((block) => otherNode(facts, other, block))),
    ...cluster.pods
      .filter((pod) => pod.node === node.name && !pod.hostNetwork && facts.hasAddress(pod))
      .flatMap((pod) => pod.ips.map((address) => ownPod(facts, pod, address))),
  ];
}

/** The lines of `ip route`, each once, in order. */
export function routeLines(rows: readonly RouteRow[]): readonly RouteLine[] {
  const lines = new Map<string, { rows: string[]; notes: Set<string> }>();
  for (const { id, line, note } of rows) {
    const known = lines.get(line) ?? { rows: [], notes: new Set<string>() };
    known.rows.push(id);
    known.notes.add(note);
    lines.set(line, known);
  }
  return [...lines].map(([line, { rows: ids, notes }]) => ({ line, rows: ids, note: shortened([...notes]) }));
}

function shortened(notes: readonly string[]): string {
  const more = notes.length - 2;
  return [...notes.slice(0, 2), ...(more > 0 ? [`${more} more`] : [])].join(', ');
}

function otherNode(facts: RouteFacts, other: ClusterNode, block: ClusterNode['podCidrs'][number]): RouteRow {
  const { cluster } = facts;
  const { family } = cidrRange(block);
  const via = nextHop(cluster, other, family, facts.addresses(other.name)?.tunnel(family) ?? null);
  const device = overlayDevice(cluster);
  return {
    id: block,
    cells: [block, via, device],
    note: `pods of ${other.name}`,
    line: lineTo(facts, block, via, device, family),
  };
}

/**
 * The line for another node's pods. Cilium in tunnel mode routes to its own device, whose program picks the tunnel by a
 * map (pkg/datapath/linux/node.go); Weave has all pods on one bridge; Amazon's VPC routes pods itself.
 */
function lineTo(facts: RouteFacts, block: string, via: string, device: string, family: Family): string {
  const { name, mode } = facts.cluster.settings.cni;
  if (name === 'weave') return weaveLine(facts, family);
  if (name === 'aws-vpc') return 'default via GATEWAY dev eth0';
  if (name === 'cilium' && (mode === 'vxlan' || mode === 'geneve')) return `${block} via ROUTER dev cilium_host`;
  return via === 'on link' ? `${block} dev ${device}` : `${block} via ${dressed(via, device)}`;
}

/** `10.0.0.1 onlink` and its device in the order of `ip route`. */
function dressed(via: string, device: string): string {
  const [address = '', flag] = via.split(' ');
  return `${address} dev ${device}${flag === undefined ? '' : ` ${flag}`}`;
}

/**
 * The next hop to a node's pod range. Calico and Flannel give VXLAN routes the address of the other tunnel device, IPIP
 * and plain routes the node's. Other overlays look the node up in a map of their own: their routes name no next hop.
 */
function nextHop(cluster: Cluster, other: ClusterNode, family: Family, tunnel: Ip | null): string {
  switch (cluster.settings.cni.mode) {
    case 'bgp':
    case 'host-gw':
    case 'native':
      return primaryAddress(other, family) ?? other.ip;
    case 'ipip':
      return `${primaryAddress(other, family) ?? other.ip} onlink`;
    case 'vxlan':
    case 'geneve':
      return tunnel === null ? 'on link' : `${tunnel} onlink`;
  }
}

function ownPod(facts: RouteFacts, pod: ClusterPod, address: Ip): RouteRow {
  return {
    id: address,
    cells: [address, 'on link', podDevice(facts.cluster, pod)],
    note: `pod ${pod.key}`,
    line: ownLine(facts, pod, address),
  };
}

/** The line for a pod of the node: a route of its own where its interface is one of the node's, the bridge's otherwise. */
function ownLine(facts: RouteFacts, pod: ClusterPod, address: Ip): string {
  const { cluster, node } = facts;
  const family = familyOf(address);
  const block = node.podCidrs.find((one) => cidrRange(one).family === family) ?? address;
  const bridge = facts.addresses(node.name)?.bridge(family) ?? null;
  switch (cluster.settings.cni.name) {
    case 'calico':
    case 'aws-vpc':
      return `${address} dev ${podInterface(cluster, pod)} scope link`;
    case 'kindnet':
      return `${address} dev ${podInterface(cluster, pod)} scope host`;
    case 'cilium':
      return `${block} via ROUTER dev cilium_host`;
    case 'weave':
      return weaveLine(facts, family);
    case 'flannel':
      return `${block} dev ${bridgeDevice(cluster) ?? 'cni0'} proto kernel scope link${bridge === null ? '' : ` src ${bridge}`}`;
  }
}

function weaveLine(facts: RouteFacts, family: Family): string {
  const range = facts.cluster.settings.podCidrs.find((block) => cidrRange(block).family === family) ?? 'PODS';
  const bridge = facts.addresses(facts.node.name)?.bridge(family) ?? null;
  return `${range} dev weave proto kernel scope link${bridge === null ? '' : ` src ${bridge}`}`;
}
