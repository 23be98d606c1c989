import type { Station } from '../../flow.ts';
import { connectionOf, judgePacket } from './judge-packet.ts';

/**
 * Judges what enters a pod of this node, from elsewhere (`forward`) or from the node itself (`output`, which may always).
 * The source is the one that the packet carries here, before any masquerading of this node.
 */
export const ingressPolicy: Station = {
  layer: 'policy',
  why: 'Ingress policies of the receiving pod, on its own node, for the packet as it is there.',
  handle(flow, world) {
    const { place, hook } = flow.at;
    if (place.kind !== 'node' || (hook !== 'forward' && hook !== 'output')) return { then: 'pass' };
    if (flow.packet.encapsulates !== null) return { then: 'pass' };
    const seen = connectionOf(flow.packet, world);
    const { destination } = seen;
    if (destination.kind !== 'pod' || destination.pod.node !== place.node) return { then: 'pass' };
    // What the node itself sends may carry any of its addresses, a bridge's or a tunnel's too.
    const source =
      hook === 'output' ? ({ kind: 'address', ip: flow.packet.src, node: place.node } as const) : seen.source;
    return judgePacket(flow, world, 'ingress', { ...seen, source });
  },
};
