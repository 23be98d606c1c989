import type { Cluster, ClusterNode, ClusterPod } from '#cluster';
import { isInPodRange } from '#cluster';
import type { Cidr, Family, Ip, Port } from '#net';
import { cidrContains, familyOf, isLoopback } from '#net';
import type { NodeInterface, PassageLink, TableView } from '#trace';
import { modeFor, overlayDevice, overlayPort, podDevice } from './devices.ts';
import type { EgressChoice } from './egress.ts';
import { egressChoice } from './egress.ts';
import { egressList, egressMapView } from './egress-map.ts';
import { nodeInterfaces } from './interfaces.ts';
import type { NodeAddresses } from './node-addresses.ts';
import { nodeAddresses, primaryAddress } from './node-addresses.ts';
import { nodeLinks } from './links.ts';
import { localRowOf, localRows } from './local-rows.ts';
import { linksIn, linksOut } from './passage.ts';
import type { RouteDecision } from './route-decision.ts';
import { EGRESS_ROW } from './route-decision.ts';
import type { RouteRow } from './route-rows.ts';
import { routeRows, rowTaking } from './route-rows.ts';
import type { RouteEntry } from './route-lines.ts';
import { routeLines } from './route-lines.ts';
import { subnetOf } from './subnet.ts';

/** The tables that a kernel asks: first `local`, for what is the node's own, then `main`. */
export type RouteTableName = 'local' | 'main';

export interface RouteTables {
  /** The decision of that node's routing table for a destination. */
  next(node: string, dst: Ip): RouteDecision;
  /** The source address packets of the node itself carry towards that destination. */
  sourceFor(node: string, dst: Ip): Ip;
  /** The egress policy that takes a pod's packet to the outside, with its gateway; `null` for none. */
  egress(src: Ip, dst: Ip): EgressChoice | null;
  /** Cilium's map of egress policies on a node, rows round `row` if there are many. */
  printEgress(node: string, row: string | null): TableView | null;
  /** `cilium-dbg bpf egress list` there; `null` for a node that does not exist. */
  egressList(node: string): string | null;
  /** The way in the overlay from one node to another, whatever the destination: egress gateways are reached by it. */
  tunnel(from: string, to: ClusterNode): Extract<RouteDecision, { kind: 'node' }>;
  /** Whether the node's kernel takes the address for its own (`--dst-type LOCAL`); service addresses bound by ipvs included. */
  isLocal(node: string, address: Ip): boolean;
  /** Addresses of the node's interfaces; `null` for a node that does not exist. */
  addresses(node: string): NodeAddresses | null;
  /** The node that holds the address, on any of its interfaces; `null` if none does. */
  holder(address: Ip): ClusterNode | null;
  /** One of the node's tables, rows round `row` if there are many. */
  print(node: string, table: RouteTableName, row: string | null): TableView | null;
  /** The same routes as `ip route` prints them. What the model does not know stands in capitals. */
  lines(node: string, table?: RouteTableName): readonly RouteEntry[];
  /** The interfaces by which a packet comes to the node's kernel from that source, outermost first; to an egress gateway by the tunnel. */
  linksFrom(node: string, src: Ip, dst: Ip): readonly PassageLink[];
  /** The interfaces by which a packet leaves the node's kernel, innermost first; an egress policy may take it past its route. */
  linksTo(node: string, src: Ip, dst: Ip): readonly PassageLink[];
  /** The node's interfaces as its CNI makes them, those of pods last. */
  interfaces(node: string): readonly NodeInterface[];
}

/**
 * Routes of every node as its CNI writes them: own addresses, own pods, other nodes' pods (in an overlay or plainly),
 * and a default route. An address that a Service has is no route of its own: it goes by the default route unless ipvs
 * binds it to the node.
 * Not modelled: policy routing, several uplinks, ECMP.
 */
