import { describe, expect, it } from 'vitest';
import { walked } from '../stations/way.fixture.ts';

function layers(request: string, proxy: string): readonly string[] {
  const run = walked(`
hopscope: 1
cluster:
  serviceProxy: ${proxy}
  ${proxy === 'ebpf' ? 'cni: cilium' : 'cni: calico'}
  external: {hosts: [{ip: 198.18.5.5, ports: [443]}]}
manifests: |
  apiVersion: v1
  kind: Pod
  metadata: {name: eel, namespace: market}
  spec: {nodeName: node-a, containers: [{name: main, image: app}]}
  ---
  apiVersion: v1
  kind: Pod
  metadata: {name: till, namespace: market, labels: {app: till}}
  spec: {nodeName: node-b, containers: [{name: main, image: app}]}
  ---
  apiVersion: v1
  kind: Service
  metadata: {name: till, namespace: market}
  spec: {type: NodePort, clusterIP: 10.96.0.80, selector: {app: till}, ports: [{port: 80, nodePort: 30080}]}
requests:
- {name: one, ${request}}
`).get('one');
  return (run?.trace.hops ?? []).flatMap(({ kind, layer }) =>
    kind === 'masquerade' || kind === 'restore' ? [`${kind} ${layer}`] : [],
  );
}

describe('what a node rewrote is undone on the layer that rewrote it', () => {
  it.each([
    [
      'the CNI’s masquerade of a pod that leaves',
      'from: pod/market/eel, connect: {to: 198.18.5.5, port: 443}',
      'iptables',
      ['masquerade cni', 'restore cni'],
    ],
    [
      'the same by Cilium’s programs',
      'from: pod/market/eel, connect: {to: 198.18.5.5, port: 443}',
      'ebpf',
      ['masquerade cni', 'restore cni'],
    ],
    [
      'kube-proxy’s masquerade, with its translation',
      'from: client, connect: {to: node/node-a, port: 30080}',
      'iptables',
      ['masquerade service', 'restore service', 'restore service'],
    ],
    [
      'kube-proxy’s translation alone',
      'from: pod/market/eel, connect: {to: 10.96.0.80, port: 80}',
      'iptables',
      ['restore service'],
    ],
  ])('%s', (_, request, proxy, wanted) => {
    expect(layers(request, proxy)).toEqual(wanted);
  });
});
