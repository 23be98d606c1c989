import type { Cluster, ClusterNode, ClusterPod } from '#cluster';
import type { Cidr, Family, Ip } from '#net';
import { cidrContains, cidrRange, familyOf } from '#net';
import { bridgeDevice, modeFor, overlayDevice, podDevice, podInterface, routeDevice } from './devices.ts';
import type { NodeAddresses } from './node-addresses.ts';
import { primaryAddress } from './node-addresses.ts';
import type { Route } from './route.ts';
import { blockOf, routeTo } from './route.ts';
import { subnetOf } from './subnet.ts';

/** A row of a node's route table, and the route that decides it; several rows may share one. */
export interface RouteRow {
  readonly id: string;
  readonly cells: readonly [to: string, via: string, device: string];
  readonly note: string;
  readonly route: Route;
  /** Where the printed line stands among the others; `null`: the default route. */
  readonly to: Ip | Cidr | null;
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
  const subnet = subnetOf(cluster, node);
  const own = cluster.pods
    .filter((pod) => pod.node === node.name && !pod.hostNetwork && facts.hasAddress(pod))
    .flatMap((pod) => pod.ips.map((address) => ownPod(facts, pod, address)));
  return [
    {
      id: 'default',
      cells: ['default', 'gateway', 'eth0'],
      note: 'everything else',
      route: routeTo(null, 'eth0', { via: 'GATEWAY' }),
      to: null,
    },
    {
      id: 'subnet',
      cells: [subnet ?? 'nodes', 'on link', 'eth0'],
      note: cluster.settings.cni.name === 'aws-vpc' ? 'other nodes and their pods' : 'addresses of other nodes',
      route: routeTo(subnet ?? 'SUBNET', 'eth0', { ...LINKED, src: node.ip }),
      to: subnet ?? node.ip,
    },
    ...ownDevices(facts),
    ...sharedRows(own),
    ...(cluster.settings.cni.name === 'aws-vpc'
      ? []
      : cluster.nodes
          .filter((other) => other !== node && !facts.isMissing(other))
          .flatMap((other) => other.podCidrs.map((block) => otherNode(facts, other, block)))),
    ...own,
  ];
}

/** The row of each block that own pods share a route by, for what is no pod's. */
function sharedRows(own: readonly RouteRow[]): readonly RouteRow[] {
  const shared = own.filter(({ id, to }) => to !== null && to !== id);
  return [...new Map(shared.map((row) => [`${row.to}`, row])).values()].map(({ to, route }) => ({
    id: `own ${to}`,
    cells: [`${to}`, route.via ?? 'on link', route.device ?? '-'],
    note: 'pods of this node',
    route,
    to,
  }));
}

/** The row whose route a kernel takes for an address that nobody has: the longest prefix, else the default one. */
export function rowTaking(rows: readonly RouteRow[], dst: Ip): RouteRow | null {
  const fitting = rows.flatMap((row) => {
    const block = row.to === null ? null : blockOf(row.to);
    return block !== null && cidrContains(block, dst) ? [{ row, length: cidrRange(block).length }] : [];
  });
  const [best] = fitting.toSorted((a, b) => b.length - a.length);
  return best?.row ?? rows.find(({ to }) => to === null) ?? null;
}

function blackholeRow(block: Cidr): string {
  return `blackhole ${block}`;
}

/**
 * What the CNI adds for the node's own range: Calico drops what no pod of it has (by BIRD where BIRD runs, else by Felix,
 * as protocol 80: felix/dataplane/linux, vxlan_mgr.go), Cilium names the address of its own device.
 */
function ownDevices(facts: RouteFacts): readonly RouteRow[] {
  const { cluster, node } = facts;
  const { name } = cluster.settings.cni;
  if (name === 'calico') {
    return node.podCidrs.map((block) => ({
      id: blackholeRow(block),
      cells: [block, 'dropped', '-'],
      note: 'addresses of its own range that no pod has',
      route: routeTo(block, null, {
        type: 'blackhole',
        protocol: makerOf(cluster, cidrRange(block).family) === 'bird' ? 'bird' : '80',
      }),
      to: block,
    }));
  }
  if (name !== 'cilium') return [];
  return cluster.families.flatMap((family): readonly RouteRow[] => {
    const own = facts.addresses(node.name)?.bridge(family) ?? null;
    if (own === null) return [];
    const route = routeTo(own, 'cilium_host', LINKED);
    return [
      { id: 'cilium_host', cells: [own, 'on link', 'cilium_host'], note: 'Cilium’s own address', route, to: own },
    ];
  });
}

function otherNode(facts: RouteFacts, other: ClusterNode, block: Cidr): RouteRow {
  const { cluster } = facts;
  const { family } = cidrRange(block);
  const hop = nextHop(facts, other, family);
  return {
    id: block,
    cells: [block, hopText(hop), routeDevice(cluster, overlayDevice(cluster, family))],
    note: `pods of ${other.name}`,
    ...lineTo(facts, block, hop, family),
  };
}

type Line = Pick<RouteRow, 'route' | 'to'>;
type NextHop = Pick<Route, 'nextHop'> & { readonly via: Ip | null };

