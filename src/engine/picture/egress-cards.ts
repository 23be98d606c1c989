import type { Cluster, EgressPolicy } from '#cluster';
import { egressPolicies, gatewayOf, isOfEgressPolicy, writtenEgressPolicies } from '#cluster';
import { refText } from '#manifests';
import type { RuleCard } from '#view';
import type { Locate } from './place.ts';

/** A card for each CiliumEgressGatewayPolicy: where packets to which addresses leave, and the pods it is about. */
export function egressCards(cluster: Cluster, locate: Locate): readonly RuleCard[] {
  const isCarriedOut = egressPolicies(cluster).length > 0;
  return writtenEgressPolicies(cluster.manifests).map((policy) => ({
    ref: refText(policy.ref),
    kind: 'EgressPolicy',
    namespace: null,
    title: `Egress ${policy.ref.name}`,
    lines: linesOf(cluster, policy),
    to: [],
    pods: cluster.pods
      .filter((pod) => !pod.hostNetwork && isOfEgressPolicy(cluster, policy, pod))
      .map(({ key }) => key),
    ...(isCarriedOut ? {} : { idle: 'not carried out here' }),
    assumed: false,
    place: locate(policy.ref, []),
  }));
}

function linesOf(cluster: Cluster, policy: EgressPolicy): readonly string[] {
  const [first, ...others] = policy.destinations;
  const to = first === undefined ? 'nowhere' : `${first}${others.length === 0 ? '' : ` and ${others.length} more`}`;
  const node = gatewayOf(cluster.nodes, policy);
  const by = node === null ? 'by no node' : `by ${node.name}`;
  return [`to ${to}`, policy.egressIp === null ? by : `${by} as ${policy.egressIp}`];
}
