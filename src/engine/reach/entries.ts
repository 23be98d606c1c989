import type { Cluster, ClusterPod } from '#cluster';
import { type Ip, parseIp } from '#net';

/** One row and column of a table: a pod (for a workload its first one), an outside address, or nothing that exists. */
export type Entry =
  | { readonly kind: 'pod'; readonly ref: string; readonly pod: ClusterPod }
  | { readonly kind: 'address'; readonly ref: string; readonly ip: Ip }
  | { readonly kind: 'unknown'; readonly ref: string };

const WORKLOADS: ReadonlyMap<string, string> = new Map([
  ['deployment', 'Deployment'],
  ['statefulset', 'StatefulSet'],
  ['daemonset', 'DaemonSet'],
  ['replicaset', 'ReplicaSet'],
  ['replicationcontroller', 'ReplicationController'],
  ['job', 'Job'],
  ['cronjob', 'CronJob'],
]);

/** Reads `pod/NS/NAME`, `deployment/NS/NAME` (and the other workloads) and `ip/ADDRESS`. */
export function entryOf(cluster: Cluster, ref: string): Entry {
  const [kind = '', ...rest] = ref.split('/');
  if (kind === 'ip' || kind === 'client') {
    const ip = parseIp(rest.join('/'));
    return ip === null ? { kind: 'unknown', ref } : { kind: 'address', ref, ip };
  }
  const key = rest.join('/');
  const workload = cluster.workloads.get(`${WORKLOADS.get(kind) ?? ''}/${key}`);
  const pod = cluster.podByKey.get(kind === 'pod' ? key : (workload?.pods[0] ?? ''));
  return pod === undefined ? { kind: 'unknown', ref } : { kind: 'pod', ref, pod };
}

/** Every workload that has a pod, and every pod without one, as references. */
export function allEntries(cluster: Cluster): readonly string[] {
  const workloads = [...cluster.workloads.values()].filter(({ pods }) => pods.length > 0);
  const bare = cluster.pods.filter(({ workload }) => workload === null);
  return [
    ...workloads.map(({ kind, namespace, name }) => `${kind.toLowerCase()}/${namespace}/${name}`),
    ...bare.map(({ key }) => `pod/${key}`),
  ];
}
