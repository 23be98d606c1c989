import { describe, expect, test } from 'vitest';
import { openSession } from '#engine';
import { trialsOf } from './trial.ts';

const SCENARIO = `
hopscope: 1
cluster: {podCIDR: 10.40.0.0/16, serviceCIDR: 10.90.0.0/16, loadBalancer: cloud}
manifests: |
  apiVersion: v1
  kind: Node
  metadata: {name: oak}
  spec: {podCIDR: 10.40.1.0/24}
  status: {addresses: [{type: InternalIP, address: 172.16.5.11}]}
  ---
  apiVersion: v1
  kind: Pod
  metadata: {name: seed, namespace: garden, labels: {app: seed}}
  spec: {nodeName: oak, containers: [{name: main, image: example.org/seed, ports: [{containerPort: 8080}]}]}
  status: {phase: Running, podIP: 10.40.1.5}
  ---
  apiVersion: v1
  kind: Service
  metadata: {name: gate, namespace: garden}
  spec:
    type: LoadBalancer
    clusterIP: 10.90.0.5
    sessionAffinity: ClientIP
    selector: {app: seed}
    ports: [{port: 80, targetPort: 8080, nodePort: 30180}]
  status: {loadBalancer: {ingress: [{ip: 198.51.100.5}]}}
requests:
  - {name: by name, from: pod/garden/seed, http: {url: 'http://gate/'}}
  - {name: from outside, from: client, connect: {to: 198.51.100.5, port: 80}}
  - {name: a ping, from: node/oak, connect: {to: 10.40.1.5, protocol: ICMP}}
`;

describe('requests as connections to try', () => {
  const { trials, left } = trialsOf(openSession(SCENARIO));

  test('a request by name is tried at the address that the engine resolved, and a hairpin is rewritten', () => {
    const [first] = trials;
    expect(first?.to).toEqual({ ip: '10.90.0.5', port: 80, protocol: 'tcp' });
    expect(first?.said).toEqual({
      endpoints: ['10.40.1.5:8080'],
      words: ['delivered'],
      source: ['rewritten'],
      sticky: true,
    });
  });

  test('behind a balancer that rewrites, the connection that a node gets is tried', () => {
    const second = trials[1];
    expect(second?.name).toBe('from outside, behind the balancer, arriving on oak');
    expect(second?.to).toEqual({ ip: '172.16.5.11', port: 30180, protocol: 'tcp' });
  });

  test('what namespaces cannot show is left with its reason', () => {
    expect(left).toEqual([{ name: 'a ping', why: 'ICMP is not tried' }]);
  });
});

test.each([
  ['cilium', ['the CNI masquerades it by rules that are not printed']],
  ['calico', []],
])('what %s hides is left where its rules are not printed', (cni, reasons) => {
  const scenario = SCENARIO.slice(0, SCENARIO.indexOf('requests:'))
    .replace('cluster: {', `cluster: {cni: ${cni}, `)
    .replace(
      '  apiVersion: v1\n  kind: Pod',
      `  apiVersion: v1\n  kind: Node\n  metadata: {name: elm}\n  spec: {podCIDR: 10.40.2.0/24}\n  status: {addresses: [{type: InternalIP, address: 172.16.5.12}]}\n  ---\n  apiVersion: v1\n  kind: Pod`,
    );
  const requests = 'requests:\n  - {name: out, from: pod/garden/seed, connect: {to: 172.16.5.12, port: 9100}}\n';
  expect(trialsOf(openSession(scenario + requests)).left.map(({ why }) => why)).toEqual(reasons);
});
