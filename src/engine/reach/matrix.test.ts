import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildCluster, type Cluster } from '#cluster';
import { loadManifests } from '#manifests';
import { createPolicyIndex } from '#tables';
import { largeCluster } from './large-cluster.fixture.ts';
import { reachMatrix } from './matrix.ts';
import { connectionBetween, type ReachQuery } from './query.ts';

type Cni = Cluster['settings']['cni']['name'];

function clusterOf(text: string, cni: Cni = 'calico'): Cluster {
  return buildCluster({ manifests: loadManifests(text).objects, settings: { cni: { name: cni } }, faults: [] });
}

/** Every pair where the matrix and the rules, asked one by one, disagree. */
function disagreements(cluster: Cluster, query: ReachQuery): readonly string[] {
  const index = createPolicyIndex(cluster);
  const matrix = reachMatrix(cluster, index, query);
  const pairs = cluster.pods.flatMap((from) => cluster.pods.map((to) => [from, to] as const));
  return pairs
    .filter(([from, to]) => {
      const connection = connectionBetween(cluster, from, to, query);
      const allowed = from.key === to.key || (connection !== null && index.allows(connection));
      return matrix.allows(from, to) !== allowed;
    })
    .map(([from, to]) => `${from.key} -> ${to.key}`);
}

const LABELS = fc.oneof(
  fc.constant({}),
  fc.constantFrom({ a: 'x' }, { a: 'y' }),
  fc.dictionary(fc.constantFrom('a', 'b'), fc.constantFrom('x', 'y', ''), { maxKeys: 2 }),
);
const SELECTOR = fc.oneof(
  fc.record({ matchLabels: LABELS }),
  fc.record({
    matchExpressions: fc.array(
      fc.oneof(
        fc.record({
          key: fc.constantFrom('a', 'b'),
          operator: fc.constantFrom('In', 'NotIn'),
          values: fc.constantFrom(['x'], ['x', 'y'], ['']),
        }),
        fc.record({ key: fc.constantFrom('a', 'b'), operator: fc.constantFrom('Exists', 'DoesNotExist') }),
      ),
      { maxLength: 2 },
    ),
  }),
);
const BLOCK = fc.constantFrom(
  { cidr: '10.244.0.0/16', except: ['10.244.1.0/24'] },
  { cidr: '10.244.0.0/30' },
  { cidr: '10.244.1.0/24' },
  { cidr: '192.168.7.0/24' },
  { cidr: '0.0.0.0/0', except: ['10.244.0.0/16'] },
  { cidr: '0.0.0.0/0', except: ['10.244.0.0/30', '10.244.1.0/32'] },
);
const PEER = fc.oneof(
  fc.record({ podSelector: SELECTOR }),
  fc.record({ namespaceSelector: SELECTOR }),
  fc.record({ podSelector: SELECTOR, namespaceSelector: SELECTOR }),
  fc.record({ ipBlock: BLOCK }),
);
const PORT = fc.oneof(
  fc.record({ port: fc.constantFrom(80, 81, 'web') }),
  fc.record({ port: fc.constant(80), endPort: fc.constant(90) }),
  fc.record({ protocol: fc.constantFrom('TCP', 'UDP') }),
);
const list = <Item>(item: fc.Arbitrary<Item>): fc.Arbitrary<readonly Item[]> => fc.array(item, { maxLength: 2 });
const SPACE = fc.constantFrom('one', 'one', 'two');
const seldom = fc.constantFrom(true, false, false, false, false);
const POLICY = fc.record({
  namespace: SPACE,
  spec: fc.record({
    podSelector: fc.oneof(fc.constant({}), SELECTOR),
    policyTypes: fc.subarray(['Ingress', 'Egress']),
    ingress: list(fc.record({ from: list(PEER), ports: list(PORT) })),
    egress: list(fc.record({ to: list(PEER), ports: list(PORT) })),
  }),
});
const ADMIN_PEER = fc.oneof(
  fc.record({ namespaces: SELECTOR }),
  fc.record({ pods: fc.record({ namespaceSelector: SELECTOR, podSelector: SELECTOR }) }),
);
const ACTION = fc.constantFrom('Allow', 'Deny', 'Pass');
const ADMIN_PORTS = fc.constantFrom({}, { ports: [{ portNumber: { port: 80 } }] }, { ports: [{ namedPort: 'web' }] });
const rules = <Key extends 'from' | 'to'>(key: Key, peer: fc.Arbitrary<object>): fc.Arbitrary<readonly object[]> =>
  list(
    fc
      .tuple(ACTION, fc.array(peer, { minLength: 1, maxLength: 2 }), ADMIN_PORTS)
      .map(([action, peers, ports]) => ({ action, [key]: peers, ...ports })),
  );
