import type { Balancer, ClusterService } from '#cluster';
import { admittedRanges } from '#cluster';
import { cidrContains, familyOf } from '#net';
import type { BalancerPort } from '#tables';
import type { Flow, Station, Step } from '../../flow.ts';
import { isPrivate } from '../private-address.ts';
import { stop } from '../stop.ts';
import { toNodes } from './to-nodes.ts';
import { toPods } from './to-pods.ts';

/**
 * Whoever answers `type: LoadBalancer`, as the cluster's balancer of the Service says: a proxy with connections of its own,
 * one that rewrites the destination and keeps the client, or one that hands packets on as they are.
 * Not modelled: health checks with thresholds and times, zones and cross-zone settings, idle timeouts.
 */
export const balancer: Station = {
  layer: 'edge',
  why: 'Picks a node that may take the connection and sends it there.',
  handle(flow, world) {
    const { packet } = flow;
    const { balancers } = world.tables.service;
    const [holder] = balancers.at(packet.dst);
    const behind = balancers.port(packet.dst, packet.protocol, packet.dport);
    const objects = balancers.at(packet.dst).map(({ ref }) => ref);
    const service = behind?.service ?? holder;
    const facts = service === undefined ? undefined : world.cluster.balancers.get(service.key);
    if (facts !== undefined && facts.scheme === 'internal' && isFromInternet(flow)) {
      return stop(
        packet,
        'timeout',
        { layer: 'edge', reason: 'InternalBalancer', objects },
        { at: { place: flow.sent.at.place, hook: 'wire' }, because: facts.because },
      );
    }
    if (behind === null || facts === undefined) {
      return stop(packet, 'timeout', { layer: 'edge', reason: 'NoListenerOnBalancer', objects });
    }
    if (wasHere(flow, behind.service)) {
      return stop(packet, 'timeout', { layer: 'cni', reason: 'TtlExceeded', objects: [behind.service.ref] });
    }
    const refused = refuseBySource(flow, behind, facts);
    if (refused !== null) return refused;
    const arrival = { flow, world, behind, balancer: facts };
    return facts.targets === 'pod' ? toPods(arrival) : toNodes(arrival);
  },
};

/**
 * A sender outside the cluster with a public address: the internet has no route to a private one (RFC 1918), so its packet
 * ends before the balancer. What is inside has a way to an internal balancer.
 */
function isFromInternet({ sent, packet }: Flow): boolean {
  return sent.at.place.kind === 'outside' && !isPrivate(packet.src);
}

/** One connection that comes to the same balancer twice goes round in a loop. */
function wasHere({ nat, passedBy = [] }: Flow, { key }: ClusterService): boolean {
  return passedBy.includes(key) || nat.some(({ place }) => place.kind === 'balancer' && place.service === key);
}

/** A balancer that rewrites packets enforces source ranges itself: kube-proxy sees only its node port. */
function refuseBySource({ packet }: Flow, { service }: BalancerPort, facts: Balancer): Step | null {
  const { blocks, field } = admittedRanges(service, facts, familyOf(packet.src));
  if (blocks.length === 0 || blocks.some((block) => cidrContains(block, packet.src))) return null;
  const because = [{ object: service.ref, field, origin: service.origin }];
  return stop(packet, 'timeout', { layer: 'edge', reason: 'SourceRangeDenied', objects: [service.ref] }, { because });
}
