import type { CniFacts } from '#cluster';
import type { AdminAction, AdminPolicyObject, AdminRule, NetworkPolicyObject, PolicyRule } from '#manifests';
import { type Connection, type Direction, endsOf } from './connection.ts';
import { type BlockFacts, type Peer, type PeerCompiler, peerMatches } from './peer.ts';
import { compileAdminPort, compilePolicyPort, type PortEntry, portMatches } from './port.ts';
import { compileSelector, type Selector } from './selector.ts';

export type PolicyObject = NetworkPolicyObject | AdminPolicyObject;

/** One rule ready to be asked. `null` lists say everybody and every port. Rules of NetworkPolicies only ever allow. */
export interface Rule {
  readonly policy: PolicyObject;
  readonly direction: Direction;
  /** Position in the policy's list for that direction. */
  readonly index: number;
  readonly action: AdminAction;
  readonly peers: readonly RulePeer[] | null;
  readonly ports: readonly PortEntry[] | null;
}

/** `entry` is the position in the manifest's list, which holds several networks in one entry. */
export interface RulePeer {
  readonly peer: Peer;
  readonly entry: number;
}

/** A NetworkPolicy ready to be asked; `null` for a direction that it does not isolate. */
export interface CompiledNetworkPolicy {
  readonly policy: NetworkPolicyObject;
  readonly podSelector: Selector;
  readonly ingress: readonly Rule[] | null;
  readonly egress: readonly Rule[] | null;
  /** False where the CNI cannot carry out the policy as a whole. */
  readonly enforced: boolean;
}

export function compileNetworkPolicy(
  policy: NetworkPolicyObject,
  peers: PeerCompiler,
  facts: CniFacts,
): CompiledNetworkPolicy {
  const types = effectiveTypes(policy);
  const rulesFor = (direction: Direction, rules: readonly PolicyRule[] | null): readonly Rule[] | null =>
    types.includes(direction) ? (rules ?? []).map((rule, index) => policyRule(policy, direction, rule, index)) : null;
  const policyRule = (owner: NetworkPolicyObject, direction: Direction, rule: PolicyRule, index: number): Rule => ({
    policy: owner,
    direction,
    index,
    action: 'Allow',
    peers:
      rule.peers.length === 0
        ? null
        : rule.peers.map((peer, entry) => ({ peer: peers.policyPeer(peer, owner.ref.namespace ?? ''), entry })),
    ports: rule.ports.length === 0 ? null : rule.ports.map((port) => compilePolicyPort(port, facts)),
  });
  const ingress = rulesFor('ingress', policy.ingress);
  const egress = rulesFor('egress', policy.egress);
  const readable = facts.namedPorts || ![...(ingress ?? []), ...(egress ?? [])].some(namesPort);
  return {
    policy,
    podSelector: compileSelector(policy.podSelector),
    ingress,
    egress,
    enforced: facts.enforcesNetworkPolicy && readable,
  };
}

function namesPort(rule: Rule): boolean {
  return rule.ports?.some(({ kind }) => kind === 'name') ?? false;
}

/**
 * The directions that a NetworkPolicy isolates: those of `policyTypes`; where absent or empty always ingress, and egress
 * only if there is an egress rule (API documentation of NetworkPolicySpec.policyTypes).
 */
export function effectiveTypes(policy: NetworkPolicyObject): readonly Direction[] {
  if (policy.policyTypes !== null && policy.policyTypes.length > 0) {
    return policy.policyTypes.map((type) => (type === 'Ingress' ? 'ingress' : 'egress'));
  }
  return (policy.egress?.length ?? 0) > 0 ? ['ingress', 'egress'] : ['ingress'];
}

/** A policy of the Admin or Baseline tier, ready to be asked. */
export interface CompiledAdminPolicy {
  readonly policy: AdminPolicyObject;
  readonly subject: Peer;
  readonly ingress: readonly Rule[];
  readonly egress: readonly Rule[];
  readonly enforced: boolean;
}

export function compileAdminPolicy(
  policy: AdminPolicyObject,
  peers: PeerCompiler,
  facts: CniFacts,
): CompiledAdminPolicy {
  const adminRule = (direction: Direction, rule: AdminRule, index: number): Rule => ({
    policy,
    direction,
    index,
    action: rule.action,
    peers: rule.peers.flatMap((peer, entry) => peers.adminPeers(peer).map((one) => ({ peer: one, entry }))),
    ports: rule.ports === null ? null : rule.ports.map(compileAdminPort),
  });
  return {
    policy,
    subject: peers.subject(policy.subject),
    ingress: policy.ingress.map((rule, index) => adminRule('ingress', rule, index)),
    egress: policy.egress.map((rule, index) => adminRule('egress', rule, index)),
    enforced: facts.enforcesAdminTier.includes(policy.kind),
  };
}

/** Whether a rule speaks of this connection: one of its peers and one of its ports fit. */
export function ruleMatches(rule: Rule, connection: Connection, facts: BlockFacts): boolean {
  const { peer: party } = endsOf(connection, rule.direction);
  return (
    (rule.ports === null || rule.ports.some((entry) => portMatches(entry, connection))) &&
    (rule.peers === null || rule.peers.some(({ peer }) => peerMatches(peer, party, facts)))
  );
}
