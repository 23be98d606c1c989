import { describe, expect, it } from 'vitest';
import { walked } from '../way.fixture.ts';

function scenario(address: string): string {
  return `
hopscope: 1
title: a shop
manifests: |
  apiVersion: v1
  kind: Pod
  metadata: {name: eel, namespace: market}
  spec: {nodeName: node-a, containers: [{name: main, image: app}]}
  ---
  apiVersion: v1
  kind: Pod
  metadata: {name: till, namespace: market, labels: {app: till}}
  spec: {nodeName: node-b, containers: [{name: main, image: app, ports: [{containerPort: 9000}]}]}
  ---
  apiVersion: v1
  kind: Service
  metadata: {name: till, namespace: market}
  spec: {${address}selector: {app: till}, ports: [{port: 80, targetPort: 9000}]}
requests:
- {name: buy, from: pod/market/eel, connect: {to: service/market/till, port: 80}}
`;
}

function fieldsOf(text: string, of: 'translate' | 'balance' = 'translate'): readonly string[] {
  const translated = walked(text)
    .get('buy')
    ?.trace.hops.find(({ kind }) => kind === of);
  return (translated?.because ?? [])
    .filter(({ object }) => object.kind === 'Service')
    .map(({ field }) => field.join('.'));
}

describe('a translation cites of its Service', () => {
  it.each([
    { name: 'the address that it states', address: 'clusterIP: 10.96.0.80, ', cites: true },
    { name: 'no address where one was only given to it: no line says so', address: '', cites: false },
  ])('$name', ({ address, cites }) => {
    const fields = fieldsOf(scenario(address));
    expect(fields).toEqual(expect.arrayContaining(['spec.ports.0', 'spec.selector']));
    expect(fields.includes('spec.clusterIP')).toBe(cites);
  });

  it.each([
    { policy: 'Cluster', from: 'client', cites: true, name: 'the policy Cluster, which hides a client from outside' },
    { policy: 'Local', from: 'client', cites: true, name: 'the policy Local, which keeps to the node' },
    { policy: 'Cluster', from: 'pod/market/eel', cites: false, name: 'no policy Cluster where the source stays' },
  ])('$name', ({ policy, from, cites }) => {
    const text = scenario(`type: NodePort, externalTrafficPolicy: ${policy}, `)
      .replace('targetPort: 9000', 'targetPort: 9000, nodePort: 30080')
      .replace(
        /from: .*$/m,
        from === 'client'
          ? 'from: client, connect: {to: node/node-b, port: 30080}}'
          : `from: ${from}, connect: {to: service/market/till, port: 80}}`,
      );
    expect(fieldsOf(text).includes('spec.externalTrafficPolicy')).toBe(cites);
  });

  it.each([
    { name: 'the ranges that let it in on the node', provider: 'gcp', ranges: '[203.0.113.0/24]', cites: true },
    {
      name: 'no ranges where a balancer asked them before',
      provider: 'cloud',
      ranges: '[203.0.113.0/24]',
      cites: false,
    },
    { name: 'no ranges of the other family', provider: 'gcp', ranges: '["2001:db8::/64"]', cites: false },
  ])('$name', ({ provider, ranges, cites }) => {
    const text = scenario(`type: LoadBalancer, loadBalancerSourceRanges: ${ranges}, `)
      .replace('title: a shop', `cluster: {loadBalancer: ${provider}}`)
      .replace('from: pod/market/eel', 'from: client');
    expect(fieldsOf(text, 'translate').includes('spec.loadBalancerSourceRanges')).toBe(cites);
    expect(fieldsOf(text, 'balance').includes('spec.loadBalancerSourceRanges')).toBe(provider === 'cloud');
  });

  it.each([
    {
      name: 'the node port alone where it is written',
      nodePort: ', nodePort: 30080',
      cites: ['spec.ports.0.nodePort'],
    },
    {
      name: 'the port too where its node port was only given',
      nodePort: '',
      cites: ['spec.ports.0.nodePort', 'spec.ports.0'],
    },
  ])('$name', ({ nodePort, cites }) => {
    const text = scenario('type: LoadBalancer, ')
      .replace('title: a shop', 'cluster: {loadBalancer: cloud}')
      .replace('targetPort: 9000', `targetPort: 9000${nodePort}`)
      .replace('from: pod/market/eel', 'from: client');
    expect(fieldsOf(text).filter((field) => field.startsWith('spec.ports'))).toEqual(cites);
  });
});
