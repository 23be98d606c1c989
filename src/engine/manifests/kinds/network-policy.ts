import { present, type Reader } from '#source';
import type { KindReader } from '../kind.ts';
import type { IntOrString, LabelSelector, ManifestBase } from '../object.ts';
import { checkNetworkPolicy } from './network-policy-validity.ts';
import { readOptionalSelector, readSelector } from '../selector.ts';

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

const TRANSPORTS = ['TCP', 'UDP', 'SCTP'] as const;

/** NetworkPolicy, networking.k8s.io/v1. What the API server would refuse is reported by `network-policy-validity.ts`. */
export const networkPolicyKind: KindReader<NetworkPolicyObject> = {
  kind: 'NetworkPolicy',
  group: 'networking.k8s.io',
  versions: ['v1'],
  scope: 'namespaced',
  fields: ['spec'],
  specFields: ['egress', 'ingress', 'podSelector', 'policyTypes'],
  read(object, base): NetworkPolicyObject {
    const spec = object.in('spec');
    checkNetworkPolicy(spec);
    return {
      ...base,
      kind: 'NetworkPolicy',
      podSelector: readSelector(spec.in('podSelector')),
      policyTypes: readPolicyTypes(spec),
      ingress: readRules(spec, 'ingress', 'from'),
      egress: readRules(spec, 'egress', 'to'),
    };
  },
};

/** An empty list is like an absent one: the API server fills the types in from the rules. */
function readPolicyTypes(spec: Reader): NetworkPolicyObject['policyTypes'] {
  const words = spec.texts('policyTypes');
  const types = words.flatMap((word, index): ('Ingress' | 'Egress')[] => {
    if (word === 'Ingress' || word === 'Egress') return [word];
    spec.unknownWord(spec.path('policyTypes', index), word, ['Ingress', 'Egress']);
    return [];
  });
  return words.length === 0 ? null : types;
}

function readRules(spec: Reader, key: 'ingress' | 'egress', peers: 'from' | 'to'): readonly PolicyRule[] | null {
  if (!spec.has(key)) return null;
  return spec.objects(key).map((rule) => ({
    peers: rule.objects(peers).map(readPeer),
    ports: rule.objects('ports').map((port) =>
      present<PolicyPort>({
        protocol: port.oneOf('protocol', TRANSPORTS) ?? 'TCP',
        port: port.numberOrText('port'),
        endPort: port.number('endPort'),
      }),
    ),
  }));
}

function readPeer(peer: Reader): PolicyPeer {
  const block = peer.object('ipBlock');
  return present<PolicyPeer>({
    podSelector: readOptionalSelector(peer, 'podSelector'),
    namespaceSelector: readOptionalSelector(peer, 'namespaceSelector'),
    ipBlock: block === undefined ? undefined : { cidr: block.text('cidr') ?? '', except: block.texts('except') },
  });
}
