import type { Station } from '../../flow.ts';
import type { Server } from '../application.ts';
import { answerOf } from '../application.ts';
import { hostPorts } from '../beyond.ts';
import { receiveHop } from '../receive.ts';
import { stop } from '../stop.ts';

/** A host outside: takes every port unless the scenario (or a slice) lists which, and answers as an application. */
export const outsideHost: Station = {
  layer: 'edge',
  why: 'A host outside the cluster answers, or resets a port that it does not have.',
  handle(flow, world) {
    const { place } = flow.at;
    if (place.kind !== 'outside') return { then: 'pass' };
    const ports = hostPorts(world, place.ip);
    const { packet } = flow;
    if (packet.protocol !== 'ICMP' && ports !== null && (packet.dport === null || !ports.includes(packet.dport))) {
      return stop(packet, 'refused', { layer: 'node', reason: 'NothingListens', objects: [] }, { note: place.ip });
    }
    if (packet.carries?.kind === 'dns-query') {
      return stop(packet, 'timeout', { layer: 'node', reason: 'HostUnreachable', objects: [] }, { note: place.ip });
    }
    const role = place.ip === world.cluster.apiServer.ip ? 'api-server' : 'outside';
    const server: Server = { pod: null, where: place.ip, role, layer: 'edge' };
    const answer = answerOf(flow, world.cluster, server);
    if (answer.then !== 'serve') return answer;
    const receive = receiveHop(flow, server);
    return { ...answer, hop: receive };
  },
};
