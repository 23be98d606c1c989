import type { AdminPolicyObject, NetworkPolicyObject } from '#manifests';
import type { CompiledNetworkPolicy, Rule } from './compiled-policy.ts';

/**
 * Everything that speaks about one pod in one direction. `admin` and `baseline` hold the rules of the policies whose
 * subject it is, in the order in which they are tried; `inert` the policies that would count if the CNI enforced them.
 */
export interface PolicySet {
  readonly admin: readonly Rule[];
  readonly isolating: readonly CompiledNetworkPolicy[];
  /** The rules of the isolating policies, in their order. */
  readonly open: readonly Rule[];
  readonly baseline: readonly Rule[];
  readonly inert: readonly (NetworkPolicyObject | AdminPolicyObject)[];
}

export type Tier = 'none' | 'admin' | 'networkPolicy' | 'baseline';

/** What settled a direction. `rule` is null where a pod is isolated and no rule opens, and where nothing speaks. */
export interface Decision {
  readonly allowed: boolean;
  readonly tier: Tier;
  readonly rule: Rule | null;
}

const OPEN: Decision = { allowed: true, tier: 'none', rule: null };

/**
 * The tiers in order (KEP-2091, NPEP-121): the first Admin rule that matches decides, unless it passes; then
 * NetworkPolicies, final where one isolates the pod; then the first Baseline rule; else it is open.
 */
export function decide(set: PolicySet, matches: (rule: Rule) => boolean): Decision {
  const admin = set.admin.find(matches);
  if (admin !== undefined && admin.action !== 'Pass') {
    return { allowed: admin.action === 'Allow', tier: 'admin', rule: admin };
  }
  if (set.isolating.length > 0) {
    const rule = set.open.find(matches) ?? null;
    return { allowed: rule !== null, tier: 'networkPolicy', rule };
  }
  const baseline = set.baseline.find(matches);
  if (baseline === undefined || baseline.action === 'Pass') return OPEN;
  return { allowed: baseline.action === 'Allow', tier: 'baseline', rule: baseline };
}
