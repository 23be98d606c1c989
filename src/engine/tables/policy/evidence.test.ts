import { expect, test } from 'vitest';
import { refText } from '#manifests';
import { fieldText } from '#source';
import { evidenceFor } from './evidence.ts';
import { createPolicyIndex } from './policy-index.ts';
import { policyTableRef, printPolicy, rowId } from './print.ts';
import { anp, type CniName, cnp, connectionIn, np, worldWith } from './world.fixture.ts';

interface Row {
  readonly name: string;
  readonly policies: string;
  readonly cni?: CniName;
  readonly connection: string;
  readonly want: readonly string[];
}

const ROWS: readonly Row[] = [
  { name: 'nothing isolates: nothing to show', policies: '', connection: 'ops/web -> shop/db TCP 80', want: [] },
  {
    name: 'allowed: the peer and port that fitted, then the selector',
    policies: np(
      'db',
      'shop',
      '{podSelector: {}, ingress: [{}, {from: [{podSelector: {}}, {namespaceSelector: {}}], ports: [{port: 1}, {port: 80}]}]}',
    ).replace('[{}, ', '[{ports: [{port: 9}]}, '),
    connection: 'ops/web -> shop/db TCP 80',
    want: [
      'NetworkPolicy/shop/db spec.ingress[1].from[1]',
      'NetworkPolicy/shop/db spec.ingress[1].ports[1]',
      'NetworkPolicy/shop/db spec.podSelector',
    ],
  },
  {
    name: 'allowed by a rule that says nothing: the rule itself',
    policies: np('db', 'shop', '{podSelector: {}, ingress: [{}]}'),
    connection: 'ops/web -> shop/db TCP 80',
    want: ['NetworkPolicy/shop/db spec.ingress[0]', 'NetworkPolicy/shop/db spec.podSelector'],
  },
  {
    name: 'denied: what isolates, and where each rule came nearest',
    policies:
      np('none', 'shop', '{podSelector: {}, policyTypes: [Ingress]}') +
      np('db', 'shop', '{podSelector: {}, ingress: [{from: [{podSelector: {}}], ports: [{port: 80}]}]}'),
    connection: 'ops/web -> shop/db TCP 81',
    want: [
      'NetworkPolicy/shop/none spec.podSelector',
      'NetworkPolicy/shop/none spec.policyTypes',
      'NetworkPolicy/shop/db spec.podSelector',
      'NetworkPolicy/shop/db spec.ingress[0].from[0]',
      'NetworkPolicy/shop/db spec.ingress[0].ports[0]',
    ],
  },
  {
    name: 'Admin tier: the rule that decided',
    policies: anp(
      'deny',
      '{priority: 1, subject: {namespaces: {}}, ingress: [{action: Deny, from: [{namespaces: {}}], ports: [{portNumber: {port: 80}}]}]}',
    ),
    connection: 'ops/web -> shop/db TCP 80',
    want: [
      'AdminNetworkPolicy/deny spec.ingress[0].from[0]',
      'AdminNetworkPolicy/deny spec.ingress[0].ports[0]',
      'AdminNetworkPolicy/deny spec.subject',
    ],
  },
  {
    name: 'ClusterNetworkPolicy calls its port list protocols',
    policies: cnp(
      'deny',
      '{tier: Admin, priority: 1, subject: {namespaces: {}}, ingress: [{action: Deny, from: [{namespaces: {}}], protocols: [{tcp: {}}]}]}',
    ),
    connection: 'ops/web -> shop/db TCP 80',
    want: [
      'ClusterNetworkPolicy/deny spec.ingress[0].from[0]',
      'ClusterNetworkPolicy/deny spec.ingress[0].protocols[0]',
      'ClusterNetworkPolicy/deny spec.subject',
    ],
  },
  {
    name: 'not enforced: the setting, then what would have isolated',
    cni: 'flannel',
    policies: np('db', 'shop', '{podSelector: {}}'),
    connection: 'ops/web -> shop/db TCP 80',
    want: ['Setting/cni cni', 'NetworkPolicy/shop/db spec.podSelector'],
  },
];

test.each(ROWS)('evidence: $name', ({ policies, cni, connection, want }) => {
  const cluster = worldWith(policies, cni);
  const judged = connectionIn(cluster, connection);
  const verdict = createPolicyIndex(cluster).judge(judged, 'ingress');
  const found = evidenceFor(verdict, judged, cluster).map(
    ({ object, field }) => `${refText(object)} ${fieldText(field)}`,
  );
  expect(found).toEqual(want);
});

test('evidence: that the CNI enforces policies at all is an assumption where nobody stated which it is', () => {
  const { settings, ...rest } = worldWith(np('db', 'shop', '{podSelector: {}}'));
  const origins = new Map(settings.origins);
  for (const key of ['cni', 'cni.enforcesNetworkPolicy'] as const)
    origins.set(key, { kind: 'default', setting: 'cni' });
  const cluster = { ...rest, settings: { ...settings, origins } };
  const judged = connectionIn(cluster, 'ops/web -> shop/db TCP 80');
  const found = evidenceFor(createPolicyIndex(cluster).judge(judged, 'ingress'), judged, cluster);
  expect(found.map(({ object }) => refText(object))).toEqual(['NetworkPolicy/shop/db', 'Setting/cni']);
});

test('the printed rules of a pod hold the row that decided, and none for a pod that is not there', () => {
  const cluster = worldWith(
    np('none', 'shop', '{podSelector: {}, policyTypes: [Ingress]}') +
      np(
        'db',
        'shop',
        '{podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16]}}]}, {from: [{podSelector: {}}], ports: [{port: sql}]}]}',
      ),
  );
  const index = createPolicyIndex(cluster);
  const { rule } = index.judge(connectionIn(cluster, 'shop/web -> shop/db TCP 5432'), 'ingress');
  const table = printPolicy(index, cluster, policyTableRef('shop/db', 'ingress'), null);
  expect(table?.rows.map(({ id, cells, note }) => [id, ...cells.slice(1), note])).toEqual([
    ['NetworkPolicy/shop/db#0', 'ingress[0]', 'Allow', '10.0.0.0/8 except 10.1.0.0/16', 'every port', 'isolates'],
    ['NetworkPolicy/shop/db#1', 'ingress[1]', 'Allow', 'all pods in shop', 'TCP port named sql', 'isolates'],
    ['NetworkPolicy/shop/none', '', 'no rule', '', '', 'isolates, opens nothing'],
  ]);
  expect(rule === null ? null : rowId(rule)).toBe('NetworkPolicy/shop/db#0');
  expect(printPolicy(index, cluster, policyTableRef('shop/nobody', 'ingress'), null)).toBeNull();
});