const TO = fc.oneof(
  ADMIN_PEER,
  fc.record({ networks: fc.constantFrom(['10.244.1.0/24'], ['0.0.0.0/0']) }),
  fc.record({ nodes: fc.constant({}) }),
);
const ADMIN = fc.record({
  priority: fc.nat(3),
  subject: ADMIN_PEER,
  ingress: rules('from', ADMIN_PEER),
  egress: rules('to', TO),
});
const POD = fc.record({
  namespace: SPACE,
  labels: LABELS,
  node: fc.constantFrom('node-a', 'node-b'),
  hostNetwork: seldom,
  ports: fc.constantFrom(
    [],
    [],
    [{ name: 'web', containerPort: 80 }],
    [{ name: 'web', containerPort: 80 }],
    [{ name: 'web', containerPort: 81 }],
  ),
});

interface Small {
  readonly pods: readonly {
    namespace: string;
    labels: object;
    node: string;
    hostNetwork: boolean;
    ports: readonly object[];
  }[];
  readonly policies: readonly { namespace: string; spec: object }[];
  readonly admin: readonly object[];
  readonly baseline: readonly object[];
}

function listOf({ pods, policies, admin, baseline }: Small): string {
  const node = (name: string, n: number): object => ({
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, labels: { a: 'x' } },
    spec: { podCIDR: `10.244.${n}.0/24` },
    status: { addresses: [{ type: 'InternalIP', address: `192.168.7.1${n + 1}` }] },
  });
  const space = (name: string, labels: object): object => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, labels },
  });
  const tier = (kind: string, name: string, spec: object): object => ({
    apiVersion: 'policy.networking.k8s.io/v1alpha1',
    kind,
    metadata: { name },
    spec,
  });
  const items = [
    node('node-a', 0),
    node('node-b', 1),
    space('one', { a: 'x' }),
    space('two', { b: 'y' }),
    ...pods.map(({ namespace, labels, node: nodeName, hostNetwork, ports }, n) => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: `pod-${n}`, namespace, labels },
      spec: { nodeName, hostNetwork, containers: [{ name: 'main', image: 'app', ports }] },
      status: hostNetwork ? {} : { podIP: `10.244.${nodeName === 'node-a' ? 0 : 1}.${n + 2}` },
    })),
    ...policies.map(({ namespace, spec }, n) => ({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: `policy-${n}`, namespace },
      spec,
    })),
    ...admin.map((spec, n) => tier('AdminNetworkPolicy', `admin-${n}`, spec)),
    ...baseline.slice(0, 1).map((spec) => tier('BaselineAdminNetworkPolicy', 'default', spec)),
  ];
  return JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
}

const SMALL: fc.Arbitrary<Small> = fc.record({
  pods: fc.array(POD, { minLength: 4, maxLength: 8 }),
  policies: fc.array(POLICY, { maxLength: 3 }),
  admin: fc.oneof(fc.constant([]), fc.array(ADMIN, { maxLength: 2 })),
  baseline: fc.array(fc.record({ subject: ADMIN_PEER, ingress: rules('from', ADMIN_PEER), egress: rules('to', TO) }), {
    maxLength: 1,
  }),
});

describe('law: classes agree with the rules asked pair by pair', () => {
  test('over random small clusters, by number and by name, under several CNIs', () => {
    const query = fc.constantFrom<ReachQuery>(
      { protocol: 'TCP', port: 80 },
      { protocol: 'TCP', port: 'web' },
      { protocol: 'UDP', port: 81 },
    );
    const cni = fc.constantFrom<Cni>('calico', 'cilium', 'kindnet', 'weave', 'flannel');
    fc.assert(
      fc.property(SMALL, query, cni, (small, asked, name) => {
        expect(disagreements(clusterOf(listOf(small), name), asked)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  test('over a larger one, which has fewer classes than pods', () => {
    const cluster = clusterOf(largeCluster(0.03));
    expect(disagreements(cluster, { protocol: 'TCP', port: 8080 })).toEqual([]);
    const { classes } = reachMatrix(cluster, createPolicyIndex(cluster), { protocol: 'TCP', port: 8080 });
    expect(classes.length).toBeLessThan(cluster.pods.length);
  });
});
