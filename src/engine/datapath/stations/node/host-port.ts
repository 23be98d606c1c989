import { isLoopback } from '#net';
import type { Flow, Step, World } from '../../flow.ts';
import type { HostPortPod } from '../host-port-pod.ts';
import { hostPortEvidence, hostPortPod } from '../host-port-pod.ts';
import { rewritten } from '../nat.ts';

/**
 * The portmap plugin of the CNI (or Cilium's own HostPort entry): DNAT of a hostPort to the pod. With portmap a packet
 * from loopback or from the pod itself gets the node's address as source, so that the reply comes back this way.
 */
export function mappedHostPort(world: World, node: string, flow: Flow): Step | null {
  const found = hostPortPod(world.cluster, node, flow.packet);
  return found === null ? null : mapTo(flow, world, node, found);
}

function mapTo(flow: Flow, world: World, node: string, { pod, ip, port }: HostPortPod): Step {
  const place = { kind: 'node', node } as const;
  const { src } = flow.packet;
  const isHidden = isLoopback(src) || src === ip;
  const source = isHidden ? world.tables.routes.sourceFor(node, ip) : src;
  const packet = { ...flow.packet, src: source, dst: ip, dport: port };
  return {
    then: 'go',
    flow: {
      ...rewritten(flow, place, packet),
      masqueraded: flow.masqueraded || isHidden,
      at: { place, hook: 'forward' },
    },
    hop: () => ({
      kind: 'route',
      layer: 'cni',
      before: flow.packet,
      after: packet,
      decision: { to: 'pod', next: pod.key, encapsulation: null, device: 'hostPort' },
      because: hostPortEvidence(pod),
    }),
  };
}
