import { isLoopback, sameTuple } from '#net';
import type { ServiceEndpoint } from '#tables';
import type { Location } from '#trace';
import type { Flow, Station, Step, World } from '../../flow.ts';
import { hostPortEvidence, hostPortPod } from '../host-port-pod.ts';
import { stands } from '../standing.ts';
import type { Choice } from './choice.ts';
import { again, choose, told } from './choice.ts';
import { connected, sent } from './connect.ts';
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
    if (said === null) return toHostPort(flow, world, node);
    if (said.kind !== 'translate') return refuse(flow, world, services, said, 'socket');
    const choice: Choice = { flow, world, services, translation: said, node, hook: 'output' };
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
  const { flow, node, translation, world } = choice;
  const moved: Flow = {
    ...connected({ flow, world, node, to: endpoint }),
    member: endpoint.member,
    memory: remember(flow, node, translation, endpoint),
  };
  return sent(moved, () => ({
    kind: 'translate',
    layer: 'service',
    at: { place: flow.at.place, hook: 'socket' },
    before: flow.packet,
    after: moved.packet,
    ...(stands(flow) ? again(choice, endpoint, 'socket') : told(choice, endpoint, null)),
  }));
}

/** Cilium has a HostPort entry for a pod of the same node (`SVCTypeHostPort`); Calico leaves hostPorts to portmap. */
function toHostPort(flow: Flow, world: World, node: string): Step {
  const { place } = flow.at;
  const { ebpf } = world.cluster.settings.serviceProxy;
  const { protocol, dst } = flow.packet;
  const opener = place.kind === 'pod' ? 'pod' : 'host';
  const isOwn = isLoopback(dst) ? opener === 'host' : world.tables.routes.isLocal(node, dst);
  const isBalanced = ebpf.by === 'cilium' && ebpf.inSockets[opener].some((one) => one === protocol);
  const found = isOwn && isBalanced ? hostPortPod(world.cluster, node, flow.packet) : null;
  if (found === null) return { then: 'pass' };
  const moved = connected({ flow, world, node, to: found });
  return sent(moved, () => ({
    kind: 'route',
    layer: 'cni',
    at: { place, hook: 'socket' },
    before: flow.packet,
    after: moved.packet,
    decision: { to: 'pod', next: found.pod.key, encapsulation: null, device: 'hostPort' },
    because: hostPortEvidence(found.pod),
  }));
}
