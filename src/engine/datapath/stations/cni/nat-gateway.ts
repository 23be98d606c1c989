import { evidenceOf, setting } from '#cluster';
import type { Station } from '../../flow.ts';
import { rewritten } from '../nat.ts';
import { sourcePort } from '../source-port.ts';

/**
 * The way out of the nodes' network: a NAT gateway, which gives what leaves for the internet its own address, or the
 * translation of a node's own public address, which keeps the port.
 */
export const natGateway: Station = {
  layer: 'cni',
  why: 'Gives packets that leave the nodes’ network for the internet the address of the NAT gateway, or the node’s public one.',
  handle(flow, { cluster }) {
    const { place } = flow.at;
    if (place.kind !== 'outside') return { then: 'pass' };
    const fronted = cluster.nodeByPublicIp.get(place.ip);
    const sport =
      flow.packet.sport === null || fronted !== undefined
        ? flow.packet.sport
        : sourcePort(flow.pass, flow.chance, 'nat-gateway');
    const packet = { ...flow.packet, src: place.ip, sport };
    const moved = rewritten(flow, place, packet);
    return {
      then: 'go',
      flow: { ...moved, at: { place: { kind: 'outside', ip: packet.dst }, hook: 'receive' } },
      hop: () => ({
        kind: 'masquerade',
        layer: 'cni',
        before: flow.packet,
        after: packet,
        decision: {
          by: fronted === undefined ? 'nat-gateway' : 'public-address',
          from: flow.packet.src,
          to: place.ip,
          why: 'leavesNetwork',
        },
        because: [fronted === undefined ? setting(cluster, 'external') : evidenceOf(fronted, 'status', 'addresses')],
      }),
    };
  },
};
