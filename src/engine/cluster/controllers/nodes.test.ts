import { describe, expect, it } from 'vitest';
import { clusterOf, deployment, documents, node, pod } from '../cluster.fixture.ts';

const names = (...args: Parameters<typeof clusterOf>) => clusterOf(...args).nodes.map(({ name }) => name);

describe('nodes', () => {
  it.each([
    ['Nodes of the manifests are the only ones', node('one'), ['one']],
    ['a nodeName without a Node adds one', documents(node('one'), pod('web', 'nodeName: two')), ['one', 'two']],
    [
      'a template’s nodeName adds one too',
      deployment('web', { spec: '{nodeName: pinned, containers: [{name: main, image: x}]}' }),
      ['node-a', 'node-b', 'node-c', 'pinned'],
    ],
    [
      'pods of a live cluster tell of their nodes',
      pod('web', 'nodeName: worker-1', 'status: {podIP: 10.244.7.3, hostIP: 10.1.1.1}'),
      ['worker-1'],
    ],
    [
      'a nodeName alone does not take the usual nodes away',
      pod('web', 'nodeName: node-b'),
      ['node-a', 'node-b', 'node-c'],
    ],
  ])('%s', (_, text, expected) => {
    expect(names(text)).toEqual(expected);
  });

  it('takes the scenario’s nodes where the manifests hold none', () => {
    const stated = [{ name: 'left', ip: '10.9.0.1', zone: 'west', labels: { disk: 'ssd' } }, { name: 'right' }];
    const cluster = clusterOf('', { nodes: stated });
    expect(cluster.nodes.map(({ name }) => name)).toEqual(['left', 'right']);
    expect(cluster.nodeByName.get('left')).toMatchObject({ ip: '10.9.0.1', zone: 'west', labels: { disk: 'ssd' } });
    expect(names(node('one'), { nodes: stated })).toEqual(['one']);
  });

  it('takes the InternalIP of the primary family as the node’s address and keeps all in order', () => {
    const status =
      'status: {addresses: [{type: ExternalIP, address: 203.0.113.9}, {type: Hostname, address: one}, {type: InternalIP, address: 10.0.0.9}]}';
    const [one] = clusterOf(node('one', status)).nodes;
    expect(one).toMatchObject({
      ip: '10.0.0.9',
      addresses: ['10.0.0.9'],
      publicIps: ['203.0.113.9'],
      internalIps: ['10.0.0.9'],
    });
  });

  it('gives a node without address and range free ones of its own', () => {
    const cluster = clusterOf(documents(node('one'), node('two'), node('three', 'spec: {podCIDR: 10.244.9.0/24}')));
    expect(new Set(cluster.nodes.map(({ ip }) => ip)).size).toBe(3);
    expect(new Set(cluster.nodes.flatMap(({ podCidrs }) => podCidrs)).size).toBe(3);
    expect(cluster.assumptions.some(({ key }) => key === 'node:one')).toBe(true);
  });

  it('is not ready when its condition says so, and then its silent pods are not ready either', () => {
    const down = node('one', 'status: {conditions: [{type: Ready, status: "False"}]}');
    const cluster = clusterOf(documents(down, node('two'), pod('web', 'nodeName: one'), pod('up', 'nodeName: two')));
    expect(cluster.nodes.map(({ ready }) => ready)).toEqual([false, true]);
    expect(cluster.podByKey.get('shop/web')?.ready).toBe(false);
    expect(cluster.podByKey.get('shop/up')?.ready).toBe(true);
  });

  it('labels every node with its name and operating system', () => {
    expect(clusterOf('').nodes[0]?.labels).toMatchObject({
      'kubernetes.io/hostname': 'node-a',
      'kubernetes.io/os': 'linux',
      'topology.kubernetes.io/zone': 'zone-a',
    });
  });

  it('gives an IPv6 cluster IPv6 nodes', () => {
    const cluster = clusterOf('', { podCIDR: 'fd00:7::/56', serviceCIDR: 'fd00:8::/112' });
    expect(cluster.families).toEqual(['IPv6']);
    expect(cluster.nodes[0]).toMatchObject({ ip: 'fd00:192:168:1::11', podCidrs: ['fd00:7::/64'] });
    expect(cluster.serviceByKey.get('kube-system/kube-dns')?.clusterIps).toEqual(['fd00:8::a']);
  });
});
