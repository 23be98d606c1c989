import { describe, expect, it } from 'vitest';
import type { Fault } from '#document';
import { clusterOf, deployment, documents, fault, pod, service } from '../cluster.fixture.ts';

const TEXT = documents(deployment('web', { replicas: 3 }), service('web'));
const broken = (...faults: readonly Fault[]) => clusterOf(TEXT, {}, faults);
const ready = (cluster: ReturnType<typeof clusterOf>) =>
  cluster.slicesOf.get('shop/web')?.flatMap(({ endpoints }) => endpoints.map((endpoint) => endpoint.ready));
const first = clusterOf(TEXT).workloads.get('Deployment/shop/web')?.pods[0] ?? '';

describe('faults', () => {
  it('leave the model alone where there are none', () => {
    expect(ready(broken())).toEqual([true, true, true]);
  });

  it.each([
    [
      'podNotReady takes one pod out, which listens on',
      fault('podNotReady', `pod/${first}`),
      [false, true, true],
      'listens',
    ],
    ['podCrash refuses as well', fault('podCrash', `pod/${first}`), [false, true, true], 'refuses'],
    ['a workload means all of its pods', fault('podNotReady', 'deployment/shop/web'), [false, false, false], 'listens'],
    ['a Service means the pods it selects', fault('podCrash', 'service/shop/web'), [false, false, false], 'refuses'],
  ] as const)('%s', (_, one, expected, health) => {
    const cluster = broken(one);
    expect(ready(cluster)).toEqual(expected);
    expect(cluster.podByKey.get(first)?.health).toBe(health);
  });

  it('nodeDown takes the node and its pods, and no other', () => {
    const node = clusterOf(TEXT).podByKey.get(first)?.node ?? '';
    const cluster = broken(fault('nodeDown', `node/${node}`));
    expect(cluster.nodeByName.get(node)?.ready).toBe(false);
    for (const one of cluster.pods)
      expect([one.key, one.ready, one.health]).toEqual([
        one.key,
        one.node !== node,
        one.node === node ? 'silent' : 'listens',
      ]);
  });

  it('coreDnsDown leaves ready endpoints that say nothing', () => {
    for (const one of [fault('coreDnsDown'), fault('coreDnsDown', 'deployment/kube-system/coredns')]) {
      const cluster = broken(one);
      const servers = cluster.pods.filter(({ role }) => role === 'coredns');
      expect(servers.map(({ ready: isReady, health }) => [isReady, health])).toEqual([
        [true, 'silent'],
        [true, 'silent'],
      ]);
    }
  });

  it('are seen in written slices too', () => {
    const slice = `
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {name: web-1, namespace: shop, labels: {kubernetes.io/service-name: web}}
addressType: IPv4
ports: [{name: "", port: 8080}]
endpoints: [{addresses: [10.244.0.9]}]
`;
    const text = documents(service('web'), pod('one', '', 'status: {podIP: 10.244.0.9}'), slice);
    expect(ready(clusterOf(text))).toEqual([true]);
    expect(ready(clusterOf(text, {}, [fault('podNotReady', 'pod/shop/one')]))).toEqual([false]);
  });

  it('that only stations know of are carried along', () => {
    expect(broken(fault('conntrackFull', 'node/node-a')).faults.map(({ type }) => type)).toEqual(['conntrackFull']);
  });

  it.each([
    ['a pod', fault('podCrash', 'pod/shop/nobody')],
    ['a node', fault('nodeDown', 'node/nowhere')],
    ['nothing', fault('podNotReady')],
  ])('with a target that is not there are a problem: %s', (_, one) => {
    expect(broken(one).problems.map(({ code }) => code)).toEqual(['UnknownTarget']);
  });
});
