import { describe, expect, it } from 'vitest';
import { fieldText } from '#source';
import { loadManifests } from '../load-manifests.ts';

const problemsOf = (text: string) =>
  loadManifests(text).problems.map(({ severity, code, field }) => `${severity} ${code} ${fieldText(field ?? [])}`);

const policy = (spec: string) =>
  `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: a, namespace: x}\nspec: ${spec}\n`;

describe('a NetworkPolicy that the API server takes', () => {
  it.each([
    { name: 'denies all', spec: '{podSelector: {}, policyTypes: [Ingress, Egress]}' },
    { name: 'selects by labels', spec: '{podSelector: {matchLabels: {app.kubernetes.io/name: web, empty: ""}}}' },
    {
      name: 'selects by expressions',
      spec: '{podSelector: {matchExpressions: [{key: a, operator: In, values: [b]}, {key: c, operator: Exists}]}}',
    },
    {
      name: 'takes from a block without a part of it',
      spec: '{podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16]}}]}]}',
    },
    {
      name: 'takes from both selectors',
      spec: '{podSelector: {}, ingress: [{from: [{podSelector: {}, namespaceSelector: {}}]}]}',
    },
    {
      name: 'takes a range of ports',
      spec: '{podSelector: {}, ingress: [{ports: [{port: 80, endPort: 80}, {port: http-alt}, {protocol: UDP}]}]}',
    },
  ])('$name', ({ spec }) => {
    expect(problemsOf(policy(spec))).toEqual([]);
  });
});

