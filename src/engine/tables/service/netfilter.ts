import type { NodeView } from './node-view.ts';
import { isAdmitted, isGuarded } from './node-view.ts';
import type { ServiceMatch } from './match.ts';
import type { Marked, Refusal, Seen, Translation } from './verdict.ts';

/** The choice that iptables and nftables share; `null` where the Service has nothing in nat for this packet. */
export function translateByNetfilter(view: NodeView, packet: Seen, match: ServiceMatch): Translation | null {
  const sets = view.sets(match.port);
  if (!sets.hasAny || (isGuarded(match) && !isAdmitted(view, match, packet.src))) return null;
  const way = match.via === 'clusterIP' ? internalWay(view, packet, match) : externalWay(view, packet, match);
  const endpoints = sets[way.set];
  return endpoints.length === 0 ? null : { kind: 'translate', match, sets, ...way, endpoints, scheduling: 'random' };
}

interface Way {
  readonly set: 'cluster' | 'local';
  readonly marked: Marked;
}

function internalWay(view: NodeView, { src }: Seen, { port }: ServiceMatch): Way {
  const set = port.internalPolicy === 'Local' ? 'local' : 'cluster';
  if (view.cluster.settings.serviceProxy.masqueradeAll) return { set, marked: 'masqueradeAll' };
  return { set, marked: view.detector(port.family) !== null && !view.isPod(src) ? 'notFromPod' : null };
}

/** With externalTrafficPolicy Local pods and the node itself take a short cut to all endpoints. */
function externalWay(view: NodeView, { src }: Seen, { port }: ServiceMatch): Way {
  if (port.externalPolicy === 'Cluster') return { set: 'cluster', marked: 'externalClusterPolicy' };
  if (view.isPod(src)) return { set: 'cluster', marked: null };
  if (view.isLocal(src)) return { set: 'cluster', marked: 'nodeLocal' };
  return { set: 'local', marked: null };
}

/** Why a Service refuses a packet that found no endpoint: reject where there are none at all, drop where the policy left none here. */
export function refuseWithoutEndpoints(view: NodeView, match: ServiceMatch): Refusal | null {
  const { port, via } = match;
  const sets = view.sets(port);
  if (!sets.hasAny) return { kind: 'reject', reason: 'NoEndpoints', match };
  const policy = via === 'clusterIP' ? port.internalPolicy : port.externalPolicy;
  const set = policy === 'Local' ? sets.local : sets.cluster;
  return set.length > 0
    ? null
    : { kind: 'drop', reason: policy === 'Local' ? 'NoLocalEndpoints' : 'NoEndpoints', match };
}

/** Dropped by the source ranges, unless the Service has no endpoint at all. */
export function refuseBySourceRanges(view: NodeView, packet: Seen, match: ServiceMatch): Refusal | null {
  if (!isGuarded(match) || !view.sets(match.port).hasAny || isAdmitted(view, match, packet.src)) return null;
  return { kind: 'drop', reason: 'SourceRangeDenied', match };
}
