import type { Labels, ManifestBase } from '../object.ts';

export interface NamespaceObject extends ManifestBase {
  readonly kind: 'Namespace';
}

export interface NodeObject extends ManifestBase {
  readonly kind: 'Node';
  readonly podCIDRs: readonly string[];
  readonly providerID?: string;
  readonly taints: readonly { readonly key: string; readonly value?: string; readonly effect: string }[];
  readonly unschedulable: boolean;
  readonly addresses: readonly { readonly type: string; readonly address: string }[];
  /** type -> status. */
  readonly conditions: Labels;
}

export interface ConfigMapObject extends ManifestBase {
  readonly kind: 'ConfigMap';
  readonly data: Labels;
}

/** `data` is base64-decoded, `stringData` laid over it; values that are no text are kept as Latin-1. */
export interface SecretObject extends ManifestBase {
  readonly kind: 'Secret';
  readonly type: string;
  readonly data: Labels;
}

/** A document of a configuration API without metadata.name, as kube-proxy's: kept whole. */
export interface KubeProxyConfigurationObject extends ManifestBase {
  readonly kind: 'KubeProxyConfiguration';
}

/** A kind that the engine keeps and lists, but has no rules for yet. `known` kinds are part of Kubernetes or of the Gateway API. */
export interface OtherObject extends ManifestBase {
  readonly kind: 'Other';
  readonly actualKind: string;
  readonly group: string;
}
