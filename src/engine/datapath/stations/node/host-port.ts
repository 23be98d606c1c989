import type { ClusterPod } from '#cluster';
import type { Ip } from '#net';
import { familyOf } from '#net';
import type { Flow, Step, World } from '../../flow.ts';
import { isLoopback } from '../loopback.ts';
import { rewritten } from '../nat.ts';

/**
 * The portmap plugin of the CNI: DNAT of a hostPort to the pod, on the address that its hostIP names. A packet from
 * loopback or from the pod itself gets the node's address as source, so that the reply comes back this way.
 * Not modelled: conflicts, which the scheduler prevents; the first pod in order has the port.
 */
export function mappedHostPort(world: World, node: string, flow: Flow): Step | null {
  const { dst, dport, protocol } = flow.packet;
  const family = familyOf(dst);
  for (const pod of world.cluster.pods) {
    if (pod.node !== node || pod.hostNetwork || pod.phase !== 'Running') continue;
    const port = pod.ports.find(
      (one) => one.hostPort === dport && one.protocol === protocol && (one.hostIp === null || one.hostIp === dst),
    );
    const ip = pod.ips.find((one) => familyOf(one) === family);
    if (port !== undefined && ip !== undefined) return mapTo(flow, world, node, { pod, ip, port: port.port });
  }
  return null;
}

interface Mapped {
  readonly pod: ClusterPod;
  readonly ip: Ip;
  readonly port: number;
}

function mapTo(flow: Flow, world: World, node: string, { pod, ip, port }: Mapped): Step {
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
      because: [
        { object: pod.template.object, field: [...pod.template.path, 'spec', 'containers'], origin: pod.origin },
      ],
    }),
  };
}
