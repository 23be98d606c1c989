import type { Hook } from '#trace';
import type { Flow, Station, Step, World } from '../../flow.ts';
import { withoutEgressAddress } from './egress-gateway.ts';

/**
 * Prerouting's end: a packet for the node itself goes to input, any other is forwarded. What an egress policy brought to a
 * gateway without its address is dropped as it leaves the tunnel.
 */
export const routeIn: Station = {
  layer: 'cni',
  why: 'The routing decision: for this node, or for somebody else.',
  handle(flow, world) {
    const { place } = flow.at;
    if (place.kind !== 'node') return { then: 'pass' };
    const { tables } = world;
    const dropped = isOwnPod(flow, world, place.node) ? null : withoutEgressAddress(flow, world, place.node);
    if (dropped !== null) return dropped;
    return onward(flow, tables.routes.isLocal(place.node, flow.packet.dst) ? 'input' : 'forward');
  },
};

function isOwnPod({ packet }: Flow, { cluster }: World, node: string): boolean {
  return cluster.podByIp.get(packet.src)?.node === node;
}

/** Output's end: the node's own packets pass postrouting, also those that only go over loopback. */
export const routeOut: Station = {
  layer: 'cni',
  why: 'Sends the packets of the node itself on.',
  handle: (flow) => onward(flow, 'postrouting'),
};

export const routeForward: Station = {
  layer: 'cni',
  why: 'Sends forwarded packets on.',
  handle: (flow) => onward(flow, 'postrouting'),
};

/** Postrouting's end: into a pod of this node, over loopback to the node itself, or on the wire. */
export const routeOn: Station = {
  layer: 'cni',
  why: 'Hands the packet to the interface that its route names.',
  handle(flow, { tables }) {
    const { place } = flow.at;
    if (place.kind !== 'node') return { then: 'pass' };
    const route = tables.routes.next(place.node, flow.packet.dst);
    switch (route.kind) {
      case 'local':
        return onward(flow, 'input');
      case 'pod':
        return {
          then: 'go',
          hop: null,
          flow: { ...flow, marked: false, at: { place: { kind: 'pod', pod: route.pod.key }, hook: 'pod-in' } },
        };
      case 'node':
      case 'outside':
      case 'none':
        return onward(flow, 'wire');
    }
  },
};

function onward(flow: Flow, hook: Hook): Step {
  return { then: 'go', hop: null, flow: { ...flow, at: { place: flow.at.place, hook } } };
}
