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
    ...idleUnless(cluster, cluster.settings.cni.enforcesNetworkPolicy),
    assumed: false,
    place: locate(policy.ref, []),
  };
}

/** What the CNI does not carry out is there and changes nothing. */
function idleUnless({ settings }: Cluster, isEnforced: boolean): Pick<RuleCard, 'idle'> {
  return isEnforced ? {} : { idle: `not enforced by ${settings.cni.name}` };
}

function policyLines(policy: NetworkPolicyObject): readonly string[] {
  const types =
    policy.policyTypes ?? (policy.egress !== null && policy.egress.length > 0 ? ['Ingress', 'Egress'] : ['Ingress']);
  const own = policy.ref.namespace ?? 'default';
  return [
    ...(types.includes('Ingress') ? direction('in', policy.ingress, own) : []),
    ...(types.includes('Egress') ? direction('out', policy.egress, own) : []),
  ];
}

/** An entry a line: a peer fits if one of them does, so each but the first begins with "or". */
function direction(word: 'in' | 'out', rules: readonly PolicyRule[] | null, own: string): readonly string[] {
  if (rules === null || rules.length === 0) return [`${word}: nobody`];
  const peers = rules.flatMap((rule) =>
    rule.peers.length === 0 ? ['all'] : rule.peers.map((peer) => peerText(peer, own)),
  );
  const [first, second, ...others] = new Set(peers);
  return [
    `${word}: ${first ?? 'nobody'}`,
    ...(second === undefined ? [] : [`or ${second}${others.length === 0 ? '' : `, or ${others.length} more`}`]),
  ];
}

function peerText(peer: PolicyPeer, own: string): string {
  if (peer.ipBlock !== undefined) return peer.ipBlock.cidr;
  const pods = peer.podSelector === undefined ? '' : selectorText(peer.podSelector);
  if (peer.namespaceSelector === undefined) return `${pods === '' ? 'all pods' : pods} in ${own}`;
  return `${pods === '' ? 'pods' : pods} in ${spaceText(peer.namespaceSelector)}`;
}

/** The label that the API server gives a namespace is its name. */
const NAME_LABEL = 'kubernetes.io/metadata.name';

function spaceText(selector: LabelSelector): string {
  const [only, ...others] = Object.entries(selector.matchLabels);
  if (only?.[0] === NAME_LABEL && others.length === 0 && selector.matchExpressions.length === 0) return only[1];
  const text = selectorText(selector);
  return text === '' ? 'all namespaces' : text;
}

/** As `kubectl get -l` takes it: a comma is an "and". */
function selectorText({ matchLabels, matchExpressions }: LabelSelector): string {
  const equal = Object.entries(matchLabels).map(([key, value]) => `${key}=${value}`);
  return [...equal, ...matchExpressions.map(expressionText)].join(',');
}

function expressionText({ key, operator, values }: LabelSelector['matchExpressions'][number]): string {
  switch (operator) {
    case 'In':
      return `${key} in (${values.join(',')})`;
    case 'NotIn':
      return `${key} notin (${values.join(',')})`;
    case 'Exists':
      return key;
    case 'DoesNotExist':
      return `!${key}`;
  }
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
    ...idleUnless(cluster, cluster.settings.cni.enforcesAdminTier.includes(policy.kind)),
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
