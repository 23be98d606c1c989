import type { Cluster, ClusterPod, CniFacts } from '#cluster';
import type { AdminPolicyObject, NetworkPolicyObject } from '#manifests';
import {
  compileAdminPolicy,
  compileNetworkPolicy,
  type CompiledAdminPolicy,
  type CompiledNetworkPolicy,
  type Rule,
  ruleMatches,
} from './compiled-policy.ts';
import { type Connection, type Direction, endsOf } from './connection.ts';
import { grouped } from './grouped.ts';
import { missOf, type NamespaceLabels } from './miss.ts';
import { judgesWayToOwnNode } from './own-node.ts';
import { createPeerCompiler, podsPeerSelects } from './peer.ts';
import { decide, type PolicySet } from './policy-set.ts';
import { selects } from './selector.ts';
import type { Exemption, Judgement, Trial, Verdict } from './verdict.ts';

/** All policies of a cluster as its CNI carries them out. Compiled lazily, namespace by namespace. */
export interface PolicyIndex {
  /** What speaks about a pod in a direction; the same object for the same question. Empty for host network pods. */
  setOf(pod: ClusterPod, direction: Direction): PolicySet;
  /** Whether a direction is let through, with who decided and no more. */
  decide(connection: Connection, direction: Direction): Judgement;
  /** The same with every rule that was tried, and why it did not match. */
  judge(connection: Connection, direction: Direction): Verdict;
  /** Whether both directions are let through. */
  allows(connection: Connection): boolean;
  /** Whether a rule speaks of a connection, as this cluster's CNI reads it. */
  matches(rule: Rule, connection: Connection): boolean;
  /** Why no policy is asked in a direction, `null` if they are. */
  exemption(connection: Connection, direction: Direction): Exemption | null;
  readonly networkPolicies: () => readonly CompiledNetworkPolicy[];
  /** In the order in which they are tried: by priority, then by name. */
  readonly adminPolicies: readonly CompiledAdminPolicy[];
  readonly cni: CniFacts;
}

const EMPTY: PolicySet = { admin: [], isolating: [], open: [], baseline: [], inert: [] };

export function createPolicyIndex(cluster: Cluster): PolicyIndex {
  const facts = cluster.settings.cni;
  const peers = createPeerCompiler(cluster);
  const adminPolicies = inOrder(cluster.adminPolicies).map((policy) => compileAdminPolicy(policy, peers, facts));
  const writtenIn = grouped(cluster.networkPolicies, ({ ref }) => ref.namespace ?? '');
  const compiledIn = new Map<string, readonly CompiledNetworkPolicy[]>();
  const policiesIn = (namespace: string): readonly CompiledNetworkPolicy[] => {
    const known =
      compiledIn.get(namespace) ??
      (writtenIn.get(namespace) ?? []).map((policy) => compileNetworkPolicy(policy, peers, facts));
    compiledIn.set(namespace, known);
    return known;
  };
  const sets: Readonly<Record<Direction, Map<ClusterPod, PolicySet>>> = { ingress: new Map(), egress: new Map() };
  const setOf = (pod: ClusterPod, direction: Direction): PolicySet => {
    if (pod.hostNetwork) return EMPTY;
    const known = sets[direction].get(pod) ?? collect(pod, direction, policiesIn(pod.namespace), adminPolicies);
    sets[direction].set(pod, known);
    return known;
  };
  const labels: NamespaceLabels = (namespace) => cluster.namespaces.get(namespace)?.labels ?? {};
  const matches = (rule: Rule, connection: Connection): boolean => ruleMatches(rule, connection, facts);
  const ownNodeIsOpen = !judgesWayToOwnNode(facts);
  const exemption = (connection: Connection, direction: Direction): Exemption | null => {
    const { own, peer } = endsOf(connection, direction);
    if (own.kind === 'address') return 'notAPod';
    if (peer.kind === 'pod') return peer.pod.key === own.pod.key ? 'self' : null;
    return peer.node === own.pod.node && peer.node !== '' && (direction === 'ingress' || ownNodeIsOpen)
      ? 'ownNode'
      : null;
  };
  const decideOn = (connection: Connection, direction: Direction): Judgement => {
    const exempt = exemption(connection, direction);
    const { own } = endsOf(connection, direction);
    const pod = own.kind === 'pod' ? own.pod : null;
    if (exempt !== null || pod === null) {
      return { direction, allowed: true, tier: 'none', exempt, pod, rule: null, isolatedBy: [], inert: [] };
    }
    const set = setOf(pod, direction);
    const decision = decide(set, (rule) => matches(rule, connection));
    const inertOnly = decision.tier === 'none' && set.inert.length > 0;
    return {
      direction,
      allowed: decision.allowed,
      tier: inertOnly ? 'notEnforced' : decision.tier,
      exempt,
      pod,
      rule: decision.rule,
      isolatedBy: set.isolating.map(({ policy }) => policy),
      inert: set.inert,
    };
  };
  return {
    setOf,
    matches,
    exemption,
    decide: decideOn,
    judge: (connection, direction) => {
      const judgement = decideOn(connection, direction);
      if (judgement.pod === null || judgement.exempt !== null) return { ...judgement, tried: [] };
      const tried = triedFor(setOf(judgement.pod, direction), (rule) => missOf(rule, connection, facts, labels));
      return { ...judgement, tried };
    },
    allows: (connection) => decideOn(connection, 'egress').allowed && decideOn(connection, 'ingress').allowed,
    networkPolicies: () => [...writtenIn.keys()].flatMap(policiesIn),
    adminPolicies,
    cni: facts,
  };
}

