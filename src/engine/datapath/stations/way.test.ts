import { describe, expect, it } from 'vitest';
import { steps, walked } from './way.fixture.ts';

function scenario(cluster: string, requests: string): string {
  return `
hopscope: 1
title: two nodes
cluster:
  podCIDR: 10.60.0.0/16
  serviceCIDR: 10.80.0.0/16
${cluster}
manifests: |
  apiVersion: v1
  kind: Node
  metadata: {name: left}
  spec: {podCIDR: 10.60.1.0/24}
  status: {addresses: [{type: InternalIP, address: 172.22.0.11}]}
  ---
  apiVersion: v1
  kind: Node
  metadata: {name: right}
  spec: {podCIDR: 10.60.2.0/24}
  status: {addresses: [{type: InternalIP, address: 172.22.0.12}]}
  ---
  apiVersion: v1
  kind: Pod
  metadata: {name: asker, namespace: x}
  spec: {nodeName: left, containers: [{name: main, image: app}]}
  status: {phase: Running, podIP: 10.60.1.9}
  ---
  apiVersion: v1
  kind: Pod
  metadata: {name: near, namespace: x, labels: {app: near}}
  spec: {nodeName: left, containers: [{name: main, image: app, ports: [{containerPort: 8080}]}]}
  status: {phase: Running, podIP: 10.60.1.5}
  ---
  apiVersion: v1
  kind: Pod
  metadata: {name: far, namespace: x, labels: {app: far}}
  spec: {nodeName: right, containers: [{name: main, image: app, ports: [{containerPort: 8080}]}]}
  status: {phase: Running, podIP: 10.60.2.5}
  ---
  apiVersion: v1
  kind: Service
  metadata: {name: far, namespace: x}
  spec:
    type: LoadBalancer
    clusterIP: 10.80.0.5
    externalTrafficPolicy: Local
    healthCheckNodePort: 32005
    selector: {app: far}
    ports: [{port: 80, targetPort: 8080, nodePort: 30005}]
  status: {loadBalancer: {ingress: [{ip: 198.51.100.5}]}}
  ---
  apiVersion: v1
  kind: Service
  metadata: {name: near, namespace: x}
  spec:
    clusterIP: 10.80.0.6
    selector: {app: near}
    ports: [{port: 80, targetPort: 8080}]
requests:
${requests}`;
}

function way(connect: string, { from = 'pod/x/asker', cluster = '' } = {}): readonly string[] {
  const found = walked(scenario(cluster, `  - {name: it, from: ${from}, connect: ${connect}}`)).get('it');
  if (found === undefined) throw new Error('no such request');
  return steps(found.trace.hops);
}

describe('the way of a packet', () => {
  it('through a cluster IP to another node and back', () => {
    expect(way('{to: 10.80.0.5, port: 80}')).toEqual([
      'send x/asker',
      'translate left prerouting',
      'route left wire',
      'receive x/far',
      'serve x/far',
      '< route right wire',
      '< restore left postrouting',
      '< returned x/asker',
    ]);
  });

  it('through a cluster IP on the same node', () => {
    expect(way('{to: 10.80.0.6, port: 80}')).toEqual([
      'send x/asker',
      'translate left prerouting',
      'receive x/near',
      'serve x/near',
      '< restore left postrouting',
      '< returned x/asker',
    ]);
  });

  it('back to itself, masqueraded', () => {
    expect(way('{to: 10.80.0.6, port: 80}', { from: 'pod/x/near' })).toEqual([
      'send x/near',
      'translate left prerouting',
      'masquerade left postrouting',
      'receive x/near',
      'serve x/near',
      '< restore left prerouting',
      '< restore left postrouting',
      '< returned x/near',
    ]);
  });

  it('from a node, translated at output', () => {
    expect(way('{to: 10.80.0.5, port: 80}', { from: 'node/left' }).slice(0, 4)).toEqual([
      'send left send',
      'translate left output',
      'masquerade left postrouting',
      'route left wire',
    ]);
  });

  it('from outside through a balancer of its own connection', () => {
    expect(way('{to: 198.51.100.5, port: 80}', { from: 'client' })).toEqual([
      'send 203.0.113.7',
      'balance balancer',
      'translate right prerouting',
      'receive x/far',
      'serve x/far',
      '< restore right postrouting',
      '< restore balancer',
      '< returned 203.0.113.7',
    ]);
  });

  it('from outside through a balancer that passes packets on', () => {
    expect(way('{to: 198.51.100.5, port: 80}', { from: 'client', cluster: '  loadBalancer: gcp' })).toEqual([
      'send 203.0.113.7',
      'balance balancer',
      'translate right prerouting',
      'receive x/far',
      'serve x/far',
      '< restore right postrouting',
      '< returned 203.0.113.7',
    ]);
  });

  it('out of the cluster behind the node’s address', () => {
    expect(way('{to: 192.0.2.9, port: 443}')).toEqual([
      'send x/asker',
      'masquerade left postrouting',
      'route left wire',
      'receive 192.0.2.9',
      'serve 192.0.2.9',
      '< restore left prerouting',
      '< returned x/asker',
    ]);
  });

  it('ends where nothing listens', () => {
    expect(way('{to: 10.60.1.5, port: 9}')).toEqual(['send x/asker', 'stop x/near']);
  });

  it('is refused by a host outside, of which the hop is, not of a node', () => {
    const hosts = '  external: {hosts: [{ip: 192.0.2.9, ports: [80]}]}';
    const { trace } =
      walked(scenario(hosts, '  - {name: it, from: pod/x/asker, connect: {to: 192.0.2.9, port: 81}}')).get('it') ?? {};
    expect(trace?.hops.at(-1)).toMatchObject({ kind: 'stop', layer: 'edge', at: { place: { ip: '192.0.2.9' } } });
    expect(trace?.outcome.stoppedAt).toMatchObject({ layer: 'node', reason: 'NothingListens' });
  });

  it('never leaves a pod that calls itself', () => {
    expect(way('{to: 127.0.0.1, port: 8080}', { from: 'pod/x/near' })).toEqual([
      'send x/near',
      'receive x/near',
      'serve x/near',
      '< returned x/near',
    ]);
  });
});

describe('an overlay', () => {
  it('wraps the packet between nodes and nowhere else', () => {
    const { trace } =
      walked(
        scenario(
          '  cni: {name: calico, mode: vxlan}',
          '  - {name: it, from: pod/x/asker, connect: {to: 10.60.2.5, port: 8080}}',
        ),
      ).get('it') ?? {};
    const wrapped = trace?.hops.filter(({ after }) => after?.encapsulates !== null && after !== null) ?? [];
    expect(wrapped.map(({ kind }) => kind)).toEqual(['route', 'route']);
    expect(wrapped[0]?.after).toMatchObject({ src: '172.22.0.11', dst: '172.22.0.12', dport: 4789 });
    expect(wrapped[0]?.after?.encapsulates).toMatchObject({ src: '10.60.1.9', dst: '10.60.2.5' });
  });
});

describe('a run', () => {
  it('is one of the ways there are', () => {
    const found = walked(
      scenario('', '  - {name: it, from: client, via: node/left, connect: {to: 172.22.0.12, port: 30005}}'),
    ).get('it');
    expect(found?.odds.possible.map(({ outcome }) => outcome.word)).toContain(found?.trace.outcome.word);
    expect(found?.trace.outcome.word).toBe('delivered');
  });
});
