import type { ObjectRef, WorkloadObject } from '#manifests';
import type { ClusterPod, WorkloadRef } from './model.ts';

export function workloadRef({ kind, ref }: WorkloadObject): WorkloadRef {
  return { kind, namespace: ref.namespace ?? 'default', name: ref.name };
}

/** `Kind/NS/NAME`. */
export function workloadKey({ kind, namespace, name }: WorkloadRef): string {
  return `${kind}/${namespace}/${name}`;
}

/** Key of the workload that a pod belongs to; `null` for a bare pod, or where there is no pod. */
export function workloadKeyOf(pod: Pick<ClusterPod, 'workload'> | null | undefined): string | null {
  return pod?.workload ? workloadKey(pod.workload) : null;
}

/** `NS/NAME` of a pod. */
export function podKey(ref: ObjectRef): string {
  return `${ref.namespace ?? 'default'}/${ref.name}`;
}
