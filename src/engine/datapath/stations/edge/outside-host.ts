import type { Flow, Station, World } from '../../flow.ts';
import type { Server } from '../application.ts';
import { answerOf } from '../application.ts';
import { hostPorts } from '../beyond.ts';
import { receiveHop } from '../receive.ts';
import { stop } from '../stop.ts';

/** A host outside: takes every port unless the scenario (or a slice) lists which. */
export const outsideListener: Station = {
  layer: 'edge',
  why: 'A host outside the cluster takes the packet, or resets a port that it does not have.',
  handle(flow, world) {
    const server = serverAt(flow, world);
    if (server === null) return { then: 'pass' };
    const ports = hostPorts(world, flow.packet.dst);
    const { packet } = flow;
    if (packet.protocol !== 'ICMP' && ports !== null && (packet.dport === null || !ports.includes(packet.dport))) {
      return stop(packet, 'refused', { layer: 'node', reason: 'NothingListens', objects: [] }, { note: server.where });
    }
    if (packet.carries?.kind === 'dns-query') {
      return stop(packet, 'timeout', { layer: 'node', reason: 'HostUnreachable', objects: [] }, { note: server.where });
    }
    return { then: 'note', flow, hop: receiveHop(flow, server) };
  },
};

/** The application on that host. */
export const outsideHost: Station = {
  layer: 'edge',
  why: 'The host outside answers.',
  handle(flow, world) {
    const server = serverAt(flow, world);
    return server === null ? { then: 'pass' } : answerOf(flow, world.cluster, server);
  },
};

function serverAt({ at }: Flow, { cluster }: World): Server | null {
  if (at.place.kind !== 'outside') return null;
  const role = at.place.ip === cluster.apiServer.ip ? 'api-server' : 'outside';
  return { pod: null, where: at.place.ip, role, layer: 'edge' };
}