/** Of what a device reaches by itself. */
const LINKED = { protocol: 'kernel', scope: 'link' } as const;
const ON_LINK: NextHop = { via: null, nextHop: 'routed' };

function hopText({ via, nextHop: how }: NextHop): string {
  return via === null ? 'on link' : how === 'onlink' ? `${via} onlink` : via;
}

/**
 * The line for another node's pods. Cilium in tunnel mode routes to its own device, whose program picks the tunnel by a
 * map (pkg/datapath/linux/node.go); Weave has all pods on one bridge.
 */
function lineTo(facts: RouteFacts, block: Cidr, hop: NextHop, family: Family): Line {
  const { name, mtu } = facts.cluster.settings.cni;
  if (name === 'weave') return weaveLine(facts, family);
  if (isCiliumTunnel(facts.cluster)) return { route: { ...ciliumRoute(facts, block, family), mtu }, to: block };
  const device = overlayDevice(facts.cluster, family);
  return { route: routeTo(block, device, { ...hop, protocol: makerOf(facts.cluster, family) }), to: block };
}

/** Who `ip route` names as the maker of a route: BIRD, Felix for plain routes, the kernel's number for Cilium's. */
function makerOf(cluster: Cluster, family: Family): string | null {
  const { cni } = cluster.settings;
  const mode = modeFor(cluster, family);
  if (cni.name === 'calico') {
    if (mode === 'ipip' || mode === 'bgp') return 'bird';
    return mode === 'native' ? '80' : null;
  }
  return cni.name === 'cilium' ? 'kernel' : null;
}

function isCiliumTunnel({ settings: { cni } }: Cluster): boolean {
  return cni.name === 'cilium' && (cni.mode === 'vxlan' || cni.mode === 'geneve');
}

/** Cilium's routes name its own address as next hop and as source. */
function ciliumRoute(facts: RouteFacts, block: Cidr | Ip, family: Family): Route {
  const own = facts.addresses(facts.node.name)?.bridge(family) ?? 'ROUTER';
  return routeTo(block, 'cilium_host', { via: own, protocol: 'kernel', src: own });
}

/**
 * The next hop to a node's pod range. Calico and Flannel give VXLAN routes the address of the other tunnel device, IPIP
 * and plain routes the node's. Cilium names its own device; Weave's bridge reaches all pods on link.
 */
function nextHop(facts: RouteFacts, other: ClusterNode, family: Family): NextHop {
  const { cluster, node } = facts;
  const { name } = cluster.settings.cni;
  if (name === 'weave') return ON_LINK;
  if (isCiliumTunnel(cluster)) return { via: facts.addresses(node.name)?.bridge(family) ?? null, nextHop: 'routed' };
  const direct = primaryAddress(other, family) ?? other.ip;
  switch (modeFor(cluster, family)) {
    case 'bgp':
    case 'host-gw':
      return { via: direct, nextHop: 'routed' };
    case 'native':
      return { via: direct, nextHop: name === 'calico' ? 'onlink' : 'routed' };
    case 'ipip':
      return { via: direct, nextHop: 'onlink' };
    case 'vxlan':
    case 'geneve': {
      const tunnel = facts.addresses(other.name)?.tunnel(family) ?? null;
      return tunnel === null ? ON_LINK : { via: tunnel, nextHop: 'onlink' };
    }
  }
}

function ownPod(facts: RouteFacts, pod: ClusterPod, address: Ip): RouteRow {
  return {
    id: address,
    cells: [address, 'on link', podDevice(facts.cluster, pod)],
    note: `pod ${pod.key}`,
    ...ownLine(facts, pod, address),
  };
}

/** The line for a pod of the node: a route of its own where its interface is one of the node's, the bridge's otherwise. */
function ownLine(facts: RouteFacts, pod: ClusterPod, address: Ip): Line {
  const { cluster, node } = facts;
  const family = familyOf(address);
  const block = node.podCidrs.find((one) => cidrRange(one).family === family) ?? address;
  const bridge = facts.addresses(node.name)?.bridge(family) ?? null;
  switch (cluster.settings.cni.name) {
    case 'calico':
    case 'aws-vpc':
      return { route: routeTo(address, podInterface(cluster, pod), { scope: 'link' }), to: address };
    case 'kindnet':
      return { route: routeTo(address, podInterface(cluster, pod), { scope: 'host' }), to: address };
    case 'cilium':
      return cluster.settings.serviceProxy.ebpf.podRoutes === 'each'
        ? { route: routeTo(address, podInterface(cluster, pod), LINKED), to: address }
        : { route: ciliumRoute(facts, block, family), to: block };
    case 'weave':
      return weaveLine(facts, family);
    case 'flannel':
      return { route: routeTo(block, bridgeDevice(cluster) ?? 'cni0', { ...LINKED, src: bridge }), to: block };
  }
}

function weaveLine(facts: RouteFacts, family: Family): Line {
  const range = facts.cluster.settings.podCidrs.find((block) => cidrRange(block).family === family) ?? null;
  const bridge = facts.addresses(facts.node.name)?.bridge(family) ?? null;
  return { route: routeTo(range ?? 'PODS', 'weave', { ...LINKED, src: bridge }), to: range };
}
