import type { EgressChoice, RouteDecision } from '#tables';
import { EGRESS_MAP, egressRow } from '#tables';
import type { Consulted } from '#trace';
import type { Flow, Step, World } from '../../flow.ts';
import { stop } from '../stop.ts';

/** The entry of the map of egress policies that was found on a node. */
export function egressRead(node: string, egress: EgressChoice): Consulted {
  return { table: { kind: 'bpf', at: node, name: EGRESS_MAP }, row: egressRow(egress) };
}

/** The way in the tunnel of a packet that an egress policy takes from a node to its gateway elsewhere; `null` for none. */
export function wayToGateway({ packet }: Flow, { tables: { routes } }: World, node: string): WayToNode | null {
  if (routes.next(node, packet.dst).kind !== 'outside') return null;
  const gateway = routes.egress(packet.src, packet.dst)?.node ?? null;
  return gateway === null || gateway.name === node ? null : routes.tunnel(node, gateway);
}

type WayToNode = Extract<RouteDecision, { readonly kind: 'node' }>;

/**
 * What a gateway does with a packet for which it has no address: no interface of it has the policy's (`DROP_NO_EGRESS_IP`,
 * "No Egress IP configured", in cilium/cilium bpf/lib/nat.h and bpf_overlay.c). `null` where it has one, or is not the
 * gateway. Before 1.18 the packet left under the address all the same, and nobody brought the answer back.
 */
export function withoutEgressAddress(flow: Flow, { tables }: World, node: string): Step | null {
  const egress = tables.routes.egress(flow.packet.src, flow.packet.dst);
  if (egress === null || egress.node?.name !== node || egress.address !== null) return null;
  const { ref } = egress.policy;
  return stop(
    flow.packet,
    'timeout',
    { layer: 'cni', reason: 'NoEgressIp', objects: [ref] },
    {
      note: 'No Egress IP configured',
      because: [{ object: ref, field: ['spec', 'egressGateway', 'egressIP'], origin: { kind: 'written' } }],
      consulted: [egressRead(node, egress)],
    },
  );
}
