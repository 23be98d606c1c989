import type { Cluster, ClusterPod } from '#cluster';
import type { PolicyIndex } from '#tables';
import { type Bits, hasBit, keepOnly, noBits, transposed } from './bits.ts';
import { rowsOf } from './direction-rows.ts';
import { classifyPods, type PodClass } from './pod-classes.ts';
import { connectionBetween, portAt, type ReachQuery } from './query.ts';

/** Who may talk to whom on one port, over all pods of a cluster, by classes of pods that policies cannot tell apart. */
export interface ReachMatrix extends ReachQuery {
  readonly classes: readonly PodClass[];
  readonly classOf: ReadonlyMap<ClusterPod, number>;
  /**
   * For each class the classes it may connect to. Two pods on one node of which one is on the host network, and a pod
   * and itself, have rules of their own that no class knows: `allows` does.
   */
  readonly rows: readonly Bits[];
  allows(from: ClusterPod, to: ClusterPod): boolean;
}

export function reachMatrix(cluster: Cluster, index: PolicyIndex, query: ReachQuery): ReachMatrix {
  const pods = classifyPods(cluster, index, query);
  const { classes, classOf } = pods;
  const { egress, ingress } = rowsOf(cluster, index, pods, query);
  const nobody = noBits(classes.length);
  const columns = ingress.map((column, at) => {
    const to = classes[at]?.first;
    return to === undefined || portAt(to, query) === null ? nobody : column;
  });
  const rows = transposed(columns, classes.length);
  for (const [at, row] of rows.entries()) keepOnly(row, egress[at] ?? nobody);
  return {
    protocol: query.protocol,
    port: query.port,
    classes,
    classOf,
    rows,
    allows(from, to) {
      if (from.key === to.key || isBesideNode(from, to)) {
        const connection = connectionBetween(cluster, from, to, query);
        return from.key === to.key || (connection !== null && index.allows(connection));
      }
      const row = rows[classOf.get(from) ?? -1];
      return row !== undefined && hasBit(row, classOf.get(to) ?? -1);
    },
  };
}

/** Two pods of one node of which one is on the host network: a node and a pod that it runs have rules of their own. */
export function isBesideNode(from: ClusterPod, to: ClusterPod): boolean {
  return from.node === to.node && (from.hostNetwork || to.hostNetwork);
}