describe('a NetworkPolicy that the API server refuses', () => {
  const from = (peer: string) => `{podSelector: {}, ingress: [{from: [${peer}]}]}`;
  const port = (fields: string) => `{podSelector: {}, ingress: [{ports: [${fields}]}]}`;
  it.each([
    {
      name: 'a block that is none',
      spec: from('{ipBlock: {cidr: A}}'),
      want: ['error InvalidValue spec.ingress[0].from[0].ipBlock.cidr'],
    },
    {
      name: 'an address for a block',
      spec: from('{ipBlock: {cidr: 10.0.0.1}}'),
      want: ['error InvalidValue spec.ingress[0].from[0].ipBlock.cidr'],
    },
    {
      name: 'an exception outside',
      spec: from('{ipBlock: {cidr: 10.0.0.0/8, except: [11.0.0.0/16]}}'),
      want: ['error InvalidValue spec.ingress[0].from[0].ipBlock.except[0]'],
    },
    {
      name: 'an exception as large',
      spec: from('{ipBlock: {cidr: 10.0.0.0/8, except: [10.0.0.0/8]}}'),
      want: ['error InvalidValue spec.ingress[0].from[0].ipBlock.except[0]'],
    },
    {
      name: 'a block beside a selector',
      spec: from('{ipBlock: {cidr: 10.0.0.0/8}, podSelector: {}}'),
      want: ['error Forbidden spec.ingress[0].from[0]'],
    },
    { name: 'an empty peer', spec: from('{}'), want: ['error RequiredValue spec.ingress[0].from[0]'] },
    {
      name: 'a label value with an illegal character',
      spec: '{podSelector: {matchLabels: {app: app@b}}}',
      want: ['error InvalidValue spec.podSelector.matchLabels.app'],
    },
    {
      name: 'a label key with an illegal character',
      spec: '{podSelector: {matchLabels: {$app: b}}}',
      want: ['error InvalidValue spec.podSelector.matchLabels.$app'],
    },
    {
      name: 'In without values',
      spec: '{podSelector: {matchExpressions: [{key: a, operator: In}]}}',
      want: ['error RequiredValue spec.podSelector.matchExpressions[0].values'],
    },
    {
      name: 'Exists with values',
      spec: '{podSelector: {matchExpressions: [{key: a, operator: Exists, values: [b]}]}}',
      want: ['error Forbidden spec.podSelector.matchExpressions[0].values'],
    },
    {
      name: 'an unknown operator',
      spec: '{podSelector: {matchExpressions: [{key: a, operator: Is, values: [b]}]}}',
      want: ['error UnknownValue spec.podSelector.matchExpressions[0].operator'],
    },
    { name: 'port 0', spec: port('{port: 0}'), want: ['error InvalidValue spec.ingress[0].ports[0].port'] },
    {
      name: 'a port above 65535',
      spec: port('{port: 65536}'),
      want: ['error InvalidValue spec.ingress[0].ports[0].port'],
    },
    {
      name: 'a number in quotes',
      spec: port('{port: "80"}'),
      want: ['error InvalidValue spec.ingress[0].ports[0].port'],
    },
    {
      name: 'a name with two hyphens in a row',
      spec: port('{port: a--b}'),
      want: ['error InvalidValue spec.ingress[0].ports[0].port'],
    },
    {
      name: 'endPort below port',
      spec: port('{port: 80, endPort: 79}'),
      want: ['error InvalidValue spec.ingress[0].ports[0].endPort'],
    },
    {
      name: 'endPort without port',
      spec: port('{endPort: 79}'),
      want: ['error InvalidValue spec.ingress[0].ports[0].endPort'],
    },
    {
      name: 'endPort with a name',
      spec: port('{port: http, endPort: 79}'),
      want: ['error InvalidValue spec.ingress[0].ports[0].endPort'],
    },
    {
      name: 'an unknown protocol',
      spec: port('{protocol: ICMP, port: 1}'),
      want: ['error UnknownValue spec.ingress[0].ports[0].protocol'],
    },
    {
      name: 'an unknown type',
      spec: '{podSelector: {}, policyTypes: [Ingres]}',
      want: ['error UnknownValue spec.policyTypes[0]'],
    },
    {
      name: 'three types',
      spec: '{podSelector: {}, policyTypes: [Ingress, Egress, Ingress]}',
      want: ['error InvalidValue spec.policyTypes'],
    },
    {
      name: 'a wrong type, said once',
      spec: port('{port: 80, endPort: "90"}'),
      want: ['error WrongType spec.ingress[0].ports[0].endPort'],
    },
  ])('$name', ({ spec, want }) => {
    expect(problemsOf(policy(spec))).toEqual(want);
  });

  it('is warned of a port name towards a block', () => {
    const spec = '{podSelector: {}, egress: [{to: [{ipBlock: {cidr: 10.0.0.0/8}}], ports: [{port: http}]}]}';
    expect(problemsOf(policy(spec))).toEqual(['warning NamedPortTowardsBlock spec.egress[0].ports[0].port']);
  });
});

