import { describe, expect, it } from 'vitest';
import { clusterOf, deployment, documents, node, pod } from '../cluster.fixture.ts';

const NODES = documents(
  node('red', 'spec: {podCIDR: 10.244.1.0/24}').replace('labels: {}', 'labels: {color: red}'),
  node('blue', 'spec: {podCIDR: 10.244.2.0/24, taints: [{key: only, value: special, effect: NoSchedule}]}').replace(
    'labels: {}',
    'labels: {color: blue}',
  ),
  node('green', 'spec: {podCIDR: 10.244.3.0/24, unschedulable: true}').replace('labels: {}', 'labels: {color: green}'),
);
const affinity = (operator: string, values: string) =>
  `affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchExpressions: [{key: color, operator: ${operator}${values}}]}]}}}`;
const TOLERATE = 'tolerations: [{key: only, operator: Equal, value: special, effect: NoSchedule}]';

describe('scheduler', () => {
  it.each([
    ['a pod goes where nothing keeps it away', '', 'red'],
    ['nodeName goes past every rule', 'nodeName: green', 'green'],
    ['a toleration opens a tainted node', `${TOLERATE}, nodeSelector: {color: blue}`, 'blue'],
    [
      'a toleration without key tolerates all',
      'tolerations: [{operator: Exists}], nodeSelector: {color: blue}',
      'blue',
    ],
    ['node affinity with In', `${affinity('In', ', values: [red]')}`, 'red'],
    ['node affinity with NotIn', `${affinity('NotIn', ', values: [red]')}, ${TOLERATE}`, 'blue'],
  ])('%s', (_, spec, expected) => {
    expect(clusterOf(documents(NODES, pod('web', spec))).podByKey.get('shop/web')?.node).toBe(expected);
  });

  it.each([
    ['a nodeSelector nobody meets', 'nodeSelector: {color: black}'],
    ['a taint nobody tolerates', 'nodeSelector: {color: blue}'],
    ['a cordoned node', 'nodeSelector: {color: green}'],
    ['an affinity nobody meets', affinity('DoesNotExist', '')],
  ])('leaves a pod Pending, without address, and says so: %s', (_, spec) => {
    const cluster = clusterOf(documents(NODES, pod('web', spec)));
    expect(cluster.podByKey.get('shop/web')).toMatchObject({ phase: 'Pending', ip: null, ready: false, node: '' });
    expect(cluster.problems.map(({ code }) => code)).toContain('PodFitsNoNode');
  });

  it('stands a pod with an address and no nodeName on the node whose range holds it', () => {
    const text = pod('web', '', 'status: {podIP: 10.244.3.77}');
    expect(clusterOf(documents(NODES, text)).podByKey.get('shop/web')?.node).toBe('green');
  });

  it('spreads a workload’s pods over the nodes in turn', () => {
    const nodes = clusterOf(deployment('web', { replicas: 6 }))
      .pods.filter(({ namespace }) => namespace === 'shop')
      .map((one) => one.node);
    expect(new Set(nodes.slice(0, 3))).toEqual(new Set(['node-a', 'node-b', 'node-c']));
    expect(nodes.slice(3)).toEqual(nodes.slice(0, 3));
  });

  it('puts DaemonSet pods on cordoned nodes too, not on tainted ones', () => {
    const daemon = deployment('agent')
      .replace('kind: Deployment', 'kind: DaemonSet')
      .replace(/ {2}replicas: 1\n/, '');
    const cluster = clusterOf(documents(NODES, daemon));
    expect(cluster.pods.filter(({ namespace }) => namespace === 'shop').map((one) => one.node)).toEqual([
      'green',
      'red',
    ]);
  });
});

describe('host ports', () => {
  const port = (number: number, more = '') =>
    `containers: [{name: main, image: app, ports: [{containerPort: 8080, hostPort: ${number}${more}}]}]`;
  const one = (name: string, spec: string) =>
    `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}, namespace: shop}\nspec: {nodeSelector: {color: red}, ${spec}}`;
  const phases = (...pods: readonly string[]) =>
    clusterOf(documents(NODES, ...pods))
      .pods.filter(({ namespace }) => namespace === 'shop')
      .map(({ name, phase }) => `${name} ${phase}`);

  it.each([
    ['the same one twice on a node', one('a', port(80)), one('b', port(80)), ['a Running', 'b Pending']],
    ['two', one('a', port(80)), one('b', port(81)), ['a Running', 'b Running']],
    ['one for each protocol', one('a', port(80)), one('b', port(80, ', protocol: UDP')), ['a Running', 'b Running']],
    [
      'one for each address',
      one('a', port(80, ', hostIP: 10.0.0.1')),
      one('b', port(80, ', hostIP: 10.0.0.2')),
      ['a Running', 'b Running'],
    ],
    [
      'every address and one of them',
      one('a', port(80)),
      one('b', port(80, ', hostIP: 10.0.0.2')),
      ['a Running', 'b Pending'],
    ],
    [
      'on the host’s network every port is one',
      one('a', port(8080)),
      one('b', 'hostNetwork: true, containers: [{name: main, image: app, ports: [{containerPort: 8080}]}]'),
      ['a Running', 'b Pending'],
    ],
  ])('%s', (_name, first, second, want) => {
    expect(phases(first, second)).toEqual(want);
  });
});
