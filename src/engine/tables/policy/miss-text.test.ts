import { describe, expect, test } from 'vitest';
import { missText } from './miss-text.ts';
import { createPolicyIndex } from './policy-index.ts';
import { anp, type CniName, connectionIn, np, worldWith } from './world.fixture.ts';

const peers = (list: string): string =>
  np('db', 'shop', `{podSelector: {matchLabels: {app: db}}, ingress: [{from: [${list}]}]}`);
const ports = (list: string): string =>
  np('db', 'shop', `{podSelector: {matchLabels: {app: db}}, ingress: [{ports: [${list}]}]}`);
const egress = (rule: string): string =>
  np('db', 'shop', `{podSelector: {matchLabels: {app: db}}, policyTypes: [Egress], egress: [${rule}]}`);

interface Row {
  readonly name: string;
  readonly policies: string;
  readonly cni?: CniName;
  readonly connection: string;
  readonly direction?: 'ingress' | 'egress';
  /** One sentence for each rule that was tried and missed. */
  readonly want: readonly string[];
}

const ROWS: readonly Row[] = [
  {
    name: 'a label of another value',
    policies: peers('{podSelector: {matchLabels: {app: web}}}'),
    connection: 'shop/api -> shop/db TCP 5432',
    want: ['pod shop/api has app=api, wanted is app=web'],
  },
  {
    name: 'a label that is not there',
    policies: peers('{namespaceSelector: {}, podSelector: {matchExpressions: [{key: tier, operator: Exists}]}}'),
    connection: 'ops/agent -> shop/db TCP 5432',
    want: [
      'pod ops/agent has no label tier, wanted is tier exists (its namespace fits: as two list entries, one dash more, the peer would match)',
    ],
  },
  {
    name: 'a namespace that lacks the label',
    policies: peers('{namespaceSelector: {matchLabels: {team: blue}}}'),
    connection: 'bare/tool -> shop/db TCP 5432',
    want: ['namespace bare has no label team, wanted is team=blue'],
  },
  {
    name: 'a podSelector alone, and a pod of another namespace',
    policies: peers('{podSelector: {matchLabels: {app: web}}}'),
    connection: 'ops/web -> shop/db TCP 5432',
    want: ['a podSelector alone means pods of shop, this one is in ops, though its labels fit'],
  },
  {
    name: 'selectors and an address',
    policies: peers('{namespaceSelector: {}}'),
    connection: '203.0.113.9 -> shop/db TCP 5432',
    want: ['203.0.113.9 is outside of the cluster, and selectors match only pods'],
  },
  {
    name: 'selectors and another node',
    policies: peers('{namespaceSelector: {}}'),
    connection: '192.168.7.12 -> shop/db TCP 5432',
    want: ['192.168.7.12 is the address of node node-b, and selectors match only pods'],
  },
  {
    name: 'an address that an except cuts out is nearer than one outside of the block',
    policies: peers('{ipBlock: {cidr: 198.51.100.0/24}}, {ipBlock: {cidr: 203.0.113.0/24, except: [203.0.113.0/28]}}'),
    connection: '203.0.113.9 -> shop/db TCP 5432',
    want: ['203.0.113.9 is in 203.0.113.0/24, but cut out by except 203.0.113.0/28'],
  },
  {
    name: 'a block that this CNI compares with no pod',
    cni: 'cilium',
    policies: peers('{ipBlock: {cidr: 10.244.0.0/16}}'),
    connection: 'ops/web -> shop/db TCP 5432',
    want: ['10.244.0.9 is in 10.244.0.0/16, but this CNI lets no address block match pods'],
  },
  {
    name: 'another port and another protocol',
    policies: ports('{port: 80, protocol: UDP}, {port: 5000, endPort: 5010}'),
    connection: 'ops/web -> shop/db TCP 5432',
    want: ['the rule is about TCP 5000-5010, this is TCP 5432'],
  },
  {
    name: 'only another protocol',
    policies: ports('{port: 5432, protocol: UDP}'),
    connection: 'ops/web -> shop/db TCP 5432',
    want: ['the rule is about UDP 5432, this is TCP'],
  },
  {
    name: 'a port name that means another number there',
    policies: egress('{ports: [{port: http}]}'),
    direction: 'egress',
    connection: 'shop/db -> shop/api TCP 8080',
    want: ['port http is 9090 there, this is TCP 8080'],
  },
  {
    name: 'a port name that the destination does not declare',
    policies: egress('{ports: [{port: http}]}'),
    direction: 'egress',
    connection: 'shop/db -> ops/agent TCP 8080',
    want: ['pod ops/agent declares no TCP port named http'],
  },
  {
    name: 'a port name towards an address',
    policies: egress('{ports: [{port: http}]}'),
    direction: 'egress',
    connection: 'shop/db -> 203.0.113.9 TCP 8080',
    want: ['port name http means nothing at 203.0.113.9, which is no pod'],
  },
  {
    name: 'peer and port both miss, one sentence for each rule',
    policies: egress(
      '{to: [{podSelector: {matchLabels: {app: api}}}], ports: [{port: 80}]}, {to: [{ipBlock: {cidr: 10.0.0.0/24}}]}',
    ),
    direction: 'egress',
    connection: 'shop/db -> shop/web TCP 8080',
    want: [
      'pod shop/web has app=web, wanted is app=api; and the rule is about TCP 80, this is TCP 8080',
      '10.244.0.5 is not in 10.0.0.0/24',
    ],
  },
  {
    name: 'nodes, and a pod that is none',
    policies: anp('nodes', '{priority: 1, subject: {namespaces: {}}, egress: [{action: Deny, to: [{nodes: {}}]}]}'),
    direction: 'egress',
    connection: 'shop/db -> shop/web TCP 8080',
    want: ['10.244.0.5 is no address of a node that the rule selects'],
  },
];

describe('what is said of a rule that did not match', () => {
  test.each(ROWS)('$name', ({ policies, cni, connection, direction, want }) => {
    const cluster = worldWith(policies, cni);
    const { tried } = createPolicyIndex(cluster).judge(connectionIn(cluster, connection), direction ?? 'ingress');
    expect(tried.map(({ miss }) => (miss === null ? 'matches' : missText(miss)))).toEqual(want);
  });
});