describe('policies of the Admin and Baseline tiers', () => {
  const of = (kind: string, spec: string, name = 'a', version = 'v1alpha1') =>
    `apiVersion: policy.networking.k8s.io/${version}\nkind: ${kind}\nmetadata: {name: ${name}}\nspec: ${spec}\n`;
  const admin = (rule: string) =>
    of('AdminNetworkPolicy', `{priority: 1, subject: {namespaces: {}}, ingress: [${rule}]}`);
  const cluster = (rule: string) =>
    of(
      'ClusterNetworkPolicy',
      `{tier: Admin, priority: 1, subject: {namespaces: {}}, egress: [${rule}]}`,
      'a',
      'v1alpha2',
    );
  const subject = 'subject: {namespaces: {}}';

  it.each([
    {
      name: 'a sound one',
      text: admin('{action: Pass, from: [{namespaces: {}}], ports: [{portNumber: {protocol: TCP, port: 80}}]}'),
      want: [],
    },
    {
      name: 'a sound one of v1alpha2',
      text: cluster(
        '{action: Accept, to: [{networks: [10.0.0.0/8]}], protocols: [{tcp: {destinationPort: {range: {start: 1, end: 2}}}}]}',
      ),
      want: [],
    },
    {
      name: 'no priority',
      text: of('AdminNetworkPolicy', `{${subject}}`),
      want: ['error RequiredValue spec.priority'],
    },
    {
      name: 'a priority above 1000',
      text: of('AdminNetworkPolicy', `{priority: 1001, ${subject}}`),
      want: ['error InvalidValue spec.priority'],
    },
    {
      name: 'no subject',
      text: of('AdminNetworkPolicy', '{priority: 1, subject: {}}'),
      want: ['error RequiredValue spec.subject'],
    },
    {
      name: 'two subjects',
      text: of('AdminNetworkPolicy', '{priority: 1, subject: {namespaces: {}, pods: {}}}'),
      want: ['error InvalidValue spec.subject'],
    },
    {
      name: 'a peer of two kinds',
      text: admin('{action: Deny, from: [{namespaces: {}, pods: {}}]}'),
      want: ['error InvalidValue spec.ingress[0].from[0]'],
    },
    {
      name: 'networks do not send',
      text: admin('{action: Deny, from: [{networks: [10.0.0.0/8]}]}'),
      want: ['error RequiredValue spec.ingress[0].from[0]'],
    },
    { name: 'no peer', text: admin('{action: Deny, from: []}'), want: ['error RequiredValue spec.ingress[0].from'] },
    {
      name: 'no action',
      text: admin('{from: [{namespaces: {}}]}'),
      want: ['error RequiredValue spec.ingress[0].action'],
    },
    {
      name: 'the action of the other version',
      text: admin('{action: Accept, from: [{namespaces: {}}]}'),
      want: ['error InvalidValue spec.ingress[0].action'],
    },
    {
      name: 'a port of two kinds',
      text: admin('{action: Deny, from: [{namespaces: {}}], ports: [{namedPort: a, portNumber: {port: 1}}]}'),
      want: ['error InvalidValue spec.ingress[0].ports[0]'],
    },
    {
      name: 'an empty range is taken by v1alpha1',
      text: admin('{action: Deny, from: [{namespaces: {}}], ports: [{portRange: {start: 2, end: 1}}]}'),
      want: ['warning EmptyRange spec.ingress[0].ports[0].portRange'],
    },
    {
      name: 'a range of one port is refused by v1alpha2',
      text: cluster(
        '{action: Deny, to: [{namespaces: {}}], protocols: [{tcp: {destinationPort: {range: {start: 1, end: 1}}}}]}',
      ),
      want: ['error InvalidValue spec.egress[0].protocols[0].tcp.destinationPort.range'],
    },
    {
      name: 'a network that is none',
      text: cluster('{action: Deny, to: [{networks: [10.0.0.1]}]}'),
      want: ['error InvalidValue spec.egress[0].to[0].networks[0]'],
    },
    {
      name: 'a Baseline of another name',
      text: of('BaselineAdminNetworkPolicy', `{${subject}}`),
      want: ['error InvalidValue metadata.name'],
    },
    {
      name: 'a Baseline that passes',
      text: of(
        'BaselineAdminNetworkPolicy',
        `{${subject}, ingress: [{action: Pass, from: [{namespaces: {}}]}]}`,
        'default',
      ),
      want: ['error InvalidValue spec.ingress[0].action'],
    },
    {
      name: 'two of one priority',
      text: `${of('AdminNetworkPolicy', `{priority: 1, ${subject}}`)}---\n${of('AdminNetworkPolicy', `{priority: 1, ${subject}}`, 'b')}`,
      want: ['warning EqualPriority spec.priority'],
    },
    {
      name: 'two of different priorities',
      text: `${of('AdminNetworkPolicy', `{priority: 1, ${subject}}`)}---\n${of('AdminNetworkPolicy', `{priority: 2, ${subject}}`, 'b')}`,
      want: [],
    },
  ])('$name', ({ text, want }) => {
    expect(problemsOf(text)).toEqual(want);
  });
});
