import type { Cluster, ClusterNode, ClusterPod, EgressPolicy } from '#cluster';
import { egressPolicies, gatewayOf, isInPodRange, isOfEgressPolicy } from '#cluster';
import type { Cidr, Ip } from '#net';
import { cidrContains, cidrRange, familyOf } from '#net';

/** One entry of Cilium's map of egress policies: where a pod's packets to a block leave the cluster. */
export interface EgressEntry {
  readonly policy: EgressPolicy;
  readonly source: Ip;
  readonly destination: Cidr;
  /** `excluded`: they leave as ever. */
  readonly kind: 'taken' | 'excluded';
  /** `null`: no node is what the policy selects. */
  readonly node: ClusterNode | null;
  /** The gateway's address for them; `null`: its interfaces have none such. */
  readonly address: Ip | null;
}

/** The entry by which a packet is taken to a gateway. */
export type EgressChoice = EgressEntry & { readonly kind: 'taken' };

/**
 * What Cilium's map of egress policies says of a packet to the outside: the longest block wins, whichever policy it is
 * of, and one that is excluded leaves the packet alone (bpf/lib/egress_gateway.h; pkg/egressgateway, `ExcludedCIDRIPv4`).
 */
export function egressChoice(cluster: Cluster, src: Ip, dst: Ip): EgressChoice | null {
  const pod = egressPolicies(cluster).length === 0 ? undefined : cluster.podByIp.get(src);
  if (pod === undefined || isOfCluster(cluster, dst)) return null;
  const found = entriesOf(cluster, pod).find(
    ({ source, destination }) => source === src && cidrContains(destination, dst),
  );
  return found === undefined || found.kind === 'excluded' ? null : { ...found, kind: found.kind };
}

/** Every entry of the map, which all nodes have alike, in its order: by pod, the longest block first. */
export function egressEntries(cluster: Cluster): readonly EgressEntry[] {
  if (egressPolicies(cluster).length === 0) return [];
  return [...new Set(cluster.podByIp.values())].flatMap((pod) => entriesOf(cluster, pod));
}

const known = new WeakMap<Cluster, Map<ClusterPod, readonly EgressEntry[]>>();

function entriesOf(cluster: Cluster, pod: ClusterPod): readonly EgressEntry[] {
  const ofPods = known.get(cluster) ?? new Map<ClusterPod, readonly EgressEntry[]>();
  known.set(cluster, ofPods);
  const before = ofPods.get(pod);
  if (before !== undefined) return before;
  const made = makeEntries(cluster, pod);
  ofPods.set(pod, made);
  return made;
}

/** A pod's entries, the longest block first; of two for one block the excluded one stands, else the first policy's. */
function makeEntries(cluster: Cluster, pod: ClusterPod): readonly EgressEntry[] {
  const all = egressPolicies(cluster)
    .filter((policy) => isOfEgressPolicy(cluster, policy, pod))
    .flatMap((policy) => {
      const node = gatewayOf(cluster.nodes, policy);
      return pod.ips.flatMap((source) => {
        const made =
          (kind: EgressEntry['kind']) =>
          (destination: Cidr): EgressEntry => {
            return { policy, source, destination, kind, node, address: addressOn(node, policy, source) };
          };
        const ofFamily = (block: Cidr) => cidrRange(block).family === familyOf(source);
        return [
          ...policy.destinations.filter(ofFamily).map(made('taken')),
          ...policy.excluded.filter(ofFamily).map(made('excluded')),
        ];
      });
    });
  const length = ({ destination }: EgressEntry) => cidrRange(destination).length;
  const sorted = all.toSorted(
    (a, b) => length(b) - length(a) || Number(b.kind === 'excluded') - Number(a.kind === 'excluded'),
  );
  const first = new Map<string, EgressEntry>();
  for (const entry of sorted) {
    const key = `${entry.source} ${entry.destination}`;
    if (!first.has(key)) first.set(key, entry);
  }
  return [...first.values()];
}

/**
 * The address on the gateway's own interfaces: the policy's, if one of them has it, or without one the first that the
 * interface has; for the other family too (`deriveFromPolicyGatewayConfig` in cilium/cilium pkg/egressgateway/policy.go).
 */
function addressOn(node: ClusterNode | null, { egressIp }: EgressPolicy, source: Ip): Ip | null {
  if (node === null || (egressIp !== null && !node.addresses.includes(egressIp))) return null;
  const family = familyOf(source);
  if (egressIp !== null && familyOf(egressIp) === family) return egressIp;
  return familyOf(node.ip) === family ? node.ip : (node.internalIps.find((one) => familyOf(one) === family) ?? null);
}

function isOfCluster(cluster: Cluster, address: Ip): boolean {
  return cluster.podByIp.has(address) || cluster.nodeByIp.has(address) || isInPodRange(cluster, address);
}
