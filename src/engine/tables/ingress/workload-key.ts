import type { ClusterPod } from '#cluster';

/** `Kind/NS/NAME` of the pod's workload, `null` for a bare pod or none. */
export function workloadKey(pod: ClusterPod | undefined): string | null {
  const workload = pod?.workload;
  return workload === undefined || workload === null ? null : `${workload.kind}/${workload.namespace}/${workload.name}`;
}
