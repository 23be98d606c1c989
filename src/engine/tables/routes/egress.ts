import type { Cluster, ClusterNode, ClusterPod, EgressPolicy } from '#cluster';
import { egressPolicies, isInPodRange, matchesSelector } from '#cluster';
import type { Cidr, Ip } from '#net';
import { cidrContains, cidrRange } from '#net';

/** By which node a pod's packet leaves the cluster, and under which address; `node` `null`: the policy's gateway is not there. */
export interface EgressChoice {
  readonly policy: EgressPolicy;
  readonly node: ClusterNode | null;
  readonly address: Ip | null;
}

/**
 * What Cilium's map of egress policies says of a packet to the outside: the longest block wins, whichever policy it is
 * of, and one that is excluded leaves the packet alone (bpf/lib/egress_gateway.h; pkg/egressgateway, `ExcludedCIDRIPv4`).
 * Of several nodes that a policy selects the first by name is the gateway (policy.go).
 */
export function egressChoice(cluster: Cluster, src: Ip, dst: Ip): EgressChoice | null {
  const policies = egressPolicies(cluster);
  const pod = policies.length === 0 ? undefined : cluster.podByIp.get(src);
  if (pod === undefined || isOfCluster(cluster, dst)) return null;
  let best: { readonly policy: EgressPolicy | null; readonly length: number } | null = null;
  for (const policy of policies) {
    if (!selects(cluster, policy, pod)) continue;
    for (const [blocks, taker] of [[policy.destinations, policy] as const, [policy.excluded, null] as const]) {
      const length = longest(blocks, dst);
      if (length !== null && (best === null || length > best.length || (taker === null && length === best.length)))
        best = { policy: taker, length };
    }
  }
  const policy = best?.policy ?? null;
  if (policy === null) return null;
  const [node] = cluster.nodes
    .filter(({ labels }) => matchesSelector(policy.gateway, labels))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return { policy, node: node ?? null, address: node === undefined ? null : (policy.egressIp ?? node.ip) };
}

/** Length of the longest block that holds the address. */
function longest(blocks: readonly Cidr[], address: Ip): number | null {
  const lengths = blocks.filter((block) => cidrContains(block, address)).map((block) => cidrRange(block).length);
  return lengths.length === 0 ? null : Math.max(...lengths);
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
