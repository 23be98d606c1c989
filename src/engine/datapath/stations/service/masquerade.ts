import { setting } from '#cluster';
import { familyOf } from '#net';
import type { Station } from '../../flow.ts';
import { rewritten } from '../nat.ts';
import { sourcePort } from '../source-port.ts';

/** KUBE-POSTROUTING: a marked packet gets the address of the interface it leaves by, and a port chosen at random. */
export const serviceMasquerade: Station = {
  layer: 'service',
  why: 'Rewrites the source of packets that kube-proxy marked, so that the reply comes back through this node.',
  handle(flow, world) {
    const { place } = flow.at;
    const isEbpf = world.cluster.settings.serviceProxy.mode === 'ebpf';
    if (place.kind !== 'node' || !flow.marked || (flow.at.hook !== 'postrouting' && !isEbpf)) return { then: 'pass' };
    const from = flow.packet.src;
    const { routes } = world.tables;
    const { dst } = flow.packet;
    const own = routes.isLocal(place.node, dst) ? routes.addresses(place.node)?.primary(familyOf(dst)) : null;
    const to = own ?? routes.sourceFor(place.node, dst);
    const sport = flow.packet.sport === null ? null : sourcePort(flow.pass, flow.chance, place.node);
    const packet = { ...flow.packet, src: to, sport };
    return {
      then: 'note',
      flow: { ...rewritten(flow, place, packet), marked: false, masqueraded: true },
      hop: () => ({
        kind: 'masquerade',
        layer: 'service',
        before: flow.packet,
        after: packet,
        decision: {
          by: isEbpf ? 'ebpf' : 'kube-proxy',
          from,
          to,
          why: flow.member?.ip === from ? 'hairpin' : 'marked',
        },
        because: [setting(world.cluster, 'serviceProxy'), setting(world.cluster, 'cni')],
        consulted:
          world.cluster.settings.serviceProxy.mode === 'iptables'
            ? [{ table: { kind: 'iptables', at: place.node, name: 'KUBE-POSTROUTING' }, row: 'MASQUERADE' }]
            : [],
      }),
    };
  },
};
