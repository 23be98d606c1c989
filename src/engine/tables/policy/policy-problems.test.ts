import { expect, test } from 'vitest';
import { fieldText } from '#source';
import { createPolicyIndex } from './policy-index.ts';
import { policyProblems } from './policy-problems.ts';
import { anp, banp, type CniName, np, worldWith } from './world.fixture.ts';

const deny = (priority: number): string =>
  `{priority: ${priority}, subject: {namespaces: {}}, ingress: [{action: Deny, from: [{namespaces: {}}]}]}`;

const ROWS: readonly (readonly [name: string, policies: string, cni: CniName, want: readonly string[]])[] = [
  [
    'policies that say what they mean',
    np('a', 'shop', '{podSelector: {}, ingress: [{ports: [{port: http}]}]}'),
    'calico',
    [],
  ],
  [
    'two of one tier with one priority',
    anp('a', deny(3)) + anp('b', deny(3)),
    'calico',
    ['SamePriority AdminNetworkPolicy/b spec.priority'],
  ],
  [
    'different priorities and tiers',
    anp('a', deny(3)) + anp('b', deny(4)) + banp('{subject: {namespaces: {}}}'),
    'calico',
    [],
  ],
  [
    'rules of a direction that is not listed',
    np('a', 'shop', '{podSelector: {}, policyTypes: [Ingress], egress: [{}]}'),
    'calico',
    ['DeadPolicyRules NetworkPolicy/shop/a spec.egress'],
  ],
  [
    'an empty list of a direction that is not listed',
    np('a', 'shop', '{podSelector: {}, policyTypes: [Ingress], egress: []}'),
    'calico',
    [],
  ],
  [
    'a port name that nobody declares',
    np('a', 'shop', '{podSelector: {}, ingress: [{ports: [{port: 80}, {port: htpp}]}]}'),
    'calico',
    ['PortNameNowhere NetworkPolicy/shop/a spec.ingress[0].ports[1]'],
  ],
  [
    'a port name that is declared for another protocol only',
    np('a', 'shop', '{podSelector: {}, ingress: [{ports: [{port: dns}]}]}'),
    'calico',
    ['PortNameNowhere NetworkPolicy/shop/a spec.ingress[0].ports[0]'],
  ],
  [
    'a port name towards a block',
    np('a', 'shop', '{podSelector: {}, egress: [{to: [{ipBlock: {cidr: 0.0.0.0/0}}], ports: [{port: http}]}]}'),
    'calico',
    ['PortNameTowardsAddress NetworkPolicy/shop/a spec.egress[0]'],
  ],
  [
    'a CNI that enforces nothing, told once for a namespace',
    np('a', 'shop', '{podSelector: {}}') + np('b', 'shop', '{podSelector: {}}'),
    'flannel',
    ['PolicyNotEnforced NetworkPolicy/shop/a '],
  ],
  [
    'the Admin tier under a CNI that enforces nothing',
    anp('a', deny(3)),
    'flannel',
    ['PolicyNotEnforced AdminNetworkPolicy/a '],
  ],
  [
    'a policy that Weave refuses',
    np('a', 'shop', '{podSelector: {}, ingress: [{ports: [{port: http}]}]}'),
    'weave',
    ['PolicyNotEnforced NetworkPolicy/shop/a '],
  ],
];

test.each(ROWS)('%s', (_name, policies, cni, want) => {
  const cluster = worldWith(policies, cni);
  const found = policyProblems(cluster, createPolicyIndex(cluster));
  expect(found.map(({ code, object, field }) => `${code} ${object} ${fieldText(field ?? [])}`)).toEqual(want);
});
