import type { Ref } from '#document';
import type { WorkloadKind } from '#manifests';
import type { ClusterPod, ClusterWorkload } from './model.ts';

const KINDS: Partial<Record<Ref['kind'], WorkloadKind>> = {
  deployment: 'Deployment',
  statefulset: 'StatefulSet',
  daemonset: 'DaemonSet',
  replicaset: 'ReplicaSet',
  job: 'Job',
  cronjob: 'CronJob',
};

/** Kind of the workload that a reference names, `null` if it names none. */
export function workloadKindOf(ref: Ref): WorkloadKind | null {
  return KINDS[ref.kind] ?? null;
}

/** Keys of the pods that a `pod/…` or workload reference means; empty for anything else. */
export function podsOfWorkload(
  cluster: { readonly pods: readonly ClusterPod[]; readonly workloads: ReadonlyMap<string, ClusterWorkload> },
  ref: Ref,
): readonly string[] {
  const key = `${ref.namespace ?? 'default'}/${ref.name}`;
  if (ref.kind === 'pod') return cluster.pods.some((pod) => pod.key === key) ? [key] : [];
  const kind = workloadKindOf(ref);
  return kind === null ? [] : (cluster.workloads.get(`${kind}/${key}`)?.pods ?? []);
}