export function routeTables(cluster: Cluster): RouteTables {
  const made = new Map<string, NodeAddresses | null>();
  const bound = cluster.settings.serviceProxy.mode === 'ipvs' ? boundAddresses(cluster) : new Set<Ip>();
  const kept = new Map<string, KeptTable>();
  let deviceHolders: ReadonlyMap<Ip, ClusterNode> | null = null;

  function addresses(name: string): NodeAddresses | null {
    const known = made.get(name);
    if (known !== undefined) return known;
    const node = cluster.nodeByName.get(name);
    const found = node === undefined ? null : nodeAddresses(cluster, node);
    made.set(name, found);
    return found;
  }

  function holder(address: Ip): ClusterNode | null {
    deviceHolders ??= new Map(
      cluster.nodes.flatMap((node) => [...(addresses(node.name)?.own ?? [])].map((own) => [own, node])),
    );
    return cluster.nodeByIp.get(address) ?? deviceHolders.get(address) ?? null;
  }

  const isLocal = (node: string, address: Ip) =>
    addresses(node)?.own.has(address) === true || bound.has(address) || isLoopback(address);

  function next(node: string, dst: Ip): RouteDecision {
    if (isLocal(node, dst)) return { kind: 'local', row: localRowOf(dst) };
    const pod = cluster.podByIp.get(dst);
    if (pod !== undefined && hasAddress(pod)) {
      if (pod.node === node) return { kind: 'pod', pod, device: podDevice(cluster, pod), row: dst };
      const there = cluster.nodeByName.get(pod.node);
      return there === undefined ? nowhere(node, 'AddressNobodyHas', dst) : behind(node, there, dst);
    }
    const other = holder(dst);
    if (other !== null) {
      if (!cluster.nodeByIp.has(dst)) return behind(node, other, dst);
      return { kind: 'node', node: other, encapsulation: null, outer: null, device: 'eth0', row: 'subnet' };
    }
    if (isInPodRange(cluster, dst)) return ofNobody(node, dst);
    return { kind: 'outside', device: 'eth0', row: 'default' };
  }

  /**
   * Routes know blocks, not pods: what lies in another node's block goes there and is lost there. Amazon's VPC knows single
   * addresses, and on Weave's bridge every node asks for itself.
   */
  function ofNobody(node: string, dst: Ip): RouteDecision {
    const { name } = cluster.settings.cni;
    const owner = cluster.nodes.find((one) => blockOf(one, dst) !== null);
    const isElsewhere = owner !== undefined && owner.name !== node && name !== 'aws-vpc' && name !== 'weave';
    return isElsewhere ? behind(node, owner, dst) : nowhere(node, 'AddressNobodyHas', dst);
  }

  function nowhere(node: string, reason: Nowhere['reason'], dst: Ip): Nowhere {
    const row = rowTaking(rowsOf(node, 'main'), dst);
    return { kind: 'none', reason, row: row?.id ?? 'default', lost: lostBy(cluster, row) };
  }

  function behind(from: string, to: ClusterNode, dst: Ip): RouteDecision {
    const row = rowBehind(cluster, from, to, dst);
    if (isRouteMissing(cluster, from, to.name)) return nowhere(from, 'NoRouteBetweenNodes', dst);
    const encapsulation = encapsulationOf(cluster, familyOf(dst));
    const here = cluster.nodeByName.get(from);
    const outer = encapsulation === null || here === undefined ? null : outerEnds(cluster, here, to, familyOf(dst));
    return { kind: 'node', node: to, encapsulation, outer, device: overlayDevice(cluster, familyOf(dst)), row };
  }

  function sourceFor(node: string, dst: Ip): Ip {
    const family = familyOf(dst);
    const own = addresses(node);
    const primary = own?.primary(family) ?? cluster.nodeByName.get(node)?.ip ?? dst;
    const route = next(node, dst);
    switch (route.kind) {
      case 'local':
        return dst;
      case 'pod':
        return own?.bridge(family) ?? primary;
      case 'node':
        return route.encapsulation !== null && cluster.settings.cni.nodeSource === 'tunnel'
          ? (own?.tunnel(family) ?? primary)
          : primary;
      case 'outside':
      case 'none':
        return primary;
    }
  }

  function keptOf(name: string, table: RouteTableName): KeptTable {
    const key = `${table} ${name}`;
    const known = kept.get(key);
    if (known !== undefined) return known;
    const rows = rowsMade(name, table);
    let lines: readonly RouteEntry[] | null = null;
    const made = { rows, lines: () => (lines ??= routeLines(rows)) };
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(key, made);
    return made;
  }

  const rowsOf = (name: string, table: RouteTableName) => keptOf(name, table).rows;

  function rowsMade(name: string, table: RouteTableName): readonly RouteRow[] {
    const node = cluster.nodeByName.get(name);
    const own = addresses(name);
    if (node === undefined || own === null) return [];
    const isMissing = (to: ClusterNode) => isRouteMissing(cluster, name, to.name);
    switch (table) {
      case 'local':
        return localRows(nodeLinks(cluster, node, own, interfaces(name)), own.own);
      case 'main':
        return routeRows({ cluster, node, addresses, isMissing, hasAddress });
    }
  }

  function interfaces(name: string): readonly NodeInterface[] {
    const node = cluster.nodeByName.get(name);
    const own = addresses(name);
    return node === undefined || own === null ? [] : nodeInterfaces(cluster, node, own, bound);
  }

  /** What the node's routes say of a packet's source; what an egress policy brought came by the tunnel. */
  function cameFrom(node: string, src: Ip, dst: Ip): RouteDecision {
    const from = next(node, src);
    const isGateway = egressChoice(cluster, src, dst)?.node?.name === node;
    return isGateway && from.kind === 'node' ? tunnelTo(cluster, node, from.node) : from;
  }

  return {
    next,
    sourceFor,
    isLocal,
    addresses,
    holder,
    print: (node, table, row) =>
      cluster.nodeByName.has(node) ? printRoutes(titleOf(table, node), rowsOf(node, table), row) : null,
    egress: (src, dst) => egressChoice(cluster, src, dst),
    tunnel: (from, to) => tunnelTo(cluster, from, to),
    printEgress: (name, row) => {
      const node = cluster.nodeByName.get(name);
      return node === undefined ? null : egressMapView(cluster, node, row);
    },
    egressList: (name) => {
      const node = cluster.nodeByName.get(name);
      return node === undefined ? null : egressList(cluster, node);
    },
    linksFrom: (node, src, dst) => linksIn(cluster, cameFrom(node, src, dst)),
    linksTo: (node, src, dst) => {
      const gateway = egressChoice(cluster, src, dst)?.node ?? null;
      const isTaken = gateway !== null && gateway.name !== node;
      const to = isTaken ? tunnelTo(cluster, node, gateway) : next(node, dst);
      return linksOut(cluster, cameFrom(node, src, dst), to);
    },
    lines: (node, table = 'main') => keptOf(node, table).lines(),
    interfaces,
  };
}

