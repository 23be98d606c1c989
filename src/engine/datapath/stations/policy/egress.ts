import type { Station } from '../../flow.ts';
import { connectionOf, judgePacket } from './judge-packet.ts';

/**
 * Judges what a pod of this node sends, on its way to others (`forward`) or to its own node (`input`). What IPVS sends on
 * comes by output: Calico marks at input whose packet it is and judges there (felix/rules/static.go,
 * `cali-forward-endpoint-mark`).
 */
export const egressPolicy: Station = {
  layer: 'policy',
  why: 'Egress policies of the sending pod, on its own node, for the packet as it is after DNAT.',
  handle(flow, world) {
    const { place, hook } = flow.at;
    if (place.kind !== 'node' || (hook !== 'forward' && hook !== 'input' && hook !== 'output')) return { then: 'pass' };
    if (flow.packet.encapsulates !== null) return { then: 'pass' };
    const connection = connectionOf(flow.packet, world);
    const { source } = connection;
    if (source.kind !== 'pod' || source.pod.node !== place.node) return { then: 'pass' };
    return judgePacket(flow, world, 'egress', connection);
  },
};
