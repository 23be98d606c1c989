import type { Cluster } from '#cluster';
import { refText } from '#manifests';
import { type FieldPath, type Problem, problem } from '#source';
import { type CompiledNetworkPolicy, effectiveTypes, type PolicyObject, type Rule } from './compiled-policy.ts';
import type { Direction } from './connection.ts';
import { portField, ruleField } from './evidence.ts';
import { grouped } from './grouped.ts';
import type { PolicyIndex } from './policy-index.ts';
import type { PortEntry } from './port.ts';

/**
 * What is valid and still not what somebody meant: policies that the CNI does not carry out, equal priorities in one
 * tier, rules of a direction that is not isolated, port names that nobody declares or that stand before addresses.
 */
export function policyProblems(cluster: Cluster, index: PolicyIndex): readonly Problem[] {
  const networkPolicies = index.networkPolicies();
  const rules = [...networkPolicies, ...index.adminPolicies].flatMap(({ ingress, egress }) => [
    ...(ingress ?? []),
    ...(egress ?? []),
  ]);
  return [
    ...notEnforced(index),
    ...samePriority(index),
    ...networkPolicies.flatMap(deadRules),
    ...portNames(cluster, rules),
  ];
}

function warning(code: string, policy: PolicyObject, field: FieldPath, sentence: string): Problem {
  return problem(code, 'warning', sentence, { object: refText(policy.ref), field });
}

/** One problem for each kind and namespace, not one for each policy. */
function notEnforced(index: PolicyIndex): readonly Problem[] {
  const inert = [...index.networkPolicies(), ...index.adminPolicies].filter(({ enforced }) => !enforced);
  const groups = grouped(inert, ({ policy }) => `${policy.kind} ${policy.ref.namespace ?? ''}`);
  return [...groups.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    const { name } = first.policy.ref;
    const which =
      others.length === 0 ? `${first.policy.kind} ${name}` : `${first.policy.kind} ${name} and ${others.length} more`;
    const why =
      first.policy.kind === 'NetworkPolicy' && index.cni.enforcesNetworkPolicy
        ? `${index.cni.name} refuses a policy that names a port, so`
        : `${index.cni.name} does not enforce this kind:`;
    return [warning('PolicyNotEnforced', first.policy, [], `${why} ${which} changes nothing.`)];
  });
}

function samePriority(index: PolicyIndex): readonly Problem[] {
  const groups = grouped(index.adminPolicies, ({ policy }) => `${policy.tier} ${policy.priority}`);
  return [...groups.values()].flatMap(([first, ...others]) =>
    others.map(({ policy }) => {
      const other = first === undefined ? '' : `${first.policy.kind} ${first.policy.ref.name}`;
      const sentence = `${policy.kind} ${policy.ref.name} has the priority of ${other}, ${policy.priority}: which is asked first is not specified.`;
      return warning('SamePriority', policy, ['spec', 'priority'], sentence);
    }),
  );
}

function deadRules({ policy }: CompiledNetworkPolicy): readonly Problem[] {
  const types = effectiveTypes(policy);
  return (['ingress', 'egress'] as const satisfies readonly Direction[])
    .filter((direction) => !types.includes(direction) && (policy[direction]?.length ?? 0) > 0)
    .map((direction) => {
      const word = direction === 'ingress' ? 'Ingress' : 'Egress';
      const sentence = `These ${direction} rules count for nothing: policyTypes does not list ${word}.`;
      return warning('DeadPolicyRules', policy, ['spec', direction], sentence);
    });
}

function portNames(cluster: Cluster, rules: readonly Rule[]): readonly Problem[] {
  const declared = new Set(
    cluster.pods.flatMap(({ ports }) => ports.flatMap(({ name, protocol }) => [name, `${name} ${protocol}`])),
  );
  const known = (entry: Extract<PortEntry, { kind: 'name' }>): boolean =>
    declared.has(entry.protocol === null ? entry.name : `${entry.name} ${entry.protocol}`);
  return rules.flatMap((rule) =>
    (rule.ports ?? []).flatMap((entry, at) => {
      if (entry.kind !== 'name') return [];
      if (!known(entry)) {
        const protocol = entry.protocol === null ? '' : `${entry.protocol} `;
        const sentence = `No pod declares a ${protocol}port named ${entry.name}: this entry matches nothing.`;
        return [warning('PortNameNowhere', rule.policy, portField(rule, at), sentence)];
      }
      const towardsAddress = rule.direction === 'egress' && rule.peers?.some(({ peer }) => peer.kind === 'block');
      if (towardsAddress !== true) return [];
      const sentence = `A port name means something on pods only: ${entry.name} never matches towards outside addresses of this rule.`;
      return [warning('PortNameTowardsAddress', rule.policy, ruleField(rule), sentence)];
    }),
  );
}
