import type { Evidence } from '#cluster';
import { isInPodRange, masqueradesByProgram, setting } from '#cluster';
import type { Ip, Tuple } from '#net';
import { cidrContains, familyOf } from '#net';
import type { EgressChoice, Hidden } from '#tables';
import type { Consulted, Location } from '#trace';
import type { Flow, Station, World } from '../../flow.ts';
import { rewritten, rewrittenByProgram } from '../nat.ts';
import { natMapRead, portByProgram } from '../nat-map.ts';
import { sourcePort } from '../source-port.ts';
import { egressRead, withoutEgressAddress } from './egress-gateway.ts';

/**
 * The CNI's own source NAT: a pod's packet that leaves the pod network gets the node's address, and, with some CNIs, a
 * packet of others that goes on to a pod of another node (`cluster/cni` says which, by the CNI's source); with Calico what a
 * node sends into the tunnel under another of its addresses gets the tunnel's. A packet that an
 * egress policy takes gets the policy's address on its gateway, by the program at the network's interface
 * (`snat_v4_needs_masquerade` in cilium/cilium bpf/lib/nat.h, called by `cil_to_netdev` in bpf_host.c).
 * Not modelled: ip-masq-agent's lists.
 */
export const cniMasquerade: Station = {
  layer: 'cni',
  why: "Gives packets of pods that leave the pod network the node's address.",
  handle(flow, world) {
    const { cluster, tables } = world;
    const { place } = flow.at;
    if (place.kind !== 'node' || tables.routes.isLocal(place.node, flow.packet.dst)) return { then: 'pass' };
    const from = flow.packet.src;
    const egress = tables.routes.egress(from, flow.packet.dst);
    if (egress !== null && egress.node?.name !== place.node) return { then: 'pass' };
    const dropped = withoutEgressAddress(flow, world, place.node);
    if (dropped !== null) return dropped;
    const why = egress === null ? reasonFor(world, place.node, flow) : 'egressGateway';
    if (why === null) return { then: 'pass' };
    const to = egress?.address ?? tables.routes.sourceFor(place.node, flow.packet.dst);
    const by = egress !== null || masqueradesByProgram(cluster) ? 'ebpf' : 'cni';
    const drawn = flow.packet.sport === null ? null : sourcePort(flow.pass, flow.chance, `cni/${place.node}`);
    const sport = by === 'ebpf' ? portByProgram(cluster, flow.packet.sport, drawn) : drawn;
    const packet = { ...flow.packet, src: to, sport };
    const isBeside = by === 'ebpf' && cluster.settings.serviceProxy.mode !== 'ebpf';
    const kept = isBeside ? rewrittenByProgram : rewritten;
    return {
      then: 'note',
      flow: { ...kept(flow, place, packet), marked: false, masqueraded: counts(flow, why) },
      hop: () => ({
        kind: 'masquerade',
        layer: 'cni',
        before: flow.packet,
        after: packet,
        decision: { by, from, to, why },
        because: egress === null ? [setting(cluster, 'cni')] : [gatewayOf(egress)],
        consulted: [
          ...(egress === null ? [] : [egressRead(place.node, egress)]),
          ...(by === 'ebpf' ? [natMapRead(cluster, place.node, flow.packet, packet, 'out')] : []),
          ...(by === 'cni' && why !== 'egressGateway' ? ruleRead(world, place.node, from, why) : []),
        ],
      }),
    };
  },
};

/**
 * The same where the CNI's jump stands before kube-proxy's: a packet that both would masquerade is the CNI's, as the first
 * rule that translates ends the chain (felix `ChainInsertMode: Insert`).
 */
export const cniMasqueradeFirst: Station = {
  layer: 'cni',
  why: cniMasquerade.why,
  handle(flow, world) {
    const { place } = flow.at;
    if (place.kind !== 'node' || !flow.marked) return { then: 'pass' };
    const why = reasonFor(world, place.node, flow);
    const rule = why === null ? null : world.tables.rules.masquerade(place.node, familyOf(flow.packet.src), why);
    return rule?.jump === 'beforeProxy' ? cniMasquerade.handle(flow, world) : { then: 'pass' };
  },
};

/** `masqueraded` of a request tells of kube-proxy's mark and of what leaves the pod network, not of a tunnel's own address. */
function counts({ marked, masqueraded }: Flow, why: Hidden | 'egressGateway'): boolean {
  return masqueraded || marked || why !== 'intoTunnel';
}

function ruleRead({ tables }: World, node: string, from: Ip, why: Hidden): readonly Consulted[] {
  const found = tables.rules.masquerade(node, familyOf(from), why);
  if (found === null) return [];
  return [{ table: { kind: 'iptables', at: node, name: found.chain }, row: found.row }];
}

function gatewayOf({ policy }: EgressChoice): Evidence {
  return { object: policy.ref, field: ['spec', 'egressGateway'], origin: { kind: 'written' } };
}

/** Which of the CNI's rules fits, `null` for none. What kube-proxy masqueraded just before is left alone. */
function reasonFor(world: World, node: string, { packet, nat }: Flow): Hidden | null {
  const { src, dst } = packet;
  const { cluster } = world;
  if (isForTunnel(world, node, src, dst)) return 'intoTunnel';
  const { masquerade } = cluster.settings.cni;
  if (masquerade.never.includes(familyOf(src))) return null;
  const isFromPod = cluster.podByIp.has(src);
  const toPod = cluster.podByIp.get(dst);
  if (toPod !== undefined || isInPodRange(cluster, dst)) {
    const isForwarded = !isFromPod && !isInPodRange(cluster, src) && toPod !== undefined && toPod.node !== node;
    const isDone = nat.some(
      ({ place, original, translated }) => isAt(place, node) && !sameSource(original, translated),
    );
    return isForwarded && !isDone && masquerade.toRemotePods === 'masqueraded' ? 'toRemotePod' : null;
  }
  if (!isFromPod || masquerade.outside === 'kept') return null;
  if (cluster.nodeByIp.has(dst)) return masquerade.toNodes === 'masqueraded' ? 'leavesPodNetwork' : null;
  return masquerade.keptTo.some((block) => cidrContains(block, dst)) ? null : 'leavesPodNetwork';
}

/**
 * Whether the node's own packet enters a tunnel under an address that is not the tunnel's, and the CNI has a rule for it
 * (Calico: `-o vxlan.calico -m addrtype ! --src-type LOCAL --limit-iface-out -m addrtype --src-type LOCAL`).
 */
function isForTunnel({ tables: { routes, rules } }: World, node: string, src: Ip, dst: Ip): boolean {
  if (!routes.isLocal(node, src)) return false;
  const route = routes.next(node, dst);
  if (route.kind !== 'node' || route.encapsulation === null || routes.sourceFor(node, dst) === src) return false;
  return rules.masquerade(node, familyOf(src), 'intoTunnel') !== null;
}

function sameSource(a: Tuple, b: Tuple): boolean {
  return a.src === b.src && a.sport === b.sport;
}

function isAt(place: Location['place'], node: string): boolean {
  return place.kind === 'node' && place.node === node;
}
