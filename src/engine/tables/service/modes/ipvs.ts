import type { NodeView } from '../node-view.ts';
import { isAdmitted, isGuarded } from '../node-view.ts';
import type { ServiceMatch } from '../match.ts';
import type { EndpointSets } from '../topology.ts';
import type { Marked, ProxyRules, Refusal, Seen, Translation } from '../verdict.ts';

/**
 * `pkg/proxy/ipvs/proxier.go`: every address is bound to kube-ipvs0 and is a virtual server. Local policies use the
 * local endpoints for everybody and fall back to all; without a real server IPVS itself answers port unreachable.
 */
export function ipvsRules(view: NodeView): ProxyRules {
  return {
    translate(packet) {
      const match = view.match(packet);
      return match === null ? null : virtualServer(view, packet, match);
    },
    judge({ dst, dport, protocol }, hook) {
      const owner = hook === 'forward' || isHealthCheck(view, protocol, dport) ? null : view.index.owner(dst);
      return owner === null ? null : { kind: 'reject', reason: 'NoRuleForPort', match: owner };
    },
  };
}

/** KUBE-IPVS-FILTER lets health check node ports through on every bound address (set KUBE-HEALTH-CHECK-NODE-PORT). */
function isHealthCheck(view: NodeView, protocol: Seen['protocol'], dport: Seen['dport']): boolean {
  return (
    protocol === 'TCP' &&
    view.index.ports.some(({ service, externalPolicy }) => {
      const { healthCheckNodePort, spec } = service;
      return spec.type === 'LoadBalancer' && externalPolicy === 'Local' && healthCheckNodePort === dport;
    })
  );
}

function virtualServer(view: NodeView, packet: Seen, match: ServiceMatch): Translation | Refusal {
  if (isGuarded(match) && !isAdmitted(view, match, packet.src)) {
    return { kind: 'drop', reason: 'SourceRangeDenied', match };
  }
  const sets = view.sets(match.port);
  const policy = match.via === 'clusterIP' ? match.port.internalPolicy : match.port.externalPolicy;
  const set = policy === 'Local' && sets.local.length > 0 ? 'local' : 'cluster';
  const endpoints = sets[set];
  if (endpoints.length === 0) return { kind: 'reject', reason: emptyReason(sets), match };
  return {
    kind: 'translate',
    match,
    sets,
    set,
    endpoints,
    marked: markedBy(view, packet, match),
    scheduling: scheduling(view),
  };
}

function emptyReason(sets: EndpointSets): 'NoLocalEndpoints' | 'NoEndpoints' {
  return sets.hasAny ? 'NoLocalEndpoints' : 'NoEndpoints';
}

/** The ipsets: KUBE-CLUSTER-IP by the detector (without one only sources that are Service addresses), external addresses by their policy. */
function markedBy(view: NodeView, { src }: Seen, { port, via }: ServiceMatch): Marked {
  if (via !== 'clusterIP') return port.externalPolicy === 'Cluster' ? 'externalClusterPolicy' : null;
  if (view.cluster.settings.serviceProxy.masqueradeAll) return 'masqueradeAll';
  if (view.detector(port.family) === null) return view.index.owner(src) === null ? null : 'notFromPod';
  return view.isPod(src) ? null : 'notFromPod';
}

/** Not modelled: weights and connection counts (lc, wlc, nq and the like choose evenly here). */
function scheduling(view: NodeView): Translation['scheduling'] {
  const { scheduler } = view.cluster.settings.serviceProxy;
  if (scheduler === 'sh' || scheduler === 'mh') return 'source';
  return scheduler === 'rr' || scheduler === 'wrr' || scheduler === '' ? 'turn' : 'random';
}