/** Cilium takes its tunnel to an egress gateway also where it routes pods natively. */
function tunnelTo(cluster: Cluster, from: string, to: ClusterNode): Extract<RouteDecision, { kind: 'node' }> {
  const encapsulation = cluster.settings.cni.mode === 'geneve' ? 'geneve' : 'vxlan';
  const src = cluster.nodeByName.get(from)?.ip ?? to.ip;
  const outer = { src, dst: to.ip, dport: encapsulation === 'geneve' ? 6081 : 8472 };
  return { kind: 'node', node: to, encapsulation, outer, device: `cilium_${encapsulation}`, row: EGRESS_ROW };
}

/** A pod that has finished has given its address back. */
function hasAddress(pod: ClusterPod): boolean {
  return pod.phase !== 'Succeeded' && pod.phase !== 'Failed';
}

/** Nodes wrap in packets of their first address; where each family has a device of its own, in packets of that family. */
function outerEnds(
  cluster: Cluster,
  from: ClusterNode,
  to: ClusterNode,
  family: Family,
): { src: Ip; dst: Ip; dport: Port | null } {
  const dport = overlayPort(cluster, family);
  const isApart = overlayDevice(cluster, 'IPv4') !== overlayDevice(cluster, 'IPv6');
  const [src, dst] = isApart ? [primaryAddress(from, family), primaryAddress(to, family)] : [from.ip, to.ip];
  return { src: src ?? from.ip, dst: dst ?? to.ip, dport };
}

