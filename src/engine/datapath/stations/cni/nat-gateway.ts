import { setting } from '#cluster';
import type { Station } from '../../flow.ts';
import { rewritten } from '../nat.ts';
import { sourcePort } from '../source-port.ts';

/** The way out of the nodes' network: a NAT gateway, which gives what leaves for the internet its own address. */
export const natGateway: Station = {
  layer: 'cni',
  why: 'Gives packets that leave the nodes’ network for the internet the address of the NAT gateway.',
  handle(flow, { cluster }) {
    const { place } = flow.at;
    if (place.kind !== 'outside') return { then: 'pass' };
    const sport = flow.packet.sport === null ? null : sourcePort(flow.pass, flow.chance, 'nat-gateway');
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
        decision: { by: 'nat-gateway', from: flow.packet.src, to: place.ip, why: 'leavesNetwork' },
        because: [setting(cluster, 'external')],
      }),
    };
  },
};
