import type { Station } from '../../flow.ts';
import { stop } from '../stop.ts';

/** What may go wrong as soon as a packet is in a node's kernel: the node is down, its firewall drops it, conntrack is full. */
export const nodeIntake: Station = {
  layer: 'node',
  why: 'A node that is down, drops by its own firewall or has no room for another connection takes nothing in.',
  handle(flow, { cluster }) {
    const { place, hook } = flow.at;
    if (place.kind !== 'node' || cluster.faults.length === 0) return { then: 'pass' };
    const { packet } = flow;
    const here = cluster.faults.filter(({ target }) => target?.name === place.node);
    const ref = cluster.nodeByName.get(place.node)?.ref;
    const objects = ref === undefined ? [] : [ref];
    if (here.some(({ type }) => type === 'nodeDown')) {
      return stop(packet, 'timeout', { layer: 'node', reason: 'NodeDown', objects });
    }
    if (here.some(({ type }) => type === 'conntrackFull')) {
      return stop(packet, 'timeout', { layer: 'node', reason: 'ConntrackFull', objects });
    }
    const isDropped = here.some(
      ({ type, port }) => type === 'firewallDrop' && (port === null || port === packet.dport),
    );
    if (isDropped && hook === 'prerouting') {
      return stop(packet, 'timeout', { layer: 'node', reason: 'FirewallDrop', objects });
    }
    return { then: 'pass' };
  },
};
