import type { Cluster, ClusterNode } from '#cluster';
import type { Family, Ip } from '#net';
import { cidrContains, familyOf } from '#net';
import type { RouteTables } from '../routes/index.ts';
import type { ServiceEndpoint } from './endpoints.ts';
import { endpointsSeenBy } from './endpoints.ts';
import { ebpfHintReading } from './ebpf/hints.ts';
import type { HintReading } from './hint-reading.ts';
import { hintReading } from './hint-reading.ts';
import type { ServiceIndex, ServiceMatch } from './match.ts';
import { takesNodePorts } from './node-port-addresses.ts';
import type { LocalDetector } from './senders.ts';
import { localDetector } from './senders.ts';
import type { ServicePort } from './service-port.ts';
import { staleEndpoints } from './stale.ts';
import type { EndpointSets } from './topology.ts';
import { categorizeEndpoints } from './topology.ts';
import type { Seen } from './verdict.ts';

/** The facts that every mode decides from, on one node. Sets are computed once for a Service port, when first asked for. */
export interface NodeView {
  readonly cluster: Cluster;
  readonly node: ClusterNode;
  readonly index: ServiceIndex;
  sets(port: ServicePort): EndpointSets;
  /** The Service port a packet is for, node ports last. */
  match(packet: Seen): ServiceMatch | null;
  detector(family: Family): LocalDetector | null;
  isPod(source: Ip): boolean;
  isLocal(address: Ip): boolean;
  takesNodePorts(address: Ip): boolean;
  /** The node's addresses that take node ports. */
  nodePortAddresses(family: Family): readonly Ip[];
  primary(family: Family): Ip | null;
}

export function nodeView(cluster: Cluster, routes: RouteTables, index: ServiceIndex, node: ClusterNode): NodeView {
  const sets = new Map<ServicePort, EndpointSets>();
  const detectors = { IPv4: localDetector(cluster, node, 'IPv4'), IPv6: localDetector(cluster, node, 'IPv6') };
  const takes = (address: Ip) => takesNodePorts(cluster, routes, node, address);
  return {
    cluster,
    node,
    index,
    sets: (port) => {
      const known = sets.get(port);
      if (known !== undefined) return known;
      const seen = heldEndpoints({ cluster, node }, port);
      const made = categorizeEndpoints(seen, port, node, readingOf(cluster, port), homelessOf(cluster));
      sets.set(port, made);
      return made;
    },
    match: ({ protocol, dst, dport }) =>
      index.byAddress(protocol, dst, dport) ?? (takes(dst) ? index.byNodePort(protocol, dst, dport) : null),
    detector: (family) => detectors[family],
    isPod: (source) => detectors[familyOf(source)]?.isPod(source) === true,
    isLocal: (address) => routes.isLocal(node.name, address),
    takesNodePorts: takes,
    nodePortAddresses: (family) =>
      [...(routes.addresses(node.name)?.own ?? [])].filter((address) => familyOf(address) === family && takes(address)),
    primary: (family) => routes.addresses(node.name)?.primary(family) ?? null,
  };
}

/** All endpoints of a Service port as the node's kube-proxy keeps them, whether it uses them or not. */
export function heldEndpoints(
  { cluster, node }: Pick<NodeView, 'cluster' | 'node'>,
  port: ServicePort,
): readonly ServiceEndpoint[] {
  return staleEndpoints(cluster, port, node.name, endpointsSeenBy(port.endpoints(), node.name));
}

function readingOf({ settings }: Cluster, { service }: ServicePort): HintReading {
  return settings.serviceProxy.mode === 'ebpf' ? ebpfHintReading(settings, service) : hintReading(settings, service);
}

/** Where endpoints count that stand on no node. */
function homelessOf({ settings: { serviceProxy } }: Cluster): 'everywhere' | 'nowhere' {
  return serviceProxy.mode === 'ebpf' ? serviceProxy.ebpf.homeless : 'nowhere';
}

/** Whether loadBalancerSourceRanges guard that match, where the Service has endpoints at all: a reject wins over them. */
export function isGuarded({ port, via }: ServiceMatch): boolean {
  return via === 'loadBalancer' && port.sourceRanges.length > 0;
}

/** Ranges admit their addresses; if one holds the node's own address, the Service's load balancer addresses are admitted too. */
export function isAdmitted(view: NodeView, { port }: ServiceMatch, source: Ip): boolean {
  if (port.sourceRanges.some((block) => cidrContains(block, source))) return true;
  return isNodeAdmitted(view, port) && port.vips.includes(source);
}

export function isNodeAdmitted(view: NodeView, port: ServicePort): boolean {
  const primary = view.primary(port.family);
  return primary !== null && port.sourceRanges.some((block) => cidrContains(block, primary));
}
