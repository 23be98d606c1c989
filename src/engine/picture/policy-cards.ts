import type { Cluster } from '#cluster';
import { matchesSelector } from '#cluster';
import type { AdminPolicyObject, LabelSelector, NetworkPolicyObject, PolicyPeer, PolicyRule } from '#manifests';
import { refText } from '#manifests';
import type { RuleCard } from '#view';
import type { Locate } from './place.ts';

/** A card for each policy: what it lets in or out, and the pods it selects. */
export function policyCards(cluster: Cluster, locate: Locate): readonly RuleCard[] {
  return [
    ...cluster.networkPolicies.map((policy) => networkPolicyCard(cluster, policy, locate)),
    ...cluster.adminPolicies.map((policy) => adminCard(cluster, policy, locate)),
  ];
}

function networkPolicyCard(cluster: Cluster, policy: NetworkPolicyObject, locate: Locate): RuleCard {
  return {
    ref: refText(policy.ref),
    kind: 'NetworkPolicy',
    namespace: policy.ref.namespace,
    title: `Policy ${policy.ref.name}`,
    lines: policyLines(policy),
    to: [],
    pods: cluster.pods
      .filter(
        ({ namespace, labels }) => namespace === policy.ref.namespace && matchesSelector(policy.podSelector, labels),
      )
      .map(({ key }) => key),
    assumed: false,
    place: locate(policy.ref, []),
  };
}

function policyLines(policy: NetworkPolicyObject): readonly string[] {
  const types =
    policy.policyTypes ?? (policy.egress !== null && policy.egress.length > 0 ? ['Ingress', 'Egress'] : ['Ingress']);
  return [
    ...(types.includes('Ingress') ? [direction('in', policy.ingress)] : []),
    ...(types.includes('Egress') ? [direction('out', policy.egress)] : []),
  ];
}

function direction(word: 'in' | 'out', rules: readonly PolicyRule[] | null): string {
  if (rules === null || rules.length === 0) return `${word}: nobody`;
  const peers = rules.flatMap((rule) => (rule.peers.length === 0 ? ['all'] : rule.peers.map(peerText)));
  const shown = [...new Set(peers)];
  return `${word}: ${shown.slice(0, 2).join(', ')}${shown.length > 2 ? `, ${shown.length - 2} more` : ''}`;
}

function peerText(peer: PolicyPeer): string {
  if (peer.ipBlock !== undefined) return peer.ipBlock.cidr;
  const pods = peer.podSelector === undefined ? '' : selectorText(peer.podSelector);
  if (peer.namespaceSelector === undefined) return pods === '' ? 'all pods here' : pods;
  const spaces = selectorText(peer.namespaceSelector);
  return `${pods === '' ? 'pods' : pods} in ${spaces === '' ? 'all namespaces' : spaces}`;
}

function selectorText(selector: LabelSelector): string {
  const equal = Object.entries(selector.matchLabels).map(([key, value]) => `${shortKey(key)}=${value}`);
  const others = selector.matchExpressions.map(({ key, operator }) => `${shortKey(key)} ${operator}`);
  return [...equal, ...others].join(', ');
}

function shortKey(key: string): string {
  return key.slice(key.lastIndexOf('/') + 1);
}

const ADMIN_TITLES = {
  AdminNetworkPolicy: 'Admin policy',
  BaselineAdminNetworkPolicy: 'Baseline policy',
  ClusterNetworkPolicy: 'Cluster policy',
} as const;

function adminCard(cluster: Cluster, policy: AdminPolicyObject, locate: Locate): RuleCard {
  const rules = [...policy.ingress, ...policy.egress];
  return {
    ref: refText(policy.ref),
    kind: 'AdminPolicy',
    namespace: null,
    title: `${ADMIN_TITLES[policy.kind]} ${policy.ref.name}`,
    lines: [
      `${policy.tier === 'Admin' ? `priority ${policy.priority}` : 'baseline'}, ${rules.length} ${rules.length === 1 ? 'rule' : 'rules'}`,
    ],
    to: [],
    pods: cluster.pods.filter((pod) => !pod.hostNetwork && isSubject(cluster, policy, pod)).map(({ key }) => key),
    assumed: false,
    place: locate(policy.ref, []),
  };
}

function isSubject(
  cluster: Cluster,
  { subject }: AdminPolicyObject,
  pod: { readonly namespace: string; readonly labels: Readonly<Record<string, string>> },
): boolean {
  const spaceLabels = cluster.namespaces.get(pod.namespace)?.labels ?? {};
  if (subject.namespaces !== undefined) return matchesSelector(subject.namespaces, spaceLabels);
  if (subject.pods === undefined) return false;
  return (
    matchesSelector(subject.pods.namespaceSelector, spaceLabels) &&
    matchesSelector(subject.pods.podSelector, pod.labels)
  );
}
