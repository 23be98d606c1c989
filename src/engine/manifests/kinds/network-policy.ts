import type { IntOrString, LabelSelector, ManifestBase } from '../object.ts';

export interface IpBlock {
  readonly cidr: string;
  readonly except: readonly string[];
}

export interface PolicyPeer {
  readonly podSelector?: LabelSelector;
  readonly namespaceSelector?: LabelSelector;
  readonly ipBlock?: IpBlock;
}

export interface PolicyPort {
  readonly protocol: 'TCP' | 'UDP' | 'SCTP';
  readonly port?: IntOrString;
  readonly endPort?: number;
}

/** `peers` empty or absent: everybody; `ports` empty or absent: every port. */
export interface PolicyRule {
  readonly peers: readonly PolicyPeer[];
  readonly ports: readonly PolicyPort[];
}

export interface NetworkPolicyObject extends ManifestBase {
  readonly kind: 'NetworkPolicy';
  readonly podSelector: LabelSelector;
  /** As written; `null` where absent. */
  readonly policyTypes: readonly ('Ingress' | 'Egress')[] | null;
  /** `null` where the list is absent. */
  readonly ingress: readonly PolicyRule[] | null;
  readonly egress: readonly PolicyRule[] | null;
}
