import type { Connection } from '#tables';
import type { Flow, Station, World } from '../../flow.ts';
import { connectionOf, judgePacket } from './judge-packet.ts';

/**
 * Judges what enters a pod of this node, from elsewhere (`forward`; by IPVS `output`) or from the node itself (`output`,
 * which may always).
 * The source is the one that the packet carries here, before any masquerading of this node.
 */
export const ingressPolicy: Station = {
  layer: 'policy',
  why: 'Ingress policies of the receiving pod, on its own node, for the packet as it is there.',
  handle(flow, world) {
    const { place, hook } = flow.at;
    if (place.kind !== 'node' || (hook !== 'forward' && hook !== 'output')) return { then: 'pass' };
    if (flow.packet.encapsulates !== null) return { then: 'pass' };
    const seen = connectionOf(flow.packet, world);
    const { destination } = seen;
    if (destination.kind !== 'pod' || destination.pod.node !== place.node) return { then: 'pass' };
    return judgePacket(flow, world, 'ingress', { ...seen, source: sourceOf(flow, world, seen.source, place.node) });
  },
};

/** What the node itself sends may carry any of its addresses, a bridge's or a tunnel's too; a tunnel may name its sender. */
function sourceOf(
  { at, packet, identity }: Flow,
  { cluster, tables }: World,
  source: Connection['source'],
  node: string,
): Connection['source'] {
  if (identity === 'world') return { kind: 'address', ip: packet.src, node: null };
  const byIpvs = cluster.settings.serviceProxy.mode === 'ipvs' && !tables.routes.isLocal(node, packet.src);
  const isOwn = at.hook === 'output' && !byIpvs;
  return isOwn ? { kind: 'address', ip: packet.src, node } : source;
}
