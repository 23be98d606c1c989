import type { Station, World } from '../../flow.ts';
import { beyond } from '../beyond.ts';
import { stop } from '../stop.ts';

/** The network in front of the cluster: brings a client's packet to a node, a load balancer or a host outside. */
export const edge: Station = {
  layer: 'edge',
  why: 'Takes packets from outside to the node or load balancer that has the address; nothing routes to addresses inside.',
  handle(flow, world) {
    const { packet, via } = flow;
    if (via !== null) {
      const node = nodeNamed(via, world);
      if (node === null) {
        const objects = [{ kind: 'Node', namespace: null, name: via.replace(/^node\//, '') }];
        return stop(packet, 'timeout', { layer: 'edge', reason: 'UnknownVia', objects });
      }
      return {
        then: 'go',
        hop: null,
        flow: { ...flow, via: null, at: { place: { kind: 'node', node }, hook: 'prerouting' } },
      };
    }
    const there = beyond(world, packet, 'client');
    switch (there.kind) {
      case 'node':
        return { then: 'go', hop: null, flow: { ...flow, at: { place: there, hook: 'prerouting' } } };
      case 'balancer':
        return { then: 'go', hop: null, flow: { ...flow, at: { place: there, hook: 'balancer' } } };
      case 'host':
        return {
          then: 'go',
          hop: null,
          flow: { ...flow, at: { place: { kind: 'outside', ip: packet.dst }, hook: 'receive' } },
        };
      case 'nothing':
        return stop(packet, 'timeout', there.stoppedAt);
    }
  },
};

function nodeNamed(via: string, world: World): string | null {
  const name = via.replace(/^node\//, '');
  return world.cluster.nodeByName.has(name) ? name : null;
}
