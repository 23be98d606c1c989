import type { Balancer, ClusterService, Evidence } from '#cluster';
import { admittedRanges } from '#cluster';
import type { Ip, Packet, Port } from '#net';
import { familyOf } from '#net';
import type { BalancerPort } from '#tables';
import type { Flow, Step, World } from '../../flow.ts';
import { sourcePort } from '../source-port.ts';
import { stop } from '../stop.ts';

/** A packet that came to a balancer, which listens for it. */
export interface Arrival {
  readonly flow: Flow;
  readonly world: World;
  readonly behind: BalancerPort;
  readonly balancer: Balancer;
}

/** The packet as the balancer sends it to a target: with the client's source, or its own. */
export function addressed({ flow, world, balancer }: Arrival, dst: Ip, dport: Port): Packet {
  const { packet } = flow;
  if (keepsClient(balancer, packet)) return { ...packet, dst, dport };
  const sport = sourcePort(flow.pass, flow.chance, 'balancer');
  return { ...packet, src: world.cluster.settings.loadBalancer.address, sport, dst, dport };
}

function keepsClient({ preservesClient }: Balancer, { protocol }: Packet): boolean {
  return preservesClient === 'always' || (preservesClient === 'exceptTcp' && protocol !== 'TCP');
}

/** The flow with the PROXY header that the balancer puts in front of a TCP connection. */
export function headed(moved: Flow, { flow, balancer: { proxyHeader } }: Arrival): Flow {
  if (proxyHeader === 'none' || flow.packet.protocol !== 'TCP') return moved;
  return { ...moved, proxyHeader: { version: proxyHeader, client: flow.packet.src } };
}

/**
 * A target that gets its own address as the source drops the packet (Elastic Load Balancing, "Troubleshoot your Network
 * Load Balancer": requests time out for connections from a target to its load balancer). `null` where that is not so.
 */
export function loopsBack({ flow, behind, balancer }: Arrival, packet: Packet, own: readonly Ip[]): Step | null {
  if (balancer.type !== 'aws-nlb' || packet.src !== flow.packet.src || !own.includes(packet.src)) return null;
  const stoppedAt = { layer: 'edge', reason: 'BalancerLoopback', objects: [behind.service.ref] } as const;
  return stop(flow.packet, 'timeout', stoppedAt, { because: balancer.because });
}

export function portEvidence({ service, port }: BalancerPort): readonly Evidence[] {
  return [{ object: service.ref, field: ['spec', 'ports', port.index], origin: service.origin }];
}

/** Ranges that the packet has passed at the balancer; none where it lets everybody in. */
export function admissionEvidence({ flow, behind, balancer }: Arrival): readonly Evidence[] {
  const { service } = behind;
  const { blocks, field } = admittedRanges(service, balancer, familyOf(flow.packet.src));
  return blocks.length === 0 ? [] : [{ object: service.ref, field, origin: service.origin }];
}

export function policyEvidence(service: ClusterService): readonly Evidence[] {
  if (service.spec.externalTrafficPolicy !== 'Local') return [];
  return [{ object: service.ref, field: ['spec', 'externalTrafficPolicy'], origin: service.origin }];
}
