import type { Ip } from '#net';
import { familyOf, isLoopback } from '#net';
import type { Location, StoppedAt } from '#trace';
import type { World } from '../../flow.ts';

/** Where a sender's packet starts and with which source address, or why it cannot send. */
export type Source =
  | { readonly kind: 'from'; readonly address: Ip; readonly at: Location }
  | { readonly kind: 'cannot'; readonly stoppedAt: StoppedAt };

/**
 * The kernel's choice: a pod has one address of a family, a node takes that of the route, a client outside is what it is.
 * What goes to loopback or to the sender's own address never leaves its machine (RFC 1122 section 3.2.1.3, RFC 4291 section 2.5.3).
 */
export function sourceFor(place: Location['place'], dst: Ip, world: World): Source {
  switch (place.kind) {
    case 'outside':
      if (place.ip === dst || isLoopback(dst)) return from(dst, { place, hook: 'receive' });
      return familyOf(place.ip) === familyOf(dst) ? from(place.ip, { place, hook: 'wire' }) : noRoute();
    case 'balancer':
      return noRoute();
    case 'node':
      return fromNode(place.node, dst, world);
    case 'pod':
      return fromPod(place.pod, dst, world);
  }
}

function fromPod(key: string, dst: Ip, world: World): Source {
  const pod = world.cluster.podByKey.get(key);
  if (pod === undefined)
    return { kind: 'cannot', stoppedAt: { layer: 'client', reason: 'SenderUnknown', objects: [] } };
  const objects = [pod.ref];
  if (pod.phase !== 'Running') return { kind: 'cannot', stoppedAt: { layer: 'pod', reason: 'NotRunning', objects } };
  if (pod.hostNetwork) return fromNode(pod.node, dst, world);
  if (pod.ip === null) return { kind: 'cannot', stoppedAt: { layer: 'cni', reason: 'NoAddressYet', objects } };
  if (pod.ips.includes(dst) || isLoopback(dst)) return from(dst, { place: { kind: 'pod', pod: key }, hook: 'receive' });
  const address = pod.ips.find((own) => familyOf(own) === familyOf(dst));
  if (address === undefined)
    return { kind: 'cannot', stoppedAt: { layer: 'client', reason: 'NoRouteFromSender', objects } };
  return from(address, { place: { kind: 'pod', pod: key }, hook: 'socket' });
}

function fromNode(node: string, dst: Ip, world: World): Source {
  if (!world.cluster.nodeByName.has(node)) {
    return { kind: 'cannot', stoppedAt: { layer: 'client', reason: 'SenderUnknown', objects: [] } };
  }
  const address = world.tables.routes.sourceFor(node, dst);
  if (familyOf(address) !== familyOf(dst)) return noRoute();
  return from(address, { place: { kind: 'node', node }, hook: 'output' });
}

function from(address: Ip, at: Location): Source {
  return { kind: 'from', address, at };
}

function noRoute(): Source {
  return { kind: 'cannot', stoppedAt: { layer: 'client', reason: 'NoRouteFromSender', objects: [] } };
}
