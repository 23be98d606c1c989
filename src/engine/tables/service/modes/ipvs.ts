import type { IpvsScheduler } from '#document';
import type { Ip } from '#net';
import type { NodeView } from '../node-view.ts';
import { isAdmitted, isGuarded, isNodeAdmitted } from '../node-view.ts';
import type { ServiceMatch } from '../match.ts';
import type { SetName } from '../ipvs/sets.ts';
import { healthCheckPorts, isBound, isRestricted, setsOf } from '../ipvs/sets.ts';
import { realServers, schedulerOf } from '../ipvs/virtual-servers.ts';
import type { EndpointSets } from '../topology.ts';
import type { Marked, ProxyRules, Refusal, Seen, Translation } from '../verdict.ts';

/**
 * `pkg/proxy/ipvs/proxier.go`: every address is bound to kube-ipvs0 and is a virtual server. Local policies use the
 * local endpoints for everybody and fall back to all; without a real server IPVS itself answers port unreachable.
 * IPVS translates at input (behind filter INPUT) what comes in, at output what the node sends (net/netfilter/ipvs,
 * `ip_vs_ops4`).
 */
export function ipvsRules(view: NodeView): ProxyRules {
  return {
    translate(packet) {
      const match = view.match(packet);
      return match === null ? null : virtualServer(view, packet, match);
    },
    judge(packet, hook) {
      return hook === 'input' ? judgeAtInput(view, packet) : null;
    },
  };
}

/**
 * filter INPUT, before IPVS takes a packet: KUBE-PROXY-FIREWALL drops what no source range admits, KUBE-IPVS-FILTER rejects
 * other ports of addresses that are bound (set KUBE-IPVS-IPS). OUTPUT and FORWARD ask neither of a Service's addresses.
 */
function judgeAtInput(view: NodeView, packet: Seen): Refusal | null {
  const match = view.match(packet);
  if (match !== null) {
    const isClosed = isGuarded(match) && !isAdmitted(view, match, packet.src);
    return isClosed ? { kind: 'drop', reason: 'SourceRangeDenied', match } : null;
  }
  if (isHealthCheck(view, packet.protocol, packet.dport)) return null;
  const owner = view.index.owner(packet.dst);
  if (owner === null || !isBound(view, owner)) return null;
  return { kind: 'reject', reason: 'NoRuleForPort', match: owner };
}

/**
 * KUBE-IPVS-OUT-FILTER: the node dials a load balancer address, which is its own, from that very address; where the source
 * ranges leave the node out this is dropped (`writeIptablesRules`). The kernel drops it behind IPVS, in filter OUTPUT.
 */
function isClosedToNode(view: NodeView, match: ServiceMatch, source: Ip): boolean {
  return isRestricted(match) && source === match.address && !isNodeAdmitted(view, match.port);
}

/** KUBE-IPVS-FILTER lets health check node ports through on every bound address (set KUBE-HEALTH-CHECK-NODE-PORT). */
function isHealthCheck(view: NodeView, protocol: Seen['protocol'], dport: Seen['dport']): boolean {
  return protocol === 'TCP' && dport !== null && healthCheckPorts(view.index).has(dport);
}

function virtualServer(view: NodeView, packet: Seen, match: ServiceMatch): Translation | Refusal {
  if (isClosedToNode(view, match, packet.src)) {
    return { kind: 'drop', reason: 'SourceRangeDenied', match };
  }
  const sets = view.sets(match.port);
  const { set, endpoints } = realServers(view, match);
  if (endpoints.length === 0) return { kind: 'reject', reason: emptyReason(sets), match };
  return {
    kind: 'translate',
    match,
    sets,
    set,
    endpoints,
    marked: markedBy(view, packet, match),
    scheduling: SCHEDULING[schedulerOf(view)],
    scheduler: schedulerOf(view),
  };
}

function emptyReason(sets: EndpointSets): 'NoLocalEndpoints' | 'NoEndpoints' {
  return sets.hasAny ? 'NoLocalEndpoints' : 'NoEndpoints';
}

/** By the sets that the address and port stand in: KUBE-CLUSTER-IP asks the detector (without one whether the source is a Service address), of the others those without LOCAL mark. */
function markedBy(view: NodeView, { src }: Seen, match: ServiceMatch): Marked {
  const sets = setsOf(match);
  if (!sets.includes('KUBE-CLUSTER-IP')) return sets.some(isOfLocalPolicy) ? null : 'externalClusterPolicy';
  if (view.cluster.settings.serviceProxy.masqueradeAll) return 'masqueradeAll';
  if (view.detector(match.port.family) === null) return view.index.owner(src) === null ? null : 'notFromPod';
  return view.isPod(src) ? null : 'notFromPod';
}

function isOfLocalPolicy(name: SetName): boolean {
  return name.includes('-LOCAL');
}

/**
 * How a server is found: rr and wrr take turns (kube-proxy gives all weight 1), sh hashes the source address. mh hashes
 * the source port too (`FlagSourceHash` is mh-port), so connections spread over all. dh, lblc, lblcr and fo know one
 * server for an address, as long as it stands.
 * Not modelled: counts of connections (lc, wlc, sed, nq, ovf and twos choose evenly here, as they do over idle servers).
 */
const SCHEDULING: Readonly<Record<IpvsScheduler, Translation['scheduling']>> = {
  rr: 'turn',
  wrr: 'turn',
  sh: 'source',
  dh: 'destination',
  fo: 'destination',
  lblc: 'destination',
  lblcr: 'destination',
  mh: 'random',
  lc: 'random',
  wlc: 'random',
  sed: 'random',
  nq: 'random',
  ovf: 'random',
  twos: 'random',
};
