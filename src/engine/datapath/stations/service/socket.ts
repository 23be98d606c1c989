import { familyOf, sameTuple, tupleOf } from '#net';
import type { ServiceEndpoint } from '#tables';
import type { Location } from '#trace';
import type { Flow, Nat, Station, Step, World } from '../../flow.ts';
import { isLoopback } from '../loopback.ts';
import { stands } from '../standing.ts';
import type { Choice } from './choice.ts';
import { again, choose, told } from './choice.ts';
import { remember } from './memory.ts';
import { refuse } from './refuse.ts';

/**
 * Socket load balancing: the program at `connect` and `sendmsg` puts a backend in the place of a Service address before
 * a packet exists, so nothing on the way sees that address and no node has to undo it (cilium/cilium
 * `bpf/bpf_sock.c`). The sender's own kernel remembers what was dialled, for `recvmsg` and `getpeername`.
 */
export const serviceSocket: Station = {
  layer: 'service',
  why: 'With eBPF: puts a backend in the place of a Service address in the socket, before there is a packet.',
  handle(flow, world) {
    if (world.cluster.settings.serviceProxy.mode !== 'ebpf' || isConnected(flow)) return { then: 'pass' };
    const node = nodeOf(flow.at.place, world);
    const services = node === null ? null : world.tables.service.on(node);
    if (node === null || services === null) return { then: 'pass' };
    const said = services.socket(flow.packet, flow.at.place.kind === 'pod' ? 'pod' : 'host');
    if (said === null) return { then: 'pass' };
    if (said.kind !== 'translate') return refuse(flow, services, said, 'socket');
    const choice: Choice = { flow, world, services, translation: said, node };
    return choose(choice, (endpoint) => connectTo(choice, endpoint));
  },
};

function nodeOf(place: Location['place'], { cluster }: World): string | null {
  if (place.kind === 'node') return place.node;
  return place.kind === 'pod' ? (cluster.podByKey.get(place.pod)?.node ?? null) : null;
}

/** After a choice the hook is gone through again. */
function isConnected({ nat, packet }: Flow): boolean {
  return nat.some((entry) => entry.keptBy === 'socket' && sameTuple(entry.translated, packet));
}

function connectTo(choice: Choice, endpoint: ServiceEndpoint): Step {
  const { flow, node, translation } = choice;
  const { place } = flow.at;
  const packet = { ...flow.packet, src: sourceOf(choice, endpoint), dst: endpoint.ip, dport: endpoint.port };
  const entry: Nat = { place, original: tupleOf(flow.packet), translated: tupleOf(packet), keptBy: 'socket' };
  const moved: Flow = {
    ...flow,
    packet,
    nat: [...flow.nat, entry],
    member: endpoint.member,
    memory: remember(flow, node, translation, endpoint),
  };
  const hop = () => ({
    kind: 'translate' as const,
    layer: 'service' as const,
    at: { place, hook: 'socket' as const },
    before: flow.packet,
    after: packet,
    ...(stands(flow) ? again(choice, endpoint, 'socket') : told(choice, endpoint, null)),
  });
  // A pod's packets to its own address stay within its network namespace.
  if (place.kind === 'pod' && packet.src === packet.dst) {
    return { then: 'go', hop, flow: { ...moved, at: { place, hook: 'receive' } } };
  }
  return { then: 'note', hop, flow: moved };
}

/** The kernel picks the source by the route to the backend; a pod has one address of a family. */
function sourceOf({ flow, node, world }: Choice, { ip }: ServiceEndpoint): Flow['packet']['src'] {
  const { at, packet } = flow;
  if (at.place.kind === 'pod') return packet.src;
  if (isLoopback(packet.src) || familyOf(packet.src) === familyOf(ip)) return world.tables.routes.sourceFor(node, ip);
  return packet.src;
}
