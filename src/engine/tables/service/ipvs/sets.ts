import type { Cidr, Family } from '#net';
import { cidrRange } from '#net';
import type { ServiceIndex, ServiceMatch } from '../match.ts';
import type { NodeView } from '../node-view.ts';
import { heldEndpoints, isNodeAdmitted } from '../node-view.ts';
import { healthCheckPort } from '../service-port.ts';
import { virtualServers } from './virtual-servers.ts';

export type SetType = 'hash:ip' | 'hash:ip,port' | 'hash:ip,port,ip' | 'hash:ip,port,net' | 'bitmap:port';

/** Every set that kube-proxy makes, with its type and the comment of the rules that read it (`ipsetInfo`, `pkg/proxy/ipvs`). */
export const SETS = [
  ['KUBE-LOOP-BACK', 'hash:ip,port,ip', 'Kubernetes endpoints dst ip:port, source ip for solving hairpin purpose'],
  ['KUBE-CLUSTER-IP', 'hash:ip,port', 'Kubernetes service cluster ip + port for masquerade purpose'],
  ['KUBE-EXTERNAL-IP', 'hash:ip,port', 'Kubernetes service external ip + port for masquerade and filter purpose'],
  ['KUBE-EXTERNAL-IP-LOCAL', 'hash:ip,port', 'Kubernetes service external ip + port with externalTrafficPolicy=local'],
  ['KUBE-LOAD-BALANCER', 'hash:ip,port', 'Kubernetes service lb portal'],
  [
    'KUBE-LOAD-BALANCER-FW',
    'hash:ip,port',
    'Kubernetes service load balancer ip + port for load balancer with sourceRange',
  ],
  [
    'KUBE-LOAD-BALANCER-LOCAL',
    'hash:ip,port',
    'Kubernetes service load balancer ip + port with externalTrafficPolicy=local',
  ],
  [
    'KUBE-LOAD-BALANCER-SOURCE-IP',
    'hash:ip,port,ip',
    'Kubernetes service load balancer ip + port + source IP for packet filter purpose',
  ],
  [
    'KUBE-LOAD-BALANCER-SOURCE-CIDR',
    'hash:ip,port,net',
    'Kubernetes service load balancer ip + port + source cidr for packet filter purpose',
  ],
  ['KUBE-NODE-PORT-TCP', 'bitmap:port', 'Kubernetes nodeport TCP port for masquerade purpose'],
  ['KUBE-NODE-PORT-LOCAL-TCP', 'bitmap:port', 'Kubernetes nodeport TCP port with externalTrafficPolicy=local'],
  ['KUBE-NODE-PORT-UDP', 'bitmap:port', 'Kubernetes nodeport UDP port for masquerade purpose'],
  ['KUBE-NODE-PORT-LOCAL-UDP', 'bitmap:port', 'Kubernetes nodeport UDP port with externalTrafficPolicy=local'],
  [
    'KUBE-NODE-PORT-SCTP-HASH',
    'hash:ip,port',
    "Kubernetes nodeport SCTP port for masquerade purpose with type 'hash ip:port'",
  ],
  [
    'KUBE-NODE-PORT-LOCAL-SCTP-HASH',
    'hash:ip,port',
    "Kubernetes nodeport SCTP port with externalTrafficPolicy=local with type 'hash ip:port'",
  ],
  ['KUBE-HEALTH-CHECK-NODE-PORT', 'bitmap:port', 'Kubernetes health check node port'],
  ['KUBE-IPVS-IPS', 'hash:ip', 'Virtual IP addresses of Services'],
] as const satisfies readonly (readonly [name: string, type: SetType, comment: string])[];

export type SetName = (typeof SETS)[number][0];

/** The sets of one family, each with its members in order. */
export type IpSets = ReadonlyMap<SetName, readonly string[]>;

/** The sets that an address and port of a Service stand in, which decide whether its packets are marked and guarded. */
export function setsOf(match: ServiceMatch): readonly SetName[] {
  const { port, via } = match;
  const isLocal = port.externalPolicy === 'Local';
  const { protocol } = port.port;
  switch (via) {
    case 'clusterIP':
      return ['KUBE-CLUSTER-IP'];
    case 'externalIP':
      return [isLocal ? 'KUBE-EXTERNAL-IP-LOCAL' : 'KUBE-EXTERNAL-IP'];
    case 'loadBalancer':
      return [
        'KUBE-LOAD-BALANCER',
        ...(isLocal ? (['KUBE-LOAD-BALANCER-LOCAL'] as const) : []),
        ...(isRestricted(match) ? (['KUBE-LOAD-BALANCER-FW'] as const) : []),
      ];
    case 'nodePort':
      return [NODE_PORTS[protocol], ...(isLocal ? [LOCAL_NODE_PORTS[protocol]] : [])];
  }
}

