import type { Cluster } from '#cluster';
import { setting } from '#cluster';
import type { RouteDecision } from '#tables';
import type { Station } from '../../flow.ts';
import { outerPacket } from '../../outer-packet.ts';

/**
 * A packet that does not fit the interface it would leave by, with the overlay's header round it. It may not be cut (Linux
 * sets DF), so the node's kernel answers with ICMP "fragmentation needed" and the sender's follows with smaller ones
 * (RFC 1191; ip_forward and, for tunnels, skb_tunnel_check_pmtu and tnl_update_pmtu).
 * Not modelled: policies and firewalls that drop that ICMP message.
 */
export const cniMtu: Station = {
  layer: 'cni',
  why: 'Tells the sender of a packet that is too big for the interface it would leave by.',
  handle(flow, { cluster, tables }) {
    const { place } = flow.at;
    if (place.kind !== 'node') return { then: 'pass' };
    const route = tables.routes.next(place.node, flow.packet.dst);
    if (route.kind !== 'node') return { then: 'pass' };
    const outer = outerPacket(flow.packet, route);
    const overhead = outer === null ? 0 : outer.bytes - flow.packet.bytes;
    const fits = interfaceMtu(cluster, place.node) - overhead;
    if (flow.packet.bytes <= fits) return { then: 'pass' };
    const packet = { ...flow.packet, bytes: fits };
    return {
      then: 'note',
      flow: { ...flow, packet },
      hop: () => ({
        kind: 'shrink',
        layer: 'cni',
        before: flow.packet,
        after: packet,
        decision: { device: deviceOf(route), fits, bytes: flow.packet.bytes, overhead },
        because: [setting(cluster, 'cni.mtu')],
      }),
    };
  },
};

/** MTU of the node's interface to the network: an Ethernet's, jumbo frames in Amazon's VPC, or what a fault says. */
function interfaceMtu({ settings, faults }: Cluster, node: string): number {
  const narrow = faults.find(({ type, target }) => type === 'mtuMismatch' && target?.name === node);
  return narrow?.mtu ?? (settings.cni.name === 'aws-vpc' ? 9001 : 1500);
}

function deviceOf(route: RouteDecision): string {
  return 'device' in route ? route.device : 'eth0';
}
