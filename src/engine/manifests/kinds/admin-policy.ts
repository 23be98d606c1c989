import type { LabelSelector, ManifestBase } from '../object.ts';

/** Exactly one of the two is set in a valid policy. */
export interface AdminSubject {
  readonly namespaces?: LabelSelector;
  readonly pods?: { readonly namespaceSelector: LabelSelector; readonly podSelector: LabelSelector };
}

export interface AdminPeer extends AdminSubject {
  readonly networks?: readonly string[];
  readonly nodes?: LabelSelector;
  readonly domainNames?: readonly string[];
}

/** v1alpha1 `ports` and v1alpha2 `protocols` entries in one shape; `protocol` absent with `name` means any protocol. */
export type AdminPort =
  | { readonly kind: 'number'; readonly protocol: 'TCP' | 'UDP' | 'SCTP'; readonly start: number; readonly end: number }
  | { readonly kind: 'all'; readonly protocol: 'TCP' | 'UDP' | 'SCTP' }
  | { readonly kind: 'name'; readonly name: string };

/** `Accept` of v1alpha2 is read as Allow. */
export type AdminAction = 'Allow' | 'Deny' | 'Pass';

export interface AdminRule {
  readonly name?: string;
  readonly action: AdminAction;
  readonly peers: readonly AdminPeer[];
  /** `null` where absent: every protocol and port. */
  readonly ports: readonly AdminPort[] | null;
}

export interface AdminPolicyObject extends ManifestBase {
  readonly kind: 'AdminNetworkPolicy' | 'BaselineAdminNetworkPolicy' | 'ClusterNetworkPolicy';
  readonly tier: 'Admin' | 'Baseline';
  /** Lower is judged first; BaselineAdminNetworkPolicy has none and reads 0. */
  readonly priority: number;
  readonly subject: AdminSubject;
  readonly ingress: readonly AdminRule[];
  readonly egress: readonly AdminRule[];
}
