import type { Flow, Station, World } from '../../flow.ts';
import { serveAsking } from './serve-asking.ts';

const SETTING = { kind: 'Setting', namespace: null, name: 'dns' } as const;

/**
 * NodeLocal DNSCache takes over the DNS Service's address on every node: the address is the node's own and its rules come
 * before kube-proxy's, so nothing is translated. Stands first at prerouting and output.
 */
export const nodeCacheCatch: Station = {
  layer: 'dns',
  why: 'With NodeLocal DNSCache the DNS address is the node itself; kube-proxy never sees the question.',
  handle(flow, world) {
    if (!isForCache(flow, world) || flow.at.place.kind !== 'node') return { then: 'pass' };
    return { then: 'go', hop: null, flow: { ...flow, at: { place: flow.at.place, hook: 'input' } } };
  },
};

/** NodeLocal DNSCache itself. Stands at input after the policy of the sender's pod, before whatever else listens on the node. */
export const nodeCache: Station = {
  layer: 'dns',
  why: 'NodeLocal DNSCache answers on the node: names of the cluster through CoreDNS over TCP, others from its own upstreams.',
  handle(flow, world) {
    const { place } = flow.at;
    const payload = flow.packet.carries;
    if (!isForCache(flow, world) || place.kind !== 'node' || payload?.kind !== 'dns-query') return { then: 'pass' };
    const server = world.tables.dns.nodeCacheOf(place.node);
    if (server === null) return { then: 'pass' };
    const { query } = payload;
    const question = { name: query.name, type: query.type, transport: query.transport, client: flow.packet.src };
    return serveAsking(server.answer(question, 53), {
      flow,
      query,
      from: { place, hook: 'send' },
      configured: [{ object: SETTING, field: ['dns', 'nodeLocalCache'], origin: { kind: 'scenario', setting: 'dns' } }],
      tableAt: `node/${place.node}`,
    });
  },
};

function isForCache(flow: Flow, world: World): boolean {
  return flow.packet.dport === 53 && world.tables.dns.nodeCacheAddresses.includes(flow.packet.dst);
}
