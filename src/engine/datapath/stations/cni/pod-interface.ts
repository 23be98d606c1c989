import type { Station } from '../../flow.ts';
import { stop } from '../stop.ts';

/** Programs at the socket have had their say: the packet leaves by the pod's interface. */
export const podSocket: Station = {
  layer: 'cni',
  why: 'Hands the packet to the interface of the pod.',
  handle: (flow) => ({ then: 'go', hop: null, flow: { ...flow, at: { place: flow.at.place, hook: 'pod-out' } } }),
};

/** The other end of the pod's interface is on its node. */
export const podOut: Station = {
  layer: 'cni',
  why: 'Carries the packet out of the pod to the kernel of its node.',
  handle(flow, { cluster }) {
    const { place } = flow.at;
    const pod = place.kind === 'pod' ? cluster.podByKey.get(place.pod) : undefined;
    if (pod === undefined || !cluster.nodeByName.has(pod.node)) {
      return stop(flow.packet, 'timeout', {
        layer: 'cni',
        reason: 'NoAddressYet',
        objects: pod === undefined ? [] : [pod.ref],
      });
    }
    return {
      then: 'go',
      hop: null,
      flow: { ...flow, at: { place: { kind: 'node', node: pod.node }, hook: 'prerouting' } },
    };
  },
};

/** Into the pod through its interface; marks are the node's and stay behind. */
export const podIn: Station = {
  layer: 'cni',
  why: 'Carries the packet from the node into the pod.',
  handle: (flow) => ({
    then: 'go',
    hop: null,
    flow: { ...flow, marked: false, at: { place: flow.at.place, hook: 'receive' } },
  }),
};
