import { present, type Reader } from '#source';
import { decodeBase64 } from '../base64.ts';
import type { KindReader } from '../kind.ts';
import type { Labels, ManifestBase } from '../object.ts';
import { readConditions } from './pod.ts';

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

/** Namespace, core/v1. */
export const namespaceKind: KindReader<NamespaceObject> = {
  kind: 'Namespace',
  group: '',
  versions: ['v1'],
  scope: 'cluster',
  fields: ['spec'],
  specFields: ['finalizers'],
  read: (_, base): NamespaceObject => ({ ...base, kind: 'Namespace' }),
};

/** Node, core/v1. */
export const nodeKind: KindReader<NodeObject> = {
  kind: 'Node',
  group: '',
  versions: ['v1'],
  scope: 'cluster',
  fields: ['spec'],
  specFields: ['configSource', 'externalID', 'podCIDR', 'podCIDRs', 'providerID', 'taints', 'unschedulable'],
  read(object, base): NodeObject {
    const spec = object.in('spec');
    const status = object.in('status');
    const podCIDRs = spec.texts('podCIDRs');
    const podCIDR = spec.text('podCIDR');
    return present<NodeObject>({
      ...base,
      kind: 'Node',
      podCIDRs: podCIDRs.length > 0 || podCIDR === undefined || podCIDR === '' ? podCIDRs : [podCIDR],
      providerID: spec.text('providerID'),
      taints: spec.objects('taints').map(readTaint),
      unschedulable: spec.truth('unschedulable') ?? false,
      addresses: status
        .objects('addresses')
        .map((entry) => ({ type: entry.text('type') ?? '', address: entry.text('address') ?? '' })),
      conditions: readConditions(status),
    });
  },
};

/** ConfigMap, core/v1. */
export const configMapKind: KindReader<ConfigMapObject> = {
  kind: 'ConfigMap',
  group: '',
  versions: ['v1'],
  scope: 'namespaced',
  fields: ['binaryData', 'data', 'immutable'],
  specFields: null,
  read: (object, base): ConfigMapObject => ({ ...base, kind: 'ConfigMap', data: object.labels('data') }),
};

/** Secret, core/v1. Values that are no base64 are reported and read as they are. */
export const secretKind: KindReader<SecretObject> = {
  kind: 'Secret',
  group: '',
  versions: ['v1'],
  scope: 'namespaced',
  fields: ['data', 'immutable', 'stringData', 'type'],
  specFields: null,
  read(object, base): SecretObject {
    const data: Labels = object.mapOf('data', (inner, name) => {
      const written = inner.text(name) ?? '';
      const decoded = decodeBase64(written);
      if (decoded === null) {
        const sentence = `data.${name} is no base64; plain text belongs into stringData.`;
        object.report('NotBase64', 'error', inner.path(name), sentence);
      }
      return decoded ?? written;
    });
    const type = object.text('type') ?? 'Opaque';
    return { ...base, kind: 'Secret', type, data: { ...data, ...object.labels('stringData') } };
  },
};

/** KubeProxyConfiguration, kubeproxy.config.k8s.io; written to a file, so it needs no name. */
export const kubeProxyConfigurationKind: KindReader<KubeProxyConfigurationObject> = {
  kind: 'KubeProxyConfiguration',
  group: 'kubeproxy.config.k8s.io',
  versions: ['v1alpha1'],
  scope: 'cluster',
  fields: null,
  specFields: null,
  read: (_, base): KubeProxyConfigurationObject => ({ ...base, kind: 'KubeProxyConfiguration' }),
};

function readTaint(taint: Reader): NodeObject['taints'][number] {
  return present<NodeObject['taints'][number]>({
    key: taint.text('key') ?? '',
    value: taint.text('value'),
    effect: taint.text('effect') ?? '',
  });
}