/** Whether the source ranges restrict anything: a set takes no block of length 0, so kube-proxy guards none that has one. Not modelled: before 1.34 it guarded them, and the block admitted nobody. */
export function isRestricted({ port, via }: ServiceMatch): boolean {
  const { sourceRanges } = port;
  return via === 'loadBalancer' && sourceRanges.length > 0 && sourceRanges.every((one) => cidrRange(one).length > 0);
}

const NODE_PORTS = {
  TCP: 'KUBE-NODE-PORT-TCP',
  UDP: 'KUBE-NODE-PORT-UDP',
  SCTP: 'KUBE-NODE-PORT-SCTP-HASH',
} as const satisfies Readonly<Record<string, SetName>>;

/** Those of externalTrafficPolicy Local, besides. */
const LOCAL_NODE_PORTS = {
  TCP: 'KUBE-NODE-PORT-LOCAL-TCP',
  UDP: 'KUBE-NODE-PORT-LOCAL-UDP',
  SCTP: 'KUBE-NODE-PORT-LOCAL-SCTP-HASH',
} as const satisfies Readonly<Record<string, SetName>>;

/** Fills the sets of one family as `syncProxyRules` does. The kernel keeps hashes in no order; here members stand sorted. */
export function ipSets(view: NodeView, family: Family): IpSets {
  const made = new Map<SetName, Set<string>>(SETS.map(([name]) => [name, new Set()]));
  const add = (name: SetName, member: string) => made.get(name)?.add(member);
  for (const port of view.index.ports) {
    if (port.family !== family) continue;
    const protocol = port.port.protocol.toLowerCase();
    for (const { ip, node, port: number } of heldEndpoints(view, port)) {
      if (node === view.node.name) add('KUBE-LOOP-BACK', `${ip},${protocol}:${number},${ip}`);
    }
    const health = healthCheckPort(port.service);
    if (health !== null) add('KUBE-HEALTH-CHECK-NODE-PORT', `${health}`);
  }
  for (const { match, protocol, address, port } of virtualServers(view)) {
    if (match.port.family !== family) continue;
    const at = `${address},${protocol.toLowerCase()}:${port}`;
    for (const name of setsOf(match)) add(name, typeOf(name) === 'bitmap:port' ? `${port}` : at);
    if (isBound(view, match)) add('KUBE-IPVS-IPS', address);
    if (!isRestricted(match)) continue;
    for (const block of match.port.sourceRanges) add('KUBE-LOAD-BALANCER-SOURCE-CIDR', `${at},${asMember(block)}`);
    if (isNodeAdmitted(view, match.port)) add('KUBE-LOAD-BALANCER-SOURCE-IP', `${at},${address}`);
  }
  return new Map(SETS.map(([name, type]) => [name, sorted(type, [...(made.get(name) ?? [])])]));
}

/** Whether the address of a virtual server stands on kube-ipvs0: not that of a node port, nor one that another interface has. */
export function isBound(view: NodeView, { via, address }: ServiceMatch): boolean {
  return via === 'clusterIP' || (via !== 'nodePort' && !view.node.addresses.includes(address));
}

/** All of them, the same on every node. */
export function healthCheckPorts(index: ServiceIndex): ReadonlySet<number> {
  const known = checked.get(index);
  if (known !== undefined) return known;
  const found = new Set(index.ports.flatMap((port) => healthCheckPort(port.service) ?? []));
  checked.set(index, found);
  return found;
}

const checked = new WeakMap<ServiceIndex, ReadonlySet<number>>();

/** A block as a set prints it: a single address without its length. */
function asMember(block: Cidr): string {
  const { first, last } = cidrRange(block);
  return first === last ? block.slice(0, block.indexOf('/')) : block;
}

export function typeOf(name: SetName): SetType {
  return TYPES.get(name) ?? 'hash:ip,port';
}

const TYPES: ReadonlyMap<string, SetType> = new Map(SETS.map(([name, type]) => [name, type]));

function sorted(type: SetType, members: readonly string[]): readonly string[] {
  return type === 'bitmap:port' ? members.toSorted((a, b) => Number(a) - Number(b)) : members.toSorted();
}

/** The name of a set in the proxier of that family: cut to the 31 characters that a name may have (`NewIPSet`). */
export function setName(name: SetName, family: Family): string {
  return family === 'IPv4' ? name : name.replace('KUBE-', 'KUBE-6-').slice(0, 31);
}
