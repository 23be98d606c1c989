import type { ClusterPod, PodPort } from '../model.ts';

/** Host ports that are taken on each node: one pod at a time has a port of an address of the node. */
export interface HostPorts {
  /** Whether the pod's host ports are all free on that node. */
  fits(pod: ClusterPod, node: string): boolean;
  /** Marks them as the pod's. */
  take(pod: ClusterPod, node: string): void;
}

/** As the scheduler's filter NodePorts counts them (pkg/scheduler/framework/plugins/nodeports; HostPortInfo.CheckConflict). */
export function hostPorts(placed: readonly ClusterPod[]): HostPorts {
  const taken = new Map<string, PodPort[]>();
  const take = (pod: ClusterPod, node: string) => {
    const wanted = wantedBy(pod);
    if (wanted.length > 0) taken.set(node, [...(taken.get(node) ?? []), ...wanted]);
  };
  for (const pod of placed) if (pod.phase !== 'Succeeded' && pod.phase !== 'Failed') take(pod, pod.node);
  return {
    fits: (pod, node) => {
      const here = taken.get(node) ?? [];
      return here.length === 0 || !wantedBy(pod).some((one) => here.some((other) => clash(one, other)));
    },
    take,
  };
}

function wantedBy(pod: ClusterPod): readonly PodPort[] {
  return pod.ports.filter(({ hostPort }) => hostPort !== null && hostPort > 0);
}

function clash(a: PodPort, b: PodPort): boolean {
  const sameAddress = a.hostIp === null || b.hostIp === null || a.hostIp === b.hostIp;
  return sameAddress && a.hostPort === b.hostPort && a.protocol === b.protocol;
}

/** The host ports of a pod, for a sentence. */
export function hostPortText(pod: ClusterPod): string {
  return wantedBy(pod)
    .map(({ hostPort, protocol }) => `${hostPort}/${protocol}`)
    .join(', ');
}
