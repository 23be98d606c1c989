import type { Location } from '#trace';
import type { Flow, Station, Step } from '../../flow.ts';
import { beyond } from '../beyond.ts';
import { stop } from '../stop.ts';

/** The network in front of the cluster: brings a client's packet to a node, a load balancer or a host outside. */
export const edge: Station = {
  layer: 'edge',
  why: 'Takes packets from outside to the node or load balancer that has the address; nothing routes to addresses inside.',
  handle(flow, world) {
    const { packet, via } = flow;
    if (via !== null && !world.cluster.nodeByName.has(nodeName(via))) return unknownVia(flow, nodeName(via));
    const there = beyond(world, packet, 'client');
    if (there.kind === 'balancer')
      return { then: 'go', hop: null, flow: { ...flow, at: { place: there, hook: 'balancer' } } };
    if (there.kind === 'publicAddress')
      return {
        then: 'go',
        hop: null,
        flow: { ...flow, at: { place: { kind: 'outside', ip: packet.dst }, hook: 'forward' } },
      };
    if (via !== null) return arriveBy(via, flow);
    switch (there.kind) {
      case 'node':
        return { then: 'go', hop: null, flow: { ...flow, at: { place: there, hook: 'prerouting' } } };
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

/** `via` says on which node the packet comes in, whatever its address. */
function arriveBy(via: string, flow: Flow): Step {
  const at: Location = { place: { kind: 'node', node: nodeName(via) }, hook: 'prerouting' };
  return { then: 'go', hop: null, flow: { ...flow, via: null, at } };
}

function unknownVia({ packet }: Flow, name: string): Step {
  const objects = [{ kind: 'Node', namespace: null, name }];
  return stop(packet, 'timeout', { layer: 'edge', reason: 'UnknownVia', objects });
}

function nodeName(via: string): string {
  return via.replace(/^node\//, '');
}
