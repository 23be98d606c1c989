import type { Cluster, ClusterNode, ClusterPod, EgressPolicy } from '#cluster';
import { egressPolicies, isInPodRange, matchesSelector } from '#cluster';
import type { Ip } from '#net';
import { cidrContains, cidrRange } from '#net';

/** By which node a pod's packet leaves the cluster, and under which address; `node` `null`: the policy's gateway is not there. */
export interface EgressChoice {
  readonly policy: EgressPolicy;
  readonly node: ClusterNode | null;
  readonly address: Ip | null;
}

/**
 * What Cilium's map of egress policies says of a packet to the outside: the longest destination wins, an excluded block
 * leaves the packet alone (bpf/lib/egress_gateway.h); of several nodes that a policy selects the first by name is the
 * gateway (pkg/egressgateway, policy.go).
 */
export function egressChoice(cluster: Cluster, src: Ip, dst: Ip): EgressChoice | null {
  const policies = egressPolicies(cluster);
  const pod = policies.length === 0 ? undefined : cluster.podByIp.get(src);
  if (pod === undefined || isOfCluster(cluster, dst)) return null;
  let best: { readonly policy: EgressPolicy; readonly length: number } | null = null;
  for (const policy of policies) {
    if (!selects(cluster, policy, pod) || policy.excluded.some((block) => cidrContains(block, dst))) continue;
    for (const block of policy.destinations) {
      if (!cidrContains(block, dst)) continue;
      const { length } = cidrRange(block);
      if (best === null || length > best.length) best = { policy, length };
    }
  }
  if (best === null) return null;
  const { policy } = best;
  const [node] = cluster.nodes
    .filter(({ labels }) => matchesSelector(policy.gateway, labels))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return { policy, node: node ?? null, address: node === undefined ? null : (policy.egressIp ?? node.ip) };
}

/** Cilium adds the namespace to a pod's labels. */
function selects(cluster: Cluster, { selectors }: EgressPolicy, pod: ClusterPod): boolean {
  const labels = { ...pod.labels, 'io.kubernetes.pod.namespace': pod.namespace };
  const ofNamespace = cluster.namespaces.get(pod.namespace)?.labels ?? {};
  const ofNode = cluster.nodeByName.get(pod.node)?.labels ?? {};
  return selectors.some(
    (one) =>
      (one.pod === null || matchesSelector(one.pod, labels)) &&
      (one.namespace === null || matchesSelector(one.namespace, ofNamespace)) &&
      (one.node === null || matchesSelector(one.node, ofNode)),
  );
}

function isOfCluster(cluster: Cluster, address: Ip): boolean {
  return cluster.podByIp.has(address) || cluster.nodeByIp.has(address) || isInPodRange(cluster, address);
}