/** The rules up to the one that decided, tier by tier, as `decide` asks them. */
function triedFor(set: PolicySet, miss: (rule: Rule) => Trial['miss']): readonly Trial[] {
  const tried: Trial[] = [];
  const ask = (rules: readonly Rule[]): Rule | null => {
    for (const rule of rules) {
      const trial = { rule, miss: miss(rule) };
      tried.push(trial);
      if (trial.miss === null) return rule;
    }
    return null;
  };
  const admin = ask(set.admin);
  if (admin !== null && admin.action !== 'Pass') return tried;
  ask(set.isolating.length > 0 ? set.open : set.baseline);
  return tried;
}

function collect(
  pod: ClusterPod,
  direction: Direction,
  policies: readonly CompiledNetworkPolicy[],
  adminPolicies: readonly CompiledAdminPolicy[],
): PolicySet {
  const isolating = policies.filter((policy) => policy[direction] !== null && selects(policy.podSelector, pod.labels));
  const subjectOf = adminPolicies.filter(
    (policy) => policy[direction].length > 0 && policy.subject.kind === 'pods' && podsPeerSelects(policy.subject, pod),
  );
  const rulesOf = (tier: AdminPolicyObject['tier']): readonly Rule[] =>
    subjectOf.filter((policy) => policy.enforced && policy.policy.tier === tier).flatMap((policy) => policy[direction]);
  if (isolating.length + subjectOf.length === 0) return EMPTY;
  const enforced = isolating.filter((policy) => policy.enforced);
  return {
    admin: rulesOf('Admin'),
    isolating: enforced,
    open: enforced.flatMap((policy) => policy[direction] ?? []),
    baseline: rulesOf('Baseline'),
    inert: [
      ...isolating.filter((policy) => !policy.enforced).map(({ policy }): NetworkPolicyObject => policy),
      ...subjectOf.filter((policy) => !policy.enforced).map(({ policy }): AdminPolicyObject => policy),
    ],
  };
}

/** Equal priorities are unspecified by the API; here the name settles it, and `policyProblems` says so. */
function inOrder(policies: readonly AdminPolicyObject[]): readonly AdminPolicyObject[] {
  return [...policies].sort(
    (a, b) => a.priority - b.priority || (a.ref.name < b.ref.name ? -1 : a.ref.name > b.ref.name ? 1 : 0),
  );
}
