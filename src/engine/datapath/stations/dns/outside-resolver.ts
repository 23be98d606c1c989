import type { Station } from '../../flow.ts';
import { quiet } from './coredns.ts';
import { serveAsking } from './serve-asking.ts';

/** Whoever answers DNS outside the cluster: knows the world outside and nothing of the cluster. */
export const outsideResolver: Station = {
  layer: 'dns',
  why: 'A resolver outside the cluster answers what the world outside knows.',
  handle(flow, world) {
    const { cluster, tables } = world;
    const { place } = flow.at;
    const payload = flow.packet.carries;
    const port = flow.packet.dport ?? 53;
    if (place.kind !== 'outside' || payload?.kind !== 'dns-query') return { then: 'pass' };
    const open = cluster.external.hosts.get(place.ip);
    if (open !== undefined && !open.includes(port)) return { then: 'pass' };
    if (tables.dns.upstreamSilence(place.ip) !== null) {
      const server = { kind: 'Server', namespace: null, name: place.ip };
      return quiet(
        flow,
        'timeout',
        { layer: 'dns', reason: 'ServerSilent', objects: [server] },
        'the upstream is down',
      );
    }
    const { query } = payload;
    const { message, because } = tables.dns.outside(query.name, query.type);
    const why = message.rcode === 'NXDOMAIN' ? 'the world outside knows no such name' : 'a name of the world outside';
    return serveAsking(
      { then: 'reply', reply: { message, plugin: 'outside', zone: null, object: null, because, why } },
      { flow, query, from: { place, hook: 'send' }, configured: [], tableAt: 'outside' },
    );
  },
};
