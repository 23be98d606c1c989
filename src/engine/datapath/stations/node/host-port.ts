import { isLoopback } from '#net';
import type { Flow, Station, Step, World } from '../../flow.ts';
import type { HostPortPod } from '../host-port-pod.ts';
import { hostPortEvidence, hostPortPod } from '../host-port-pod.ts';
import { rewritten } from '../nat.ts';

/**
 * The portmap plugin's DNAT in prerouting, behind kube-proxy's (a packet for a Service is not its own): policies and listeners
 * of the node see the pod (containernetworking/plugins, plugins/meta/portmap/README.md, "DNAT"). What the node itself sends
 * comes to it over loopback, and Cilium judges a pod's packets before: both are mapped where they arrive.
 */
export const portmap: Station = {
  layer: 'cni',
  why: 'Leads a hostPort of this node to its pod.',
  handle(flow, world) {
    const { place } = flow.at;
    const { cluster, tables } = world;
    const { dst } = flow.packet;
    if (place.kind !== 'node' || cluster.settings.cni.name === 'cilium' || !tables.routes.isLocal(place.node, dst))
      return { then: 'pass' };
    const found = hostPortPod(cluster, place.node, flow.packet);
    if (found === null || (tables.service.on(place.node)?.translate(flow.packet) ?? null) !== null)
      return { then: 'pass' };
    return mapTo(flow, world, place.node, found);
  },
};

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
