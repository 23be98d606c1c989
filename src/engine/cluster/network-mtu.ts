import type { Cluster } from './model.ts';

/** MTU of a node's interface to the network where a fault has narrowed it, `null` where none has. */
export function narrowedMtu({ faults }: Pick<Cluster, 'faults'>, node: string): number | null {
  return faults.find(({ type, target }) => type === 'mtuMismatch' && target?.name === node)?.mtu ?? null;
}

/** MTU of a node's interface to the network: what a fault says, else an Ethernet's, or jumbo frames in Amazon's VPC. */
export function networkMtu(cluster: Pick<Cluster, 'faults' | 'settings'>, node: string): number {
  return narrowedMtu(cluster, node) ?? (cluster.settings.cni.name === 'aws-vpc' ? 9001 : 1500);
}
