import { evidenceOf } from '#cluster';
import { familyOf } from '#net';
import type { Station } from '../../flow.ts';
import { rewritten } from '../nat.ts';

/**
 * The network in front of the nodes, which translates a node's ExternalIP one to one to its private address, and for a
 * sender that is such a node its private address to the public one (docs.aws.amazon.com/vpc, "Internet gateway basics").
 * Ports stay. What `via` says is no matter: the address names its node.
 */
export const publicAddress: Station = {
  layer: 'edge',
  why: 'Translates the public address of a node one to one to its private one.',
  handle(flow, { cluster }) {
    const node = cluster.nodeByPublicIp.get(flow.packet.dst);
    if (flow.at.place.kind !== 'outside' || node === undefined) return { then: 'pass' };
    const family = familyOf(flow.packet.dst);
    const dst = node.internalIps.find((address) => familyOf(address) === family) ?? node.ip;
    const sender = cluster.nodeByIp.get(flow.packet.src);
    const src = sender?.publicIps.find((address) => familyOf(address) === family) ?? flow.packet.src;
    const packet = { ...flow.packet, src, dst };
    const moved = rewritten(flow, flow.at.place, packet);
    return {
      then: 'go',
      flow: { ...moved, via: null, at: { place: { kind: 'node', node: node.name }, hook: 'prerouting' } },
      hop: () => ({
        kind: 'route',
        layer: 'edge',
        before: flow.packet,
        after: packet,
        decision: { to: 'node', next: node.name, encapsulation: null, device: '', publicAddress: flow.packet.dst },
        because: [evidenceOf(node, 'status', 'addresses')],
      }),
    };
  },
};