/** The row by which pods of another node are reached; Amazon's VPC does that itself, within the subnet or by its router. */
function rowBehind(cluster: Cluster, from: string, to: ClusterNode, dst: Ip): string {
  if (cluster.settings.cni.name !== 'aws-vpc') return blockOf(to, dst) ?? dst;
  const here = cluster.nodeByName.get(from);
  const subnet = here === undefined ? null : subnetOf(cluster, here);
  return subnet !== null && cidrContains(subnet, dst) ? 'subnet' : 'default';
}

type Nowhere = Extract<RouteDecision, { kind: 'none' }>;

/** Calico drops what its own block holds for no pod; a device that is a link is asked in vain (net/ipv4/arp.c). */
function lostBy(cluster: Cluster, row: RouteRow | null): Nowhere['lost'] {
  const { name } = cluster.settings.cni;
  if (row?.route.type === 'blackhole') return 'blackhole';
  if (name === 'aws-vpc') return 'network';
  if (row === null || row.to === null) return 'default';
  return name === 'cilium' ? 'programs' : 'neighbours';
}

function blockOf(node: ClusterNode, dst: Ip): Cidr | null {
  return node.podCidrs.find((block) => cidrContains(block, dst)) ?? null;
}

function encapsulationOf(cluster: Cluster, family: Family): 'vxlan' | 'ipip' | 'geneve' | null {
  const mode = modeFor(cluster, family);
  return mode === 'vxlan' || mode === 'ipip' || mode === 'geneve' ? mode : null;
}

function isRouteMissing(cluster: Cluster, from: string, to: string): boolean {
  return cluster.faults.some(
    (fault) =>
      fault.type === 'cniRouteMissing' && fault.target?.name === from && (fault.to === null || fault.to.name === to),
  );
}

/**
 * ipvs binds every address of every Service to the dummy device kube-ipvs0, on every node (pkg/proxy/ipvs/proxier.go);
 * addresses of families that the Service does not have are left out (newBaseServiceInfo in pkg/proxy/serviceport.go).
 */
function boundAddresses(cluster: Cluster): Set<Ip> {
  const bound = new Set<Ip>();
  for (const service of cluster.services) {
    if (!service.proxied || service.headless || service.spec.type === 'ExternalName') continue;
    const families = new Set(service.clusterIps.map(familyOf));
    const balanced = service.loadBalancer.flatMap(({ ip, ipMode }) => (ip !== null && ipMode === 'VIP' ? [ip] : []));
    for (const address of [...service.clusterIps, ...service.externalIps, ...balanced])
      if (families.has(familyOf(address))) bound.add(address);
  }
  return bound;
}

const SHOWN = 12;

interface KeptTable {
  readonly rows: readonly RouteRow[];
  lines(): readonly RouteEntry[];
}

/** Tables whose rows are kept: those of a run's nodes, not those of a thousand nodes with a row for each other. */
const MOST_KEPT = 32;

function titleOf(table: RouteTableName, node: string): string {
  switch (table) {
    case 'local':
      return `ip route show table local on ${node}`;
    case 'main':
      return `Routes of ${node}`;
  }
}

function printRoutes(title: string, all: readonly RouteRow[], row: string | null): TableView {
  const rows = [...new Map(all.map((one) => [one.id, one])).values()];
  const at = Math.max(
    0,
    rows.findIndex(({ id }) => id === row),
  );
  const start = Math.max(0, Math.min(at - SHOWN / 2, rows.length - SHOWN));
  const shown = rows.slice(start, start + SHOWN).map(({ id, cells, note }) => ({ id, cells, note }));
  return {
    title,
    columns: ['to', 'via', 'device'],
    rows: shown,
    more: rows.length - shown.length,
  };
}
