import type { ClusterPod } from '#cluster';
import type { AdminPolicyObject, NetworkPolicyObject } from '#manifests';
import type { PolicyObject, Rule } from './compiled-policy.ts';
import type { Direction } from './connection.ts';
import type { RuleMiss } from './miss.ts';
import type { Tier } from './policy-set.ts';

/**
 * Why no policy is asked: a pod talks to itself, a node to a pod it runs (or, with some CNIs, a pod to its node), or the
 * end is no pod with an address of its own.
 */
export type Exemption = 'self' | 'ownNode' | 'notAPod';

/** The answer for one direction of one connection, without reasons: enough for counting and for the matrix. */
export interface Judgement {
  readonly direction: Direction;
  readonly allowed: boolean;
  /** `notEnforced`: policies speak about the pod, but the CNI carries out none of them. */
  readonly tier: Tier | 'notEnforced';
  readonly exempt: Exemption | null;
  /** The pod that was judged; `null` where the end is no pod of its own. */
  readonly pod: ClusterPod | null;
  /** The rule that opened or, in the Admin and Baseline tier, decided. */
  readonly rule: Rule | null;
  /** Every NetworkPolicy that isolates the pod in this direction: they share the blame for a denial. */
  readonly isolatedBy: readonly NetworkPolicyObject[];
  /** Policies that would count if the CNI enforced them. */
  readonly inert: readonly (NetworkPolicyObject | AdminPolicyObject)[];
}

/** A judgement with everything that was tried on the way to it, in order. */
export interface Verdict extends Judgement {
  readonly tried: readonly Trial[];
}

/** One rule that was asked. `miss` null: it matched (and decided, or passed on to the next tier). */
export interface Trial {
  readonly rule: Rule;
  readonly miss: RuleMiss | null;
}

/** Who is answerable for a judgement: the policy whose rule decided, else all that isolate; empty where nothing speaks. */
export function answerable(judgement: Judgement): readonly PolicyObject[] {
  switch (judgement.tier) {
    case 'admin':
    case 'baseline':
      return judgement.rule === null ? [] : [judgement.rule.policy];
    case 'networkPolicy':
      return judgement.isolatedBy;
    case 'notEnforced':
      return judgement.inert;
    case 'none':
      return [];
  }
}
