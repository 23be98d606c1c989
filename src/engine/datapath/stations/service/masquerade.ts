import { setting } from '#cluster';
import type { Ip } from '#net';
import { familyOf } from '#net';
import type { Consulted } from '#trace';
import type { Flow, Station, World } from '../../flow.ts';
import { rewritten } from '../nat.ts';
import { natMapRead, portByProgram } from '../nat-map.ts';
import { sourcePort } from '../source-port.ts';

/**
 * Where Cilium hides what comes from outside and wraps it, the outer packet says that its sender is the world, for the
 * policies of the other node (`tail_nodeport_nat_egress_ipv4` in `bpf/lib/nodeport.h`).
 */
function identityOf({ at, packet }: Flow, { cluster, tables }: World): Pick<Flow, 'identity'> {
  const { mode, ebpf } = cluster.settings.serviceProxy;
  if (mode !== 'ebpf' || ebpf.by !== 'cilium' || at.place.kind !== 'node') return {};
  const route = tables.routes.next(at.place.node, packet.dst);
  return route.kind === 'node' && route.encapsulation !== null ? { identity: 'world' } : {};
}

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
    const drawn = flow.packet.sport === null ? null : sourcePort(flow.pass, flow.chance, place.node);
    const { ebpf } = world.cluster.settings.serviceProxy;
    const byCilium = isEbpf && ebpf.by === 'cilium';
    const sport = byCilium ? portByProgram(world.cluster, flow.packet.sport, drawn) : drawn;
    const packet = { ...flow.packet, src: to, sport };
    return {
      then: 'note',
      flow: { ...rewritten(flow, place, packet), marked: false, masqueraded: true, ...identityOf(flow, world) },
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
        consulted: byCilium
          ? [natMapRead(world.cluster, place.node, flow.packet, packet, 'out')]
          : ruleRead(world, place.node, from, flow.member?.ip === from),
      }),
    };
  },
};

/** The rule that gave the address: in ipvs mode a pod that reached itself is known by a set of its own. */
function ruleRead({ cluster }: World, node: string, from: Ip, isHairpin: boolean): readonly Consulted[] {
  const table = { kind: 'iptables', at: node, name: 'KUBE-POSTROUTING' } as const;
  const loop = familyOf(from) === 'IPv4' ? 'KUBE-LOOP-BACK' : 'KUBE-6-LOOP-BACK';
  switch (cluster.settings.serviceProxy.mode) {
    case 'iptables':
      return [{ table, row: 'MASQUERADE' }];
    case 'ipvs':
      return [{ table, row: isHairpin ? `${loop} MASQUERADE` : 'MASQUERADE' }];
    case 'nftables':
    case 'ebpf':
      return [];
  }
}
