// The policies of policy.networking.k8s.io, whose declarations are in no package: written by hand, from their API.
/** @typedef {import('../src/engine/source/schema/schema.ts').Shape} Shape */
/** @typedef {import('../src/engine/source/schema/schema.ts').Definition} Definition */
/** @typedef {readonly [shape: Shape, about: string, needed?: 'needed']} Row */

/** @type {Shape} */
const text = { kind: 'text' };
/** @type {Shape} */
const number = { kind: 'number' };
/** @param {Shape} of @returns {Shape} */
const list = (of) => ({ kind: 'list', of });
/** @param {string} name @returns {Shape} */
const object = (name) => ({ kind: 'object', name });
/** @param {readonly string[]} values @returns {Shape} */
const choice = (...values) => ({ kind: 'choice', values });

const protocol = choice('TCP', 'UDP', 'SCTP');
const selector = object('LabelSelector');

/** @type {Record<string, Row>} */
const OUTSIDE = {
  nodes: [selector, 'Nodes, by their labels.'],
  networks: [list(text), 'Addresses, as 10.0.0.0/8.'],
  domainNames: [list(text), 'Names outside the cluster, as *.example.com.'],
};

/** @type {Record<string, Row>} */
const SUBJECT = {
  namespaces: [selector, 'All pods of namespaces with these labels.'],
  pods: [object('AdminPods'), 'Pods with these labels, in namespaces with those.'],
};

/** @param {string} peers @param {string} to @param {Row} action @param {Record<string, Row>} ports @returns {Record<string, Row>} */
const rule = (peers, to, action, ports) => ({
  name: [text, 'Name of the rule.'],
  action,
  [peers]: [list(object(to)), 'Whom the rule is about.', 'needed'],
  ...ports,
});

/** @param {string} words @param {Record<string, Row>} more @returns {Record<string, Row>} */
const spec = (words, more) => ({
  ...more,
  subject: [object('AdminSubject'), 'Pods that the policy is for.', 'needed'],
  ingress: [list(object(`${words}Ingress`)), 'Rules for connections to these pods, tried in order.'],
  egress: [list(object(`${words}Egress`)), 'Rules for connections from these pods, tried in order.'],
});

/** @type {Row} */
const allowDenyPass = [
  choice('Allow', 'Deny', 'Pass'),
  'What becomes of a connection; Pass leaves it to later tiers.',
  'needed',
];
/** @type {Row} */
const allowDeny = [choice('Allow', 'Deny'), 'What becomes of a connection.', 'needed'];
/** @type {Row} */
const acceptDenyPass = [
  choice('Accept', 'Deny', 'Pass'),
  'What becomes of a connection; Pass leaves it to later tiers.',
  'needed',
];
/** @type {Row} */
const priority = [number, 'Order among policies: the lower number is tried first.', 'needed'];
/** @type {Record<string, Row>} */
const ports = { ports: [list(object('AdminPort')), 'Ports; all where none are written.'] };
/** @type {Record<string, Row>} */
const protocols = { protocols: [list(object('AdminProtocol')), 'Protocols and ports; all where none are written.'] };

/** @type {Record<string, Record<string, Row>>} */
const ROWS = {
  AdminSubject: SUBJECT,
  AdminPeerFrom: SUBJECT,
  AdminPeerTo: { ...SUBJECT, ...OUTSIDE },
  AdminPods: {
    namespaceSelector: [selector, 'Namespaces, by their labels; empty means all.'],
    podSelector: [selector, 'Pods, by their labels; empty means all.'],
  },
  AdminPort: {
    portNumber: [object('AdminPortNumber'), 'One port.'],
    portRange: [object('AdminPortRange'), 'Ports from start to end.'],
    namedPort: [text, 'Name of a port of the pod.'],
  },
  AdminPortNumber: { protocol: [protocol, 'Protocol.'], port: [number, 'Port.', 'needed'] },
  AdminPortRange: {
    protocol: [protocol, 'Protocol.'],
    start: [number, 'First port.', 'needed'],
    end: [number, 'Last port.', 'needed'],
  },
  AdminProtocol: {
    tcp: [object('AdminTransport'), 'TCP.'],
    udp: [object('AdminTransport'), 'UDP.'],
    sctp: [object('AdminTransport'), 'SCTP.'],
    destinationNamedPort: [text, 'Name of a port of the pod.'],
  },
  AdminTransport: { destinationPort: [object('AdminDestination'), 'Port that is dialled.'] },
  AdminDestination: { number: [number, 'One port.'], range: [object('AdminRange'), 'Ports from start to end.'] },
  AdminRange: { start: [number, 'First port.', 'needed'], end: [number, 'Last port.', 'needed'] },
  AdminIngress: rule('from', 'AdminPeerFrom', allowDenyPass, ports),
  AdminEgress: rule('to', 'AdminPeerTo', allowDenyPass, ports),
  BaselineIngress: rule('from', 'AdminPeerFrom', allowDeny, ports),
  BaselineEgress: rule('to', 'AdminPeerTo', allowDeny, ports),
  ClusterIngress: rule('from', 'AdminPeerFrom', acceptDenyPass, protocols),
  ClusterEgress: rule('to', 'AdminPeerTo', acceptDenyPass, protocols),
  AdminNetworkPolicySpec: spec('Admin', { priority }),
  BaselineAdminNetworkPolicySpec: spec('Baseline', {}),
  ClusterNetworkPolicySpec: spec('Cluster', {
    tier: [choice('Admin', 'Baseline'), 'Whether it is tried before NetworkPolicies or after them.', 'needed'],
    priority,
  }),
};

const KINDS = [
  { apiVersion: 'policy.networking.k8s.io/v1alpha1', kind: 'AdminNetworkPolicy' },
  { apiVersion: 'policy.networking.k8s.io/v1alpha1', kind: 'BaselineAdminNetworkPolicy' },
  { apiVersion: 'policy.networking.k8s.io/v1alpha2', kind: 'ClusterNetworkPolicy' },
];

/** @param {Record<string, Row>} rows @returns {Definition} */
function definitionOf(rows) {
  return {
    about: '',
    fields: Object.fromEntries(
      Object.entries(rows).map(([key, [shape, about, needed]]) => [key, { shape, about, needed: needed === 'needed' }]),
    ),
  };
}

/** Kinds and definitions that join those from packages; what objects have in common is theirs. */
export const policies = {
  kinds: KINDS.map((one) => ({ ...one, definition: one.kind })),
  definitions: Object.fromEntries([
    ...Object.entries(ROWS).map(([name, rows]) => [name, definitionOf(rows)]),
    ...KINDS.map(({ kind, apiVersion }) => [
      kind,
      definitionOf({
        apiVersion: [choice(apiVersion), '', 'needed'],
        kind: [choice(kind), '', 'needed'],
        metadata: [object('ObjectMeta'), 'Name, labels and annotations.'],
        spec: [object(`${kind}Spec`), 'What the policy says.', 'needed'],
        status: [{ kind: 'any' }, 'What its implementation says of it.'],
      }),
    ]),
  ]),
};
