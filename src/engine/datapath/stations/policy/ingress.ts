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
    const connection = connectionOf(flow.packet, world);
    const { destination } = connection;
    if (destination.kind !== 'pod' || destination.pod.node !== place.node) return { then: 'pass' };
    return judgePacket(flow, world, 'ingress', connection);
  },
};
