import { familyOf, isLoopback, tupleOf } from '#net';
import type { Ip } from '#net';
import type { Flow, HopDraft, Nat, Step, World } from '../../flow.ts';

/** A socket that is connected to a backend in the place of what was dialled. */
export interface Connected {
  readonly flow: Flow;
  readonly world: World;
  /** The node in whose kernel the socket is. */
  readonly node: string;
  readonly to: { readonly ip: Ip; readonly port: number };
}

/** The flow as the socket sends it; its own kernel remembers what was dialled. */
export function connected({ flow, world, node, to }: Connected): Flow {
  const { place } = flow.at;
  const packet = { ...flow.packet, src: sourceOf(flow, world, node, to.ip), dst: to.ip, dport: to.port };
  const entry: Nat = { place, original: tupleOf(flow.packet), translated: tupleOf(packet), keptBy: 'socket' };
  return { ...flow, packet, nat: [...flow.nat, entry] };
}

/** A pod's packets to its own address stay within its network namespace. */
export function sent(flow: Flow, hop: () => HopDraft): Step {
  const { packet, at } = flow;
  return at.place.kind === 'pod' && packet.src === packet.dst
    ? { then: 'go', hop, flow: { ...flow, at: { place: at.place, hook: 'receive' } } }
    : { then: 'note', hop, flow };
}

/** The kernel picks the source by the route to the backend; a pod has one address of a family. */
function sourceOf({ at, packet }: Flow, { tables }: World, node: string, to: Ip): Ip {
  if (at.place.kind === 'pod') return packet.src;
  return isLoopback(packet.src) || familyOf(packet.src) === familyOf(to)
    ? tables.routes.sourceFor(node, to)
    : packet.src;
}
