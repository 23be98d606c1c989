import type { ObjectRef, WorkloadObject } from '#manifests';
import type { WorkloadRef } from './model.ts';

export function workloadRef({ kind, ref }: WorkloadObject): WorkloadRef {
  return { kind, namespace: ref.namespace ?? 'default', name: ref.name };
}

/** `Kind/NS/NAME`. */
export function workloadKey({ kind, namespace, name }: WorkloadRef): string {
  return `${kind}/${namespace}/${name}`;
}

/** `NS/NAME` of a pod. */
export function podKey(ref: ObjectRef): string {
  return `${ref.namespace ?? 'default'}/${ref.name}`;
}
