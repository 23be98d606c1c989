import type { Ip } from '#net';
import type { StoppedAt } from '#trace';
import type { Flow, Station, World } from '../../flow.ts';
import type { Server } from '../application.ts';
import { answerOf } from '../application.ts';
import { hostPorts } from '../beyond.ts';
import { receiveHop } from '../receive.ts';
import { stop } from '../stop.ts';

const NOT_HERE: StoppedAt = { layer: 'client', reason: 'NothingListensHere', objects: [] };
/** The reasons of machines are those of nodes; the hop is that of the host all the same. */
const NOTHING_LISTENS: StoppedAt = { layer: 'node', reason: 'NothingListens', objects: [] };
const UNREACHABLE: StoppedAt = { layer: 'node', reason: 'HostUnreachable', objects: [] };

/**
 * A host outside: takes every port unless the scenario (or a slice) lists which. A sender's own machine takes only those
 * that are listed: it is there to send, and nothing is known to listen on it.
 */
export const outsideListener: Station = {
  layer: 'edge',
  why: 'A host outside the cluster takes the packet, or resets a port that it does not have.',
  handle(flow, world) {
    const server = serverAt(flow, world);
    if (server === null) return { then: 'pass' };
    const { packet } = flow;
    const isOwn = packet.src === packet.dst;
    const ports = hostPorts(world, isOwn ? server.ip : packet.dst) ?? (isOwn ? [] : null);
    if (packet.protocol !== 'ICMP' && ports !== null && (packet.dport === null || !ports.includes(packet.dport))) {
      return isOwn
        ? stop(packet, 'refused', NOT_HERE, { note: server.where })
        : stop(packet, 'refused', NOTHING_LISTENS, { layer: 'edge', note: server.where });
    }
    if (packet.carries?.kind === 'dns-query') {
      return stop(packet, 'timeout', UNREACHABLE, { layer: 'edge', note: server.where });
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

type OutsideServer = Server & { readonly ip: Ip };

function serverAt({ at }: Flow, { cluster }: World): OutsideServer | null {
  if (at.place.kind !== 'outside') return null;
  const role = at.place.ip === cluster.apiServer.ip ? 'api-server' : 'outside';
  return { pod: null, where: at.place.ip, ip: at.place.ip, role, layer: 'edge' };
}
