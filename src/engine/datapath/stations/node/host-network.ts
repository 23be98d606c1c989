import type { Cluster, ClusterPod } from '#cluster';
import type { Packet } from '#net';
import type { Flow, World } from '../../flow.ts';

/** The host network pod of the node that takes the packet: the endpoint that was chosen, else whoever listens. */
export function hostNetworkListener(world: World, node: string, { packet, member }: Flow): ClusterPod | null {
  const here = hostNetworkPods(world.cluster, node);
  if (here.length === 0) return null;
  const chosen = here.find(
    (pod) => pod.key === member?.pod && member.port === packet.dport && takes(pod, packet, 'chosen'),
  );
  return (
    chosen ?? here.find((pod) => takes(pod, packet, 'any')) ?? here.find((pod) => takesAll(world, pod, packet)) ?? null
  );
}

const byNode = new WeakMap<Cluster, ReadonlyMap<string, readonly ClusterPod[]>>();

function hostNetworkPods(cluster: Cluster, node: string): readonly ClusterPod[] {
  let known = byNode.get(cluster);
  if (known === undefined) {
    const made = new Map<string, ClusterPod[]>();
    for (const pod of cluster.pods) {
      if (pod.hostNetwork && pod.phase === 'Running') made.set(pod.node, [...(made.get(pod.node) ?? []), pod]);
    }
    known = made;
    byNode.set(cluster, known);
  }
  return known.get(node) ?? [];
}

function takes(pod: ClusterPod, { dport, protocol }: Packet, as: 'chosen' | 'any'): boolean {
  if (pod.listens === null) return as === 'chosen';
  return pod.listens.some((one) => one.port === dport && one.protocol === protocol);
}

/**
 * A pod that lists no port is taken to listen on every port, but a node's daemons (DaemonSets) share one port space,
 * and node ports are kube-proxy's: there it takes nothing that it was not chosen for.
 */
function takesAll({ cluster }: World, pod: ClusterPod, { dport }: Packet): boolean {
  const { first, last } = cluster.settings.nodePortRange;
  if (pod.listens !== null || pod.workload?.kind === 'DaemonSet' || dport === null) return false;
  return dport < first || dport > last;
}
