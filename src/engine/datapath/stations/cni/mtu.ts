import type { Cluster } from '#cluster';
import { networkMtu, setting } from '#cluster';
import type { RouteDecision } from '#tables';
import type { Station } from '../../flow.ts';
import { outerPacket } from '../../outer-packet.ts';
import { wayToGateway } from './egress-gateway.ts';

/**
 * A packet that does not fit the interface it would leave by, with the overlay's header round it. It may not be cut (Linux
 * sets DF), so the node's kernel answers with ICMP "fragmentation needed" and the sender's follows with smaller ones
 * (RFC 1191; ip_forward and, for IPIP, tnl_update_pmtu). Round a packet of VXLAN or Geneve it sets no DF unless the device
 * is told to, and tells only ports of a bridge (vxlan_xmit_one, geneve_xmit_skb): it cuts the outer packet, and the other
 * node puts it together. Weave's Open vSwitch sets DF there.
 * Not modelled: policies and firewalls that drop that ICMP message, networks that drop fragments.
 */
export const cniMtu: Station = {
  layer: 'cni',
  why: 'Tells the sender of a packet that is too big for the interface it would leave by, or cuts what wraps it.',
  handle(flow, world) {
    const { cluster, tables } = world;
    const { place } = flow.at;
    if (place.kind !== 'node') return { then: 'pass' };
    const route = wayToGateway(flow, world, place.node) ?? tables.routes.next(place.node, flow.packet.dst);
    if (route.kind !== 'node') return { then: 'pass' };
    const outer = outerPacket(flow.packet, route);
    const overhead = outer === null ? 0 : outer.bytes - flow.packet.bytes;
    const fits = networkMtu(cluster, place.node) - overhead;
    if (flow.packet.bytes <= fits) return { then: 'pass' };
    const kind = isCut(route, cluster) ? 'fragment' : 'shrink';
    const packet = kind === 'fragment' ? flow.packet : { ...flow.packet, bytes: fits };
    return {
      then: 'note',
      flow: { ...flow, packet },
      hop: () => ({
        kind,
        layer: 'cni',
        before: flow.packet,
        after: packet,
        decision: { device: deviceOf(route), fits, bytes: flow.packet.bytes, overhead },
        because: [setting(cluster, 'cni.mtu')],
      }),
    };
  },
};

function isCut({ encapsulation }: Extract<RouteDecision, { kind: 'node' }>, { settings: { cni } }: Cluster): boolean {
  return (encapsulation === 'vxlan' || encapsulation === 'geneve') && cni.name !== 'weave';
}

function deviceOf(route: RouteDecision): string {
  return 'device' in route ? route.device : 'eth0';
}
