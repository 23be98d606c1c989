import { present, type Reader } from '#source';
import type { KindReader } from '../kind.ts';
import type { LabelSelector, ManifestBase } from '../object.ts';
import { checkAdminPolicy } from './admin-policy-validity.ts';
import { readOptionalSelector, readSelector } from '../selector.ts';

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

const GROUP = 'policy.networking.k8s.io';
const TRANSPORTS = ['TCP', 'UDP', 'SCTP'] as const;

/** AdminNetworkPolicy, policy.networking.k8s.io/v1alpha1. */
export const adminPolicyKind: KindReader<AdminPolicyObject> = {
  kind: 'AdminNetworkPolicy',
  group: GROUP,
  versions: ['v1alpha1'],
  scope: 'cluster',
  fields: ['spec'],
  specFields: ['egress', 'ingress', 'priority', 'subject'],
  read(object, base): AdminPolicyObject {
    const spec = object.in('spec');
    checkAdminPolicy(object, 'admin');
    return {
      ...base,
      kind: 'AdminNetworkPolicy',
      tier: 'Admin',
      priority: spec.number('priority') ?? 0,
      ...readBody(spec),
    };
  },
};

/** BaselineAdminNetworkPolicy, policy.networking.k8s.io/v1alpha1. */
export const baselinePolicyKind: KindReader<AdminPolicyObject> = {
  kind: 'BaselineAdminNetworkPolicy',
  group: GROUP,
  versions: ['v1alpha1'],
  scope: 'cluster',
  fields: ['spec'],
  specFields: ['egress', 'ingress', 'subject'],
  read(object, base): AdminPolicyObject {
    checkAdminPolicy(object, 'baseline');
    return {
      ...base,
      kind: 'BaselineAdminNetworkPolicy',
      tier: 'Baseline',
      priority: 0,
      ...readBody(object.in('spec')),
    };
  },
};

/** ClusterNetworkPolicy, policy.networking.k8s.io/v1alpha2. */
export const clusterPolicyKind: KindReader<AdminPolicyObject> = {
  kind: 'ClusterNetworkPolicy',
  group: GROUP,
  versions: ['v1alpha2'],
  scope: 'cluster',
  fields: ['spec'],
  specFields: ['egress', 'ingress', 'priority', 'subject', 'tier'],
  read(object, base): AdminPolicyObject {
    const spec = object.in('spec');
    checkAdminPolicy(object, 'cluster');
    return {
      ...base,
      kind: 'ClusterNetworkPolicy',
      tier: spec.oneOf('tier', ['Admin', 'Baseline'] as const) ?? 'Admin',
      priority: spec.number('priority') ?? 0,
      ...readBody(spec),
    };
  },
};

function readBody(spec: Reader): Pick<AdminPolicyObject, 'subject' | 'ingress' | 'egress'> {
  return {
    subject: readSubject(spec.in('subject')),
    ingress: spec.objects('ingress').map((rule) => readRule(rule, 'from')),
    egress: spec.objects('egress').map((rule) => readRule(rule, 'to')),
  };
}

function readSubject(subject: Reader): AdminSubject {
  const pods = subject.object('pods');
  return present<AdminSubject>({
    namespaces: readOptionalSelector(subject, 'namespaces'),
    pods:
      pods === undefined
        ? undefined
        : {
            namespaceSelector: readSelector(pods.in('namespaceSelector')),
            podSelector: readSelector(pods.in('podSelector')),
          },
  });
}

function readRule(rule: Reader, peers: 'from' | 'to'): AdminRule {
  const action = rule.value('action');
  return present<AdminRule>({
    name: rule.text('name'),
    action: action === 'Deny' || action === 'Pass' ? action : 'Allow',
    peers: rule.objects(peers).map(readPeer),
    ports: readPorts(rule),
  });
}

function readPeer(peer: Reader): AdminPeer {
  const { namespaces, pods } = readSubject(peer);
  return present<AdminPeer>({
    namespaces,
    pods,
    networks: peer.has('networks') ? peer.texts('networks') : undefined,
    nodes: readOptionalSelector(peer, 'nodes'),
    domainNames: peer.has('domainNames') ? peer.texts('domainNames') : undefined,
  });
}

/** v1alpha1 has `ports`, v1alpha2 `protocols`; an entry that says nothing is left out. */
function readPorts(rule: Reader): readonly AdminPort[] | null {
  if (rule.has('protocols')) return rule.objects('protocols').flatMap(readProtocol);
  return rule.has('ports') ? rule.objects('ports').flatMap(readV1alpha1Port) : null;
}

function readV1alpha1Port(port: Reader): readonly AdminPort[] {
  const name = port.text('namedPort');
  if (name !== undefined) return [{ kind: 'name', name }];
  const single = port.object('portNumber');
  if (single !== undefined) {
    const number = single.number('port') ?? 0;
    return [{ kind: 'number', protocol: single.oneOf('protocol', TRANSPORTS) ?? 'TCP', start: number, end: number }];
  }
  const range = port.object('portRange');
  if (range === undefined) return [];
  const protocol = range.oneOf('protocol', TRANSPORTS) ?? 'TCP';
  return [{ kind: 'number', protocol, start: range.number('start') ?? 0, end: range.number('end') ?? 0 }];
}

function readProtocol(entry: Reader): readonly AdminPort[] {
  const name = entry.text('destinationNamedPort');
  if (name !== undefined) return [{ kind: 'name', name }];
  return TRANSPORTS.flatMap((protocol): readonly AdminPort[] => {
    const transport = entry.object(protocol.toLowerCase());
    if (transport === undefined) return [];
    const port = transport.object('destinationPort');
    if (port === undefined) return [{ kind: 'all', protocol }];
    const number = port.number('number');
    if (number !== undefined) return [{ kind: 'number', protocol, start: number, end: number }];
    const range = port.in('range');
    return [{ kind: 'number', protocol, start: range.number('start') ?? 0, end: range.number('end') ?? 0 }];
  });
}
