import type { Cluster, ClusterPod } from '#cluster';
import type { Ip, Packet } from '#net';
import { familyOf } from '#net';

/** A pod behind a hostPort, and where it listens. */
export interface HostPortPod {
  readonly pod: ClusterPod;
  readonly ip: Ip;
  readonly port: number;
}

/**
 * The pod of the node whose hostPort the packet is for, on the address that its hostIP names. Not modelled: conflicts,
 * which the scheduler prevents; the first pod in order has the port.
 */
export function hostPortPod({ pods }: Cluster, node: string, { dst, dport, protocol }: Packet): HostPortPod | null {
  const family = familyOf(dst);
  for (const pod of pods) {
    if (pod.node !== node || pod.hostNetwork || pod.phase !== 'Running') continue;
    const port = pod.ports.find(
      (one) => one.hostPort === dport && one.protocol === protocol && (one.hostIp === null || one.hostIp === dst),
    );
    const ip = pod.ips.find((one) => familyOf(one) === family);
    if (port !== undefined && ip !== undefined) return { pod, ip, port: port.port };
  }
  return null;
}

/** What a hostPort rests on: the containers of the pod's template. */
export function hostPortEvidence({ origin, template }: ClusterPod) {
  return [{ object: template.object, field: [...template.path, 'spec', 'containers'], origin }];
}
