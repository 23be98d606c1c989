import type { Cluster } from '#cluster';
import { masqueradesByProgram } from '#cluster';
import type { Packet, Port, Tuple } from '#net';
import { tupleOf } from '#net';
import { NAT_ROWS, natMapName } from '#tables';
import type { Consulted } from '#trace';

/**
 * The source port that Cilium's programs give: the packet's own if it lies above the node ports, else one that is drawn
 * (`__snat_try_keep_port` and NODEPORT_PORT_MIN_NAT in cilium/cilium bpf/lib/nat.h). Not modelled: a port that is taken.
 */
export function portByProgram({ settings }: Cluster, sport: Port | null, drawn: Port | null): Port | null {
  return sport !== null && sport > settings.nodePortRange.last ? sport : drawn;
}

/** The entry that the programs keep of a rewritten source, with the line of that direction. */
export function natMapRead(
  cluster: Cluster,
  node: string,
  before: Packet,
  after: Tuple,
  way: keyof typeof NAT_ROWS,
): Consulted {
  const pod = cluster.podByIp.get(before.src);
  const name = natMapName({
    protocol: before.protocol,
    original: tupleOf(before),
    translated: after,
    tracked: pod !== undefined && pod.node !== node ? 'here' : 'byItsPod',
  });
  return { table: { kind: 'bpf', at: node, name }, row: NAT_ROWS[way] };
}

/** The entry by which a reply's destination was put back; empty where Cilium's programs did not rewrite the source. */
export function natMapRestored(cluster: Cluster, node: string, from: Packet, to: Packet): readonly Consulted[] {
  const isSame = from.dst === to.dst && from.dport === to.dport;
  if (isSame || cluster.settings.serviceProxy.ebpf.by !== 'cilium') return [];
  // Pods' own packets to the outside may be hidden by iptables; what a Service has brought is always the programs'.
  if (cluster.podByIp.has(to.dst) && !masqueradesByProgram(cluster)) return [];
  const sent = { ...from, src: to.dst, sport: to.dport, dst: from.src, dport: from.sport };
  return [natMapRead(cluster, node, sent, { ...tupleOf(sent), src: from.dst, sport: from.dport }, 'in')];
}
