import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadManifests } from '#manifests';
import { cidrContains } from '#net';
import { buildCluster } from './build.ts';
import { clusterOf, deployment, documents, pod, service } from './cluster.fixture.ts';
import type { Cluster } from './model.ts';
import { matchesLabels } from './selector.ts';

const NAMES = ['web', 'cart', 'api', 'db', 'cache', 'mail', 'auth', 'search'] as const;

const parts = fc.uniqueArray(
  fc.record({
    name: fc.constantFrom(...NAMES),
    kind: fc.constantFrom('deployment', 'pod', 'service', 'both'),
    replicas: fc.integer({ min: 0, max: 6 }),
    type: fc.constantFrom('ClusterIP', 'NodePort', 'LoadBalancer'),
  }),
  { selector: ({ name }) => name, maxLength: NAMES.length },
);

function texts(list: typeof parts extends fc.Arbitrary<infer List> ? List : never): readonly string[] {
  return list.flatMap(({ name, kind, replicas, type }) => [
    ...(kind === 'pod' ? [pod(name)] : []),
    ...(kind === 'deployment' || kind === 'both' ? [deployment(name, { replicas })] : []),
    ...(kind === 'service' || kind === 'both' ? [service(name, `type: ${type}`)] : []),
  ]);
}

function addressesOf(cluster: Cluster): ReadonlyMap<string, string> {
  return new Map([
    ...cluster.nodes.map((one) => [`node ${one.name}`, `${one.ip} ${one.podCidrs.join()}`] as const),
    ...cluster.pods.map((one) => [`pod ${one.key}`, `${one.node} ${one.ips.join()}`] as const),
    ...cluster.services.map((one) => {
      const ports = one.ports.map(({ nodePort }) => nodePort).join();
      return [
        `service ${one.key}`,
        `${one.clusterIps.join()} ${ports} ${one.loadBalancer.map(({ ip }) => ip).join()}`,
      ] as const;
    }),
  ]);
}

describe('buildCluster', () => {
  it('gives the same cluster for the same manifests', () => {
    fc.assert(
      fc.property(parts, (list) => {
        const text = documents(...texts(list));
        expect(clusterOf(text)).toEqual(clusterOf(text));
      }),
      { numRuns: 30 },
    );
  });

  it('moves nothing when the documents change places or a comment is added', () => {
    fc.assert(
      fc.property(parts, fc.nat(), (list, turn) => {
        const all = texts(list);
        const at = all.length === 0 ? 0 : turn % all.length;
        const turned = documents('# a comment', ...all.slice(at), ...all.slice(0, at));
        const moved = addressesOf(clusterOf(turned));
        for (const [key, value] of addressesOf(clusterOf(documents(...all))))
          expect([key, moved.get(key)]).toEqual([key, value]);
      }),
      { numRuns: 40 },
    );
  });

  it('moves only what comes after it by key and collides with it when an unrelated object is added', () => {
    const before = addressesOf(
      clusterOf(documents(deployment('web', { replicas: 3 }), service('web', 'type: LoadBalancer'))),
    );
    const after = addressesOf(
      clusterOf(
        documents(
          pod('intruder'),
          service('other', 'type: NodePort'),
          deployment('web', { replicas: 3 }),
          service('web', 'type: LoadBalancer'),
        ),
      ),
    );
    for (const [key, value] of before) expect([key, after.get(key)]).toEqual([key, value]);
  });

  it('gives no address twice, and every pod one of its node’s range', () => {
    fc.assert(
      fc.property(parts, (list) => {
        const cluster = clusterOf(documents(...texts(list)));
        const all = [
          ...cluster.nodes.flatMap((one) => one.addresses),
          ...cluster.pods.flatMap((one) => one.ips),
          ...cluster.services.flatMap((one) => [...one.clusterIps, ...one.loadBalancer.flatMap(({ ip }) => ip ?? [])]),
        ];
        expect(new Set(all).size).toBe(all.length);
        for (const one of cluster.pods) {
          const range = cluster.nodeByName.get(one.node)?.podCidrs ?? [];
          expect(range.some((block) => one.ip !== null && cidrContains(block, one.ip))).toBe(true);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('puts exactly the selected pods into the slices of a Service', () => {
    fc.assert(
      fc.property(parts, (list) => {
        const cluster = clusterOf(documents(...texts(list)));
        for (const one of cluster.services) {
          const { selector } = one.spec;
          if (selector === null) continue;
          const selected = cluster.pods.filter(
            (each) => each.namespace === one.namespace && matchesLabels(selector, each.labels),
          );
          const found = (cluster.slicesOf.get(one.key) ?? []).flatMap(({ endpoints }) =>
            endpoints.map((each) => each.pod),
          );
          expect(found.length).toBe(selected.length);
          expect(new Set(found)).toEqual(new Set(selected.map(({ key }) => key)));
        }
      }),
      { numRuns: 40 },
    );
  });

  it('keeps every pod’s address when a template changes its image', () => {
    const text = deployment('web', { replicas: 4 });
    const places = (cluster: Cluster) =>
      cluster.pods.filter((one) => one.namespace === 'shop').map(({ ordinal, ip }) => [ordinal, ip]);
    expect(places(clusterOf(text.replace('example/web', 'example/web:2')))).toEqual(places(clusterOf(text)));
  });

  it('finds addresses for more pods than the nodes’ ranges hold', () => {
    const cluster = clusterOf(deployment('web', { replicas: 2_000 }));
    expect(new Set(cluster.pods.map(({ ip }) => ip)).size).toBe(2_002);
    expect(cluster.problems).toEqual([]);
  });

  it('takes whatever a torn text leaves over, without throwing', () => {
    const lines = documents(
      deployment('web', { replicas: 2 }),
      service('web', 'type: LoadBalancer, ipFamilies: [IPv6], loadBalancerIP: nowhere'),
      pod('db', 'nodeName: gone, hostNetwork: true', 'status: {podIP: 10.244.0.300, hostIP: ten}'),
      'apiVersion: v1\nkind: Node\nmetadata:\n  name: one\nspec:\n  podCIDR: 10.244.0.0/33\n  taints:\n  - effect: NoSchedule',
      'apiVersion: discovery.k8s.io/v1\nkind: EndpointSlice\nmetadata:\n  name: web-1\n  labels:\n    kubernetes.io/service-name: web\nendpoints:\n- addresses:\n  - nowhere\nports:\n- port: 80',
    ).split('\n');
    fc.assert(
      fc.property(
        fc.subarray(lines),
        fc.constantFrom('10.244.0.0/16', '10.9.9.9/32', '0.0.0.0/0', 'fd00::/64', ''),
        (left, podCIDR) => {
          const { objects } = loadManifests(left.join('\n'));
          const cluster = buildCluster({
            manifests: objects,
            settings: { podCIDR, serviceCIDR: podCIDR, nodePortRange: '7-7' },
            faults: [],
          });
          expect(cluster.manifests).toBe(objects);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('is an empty cluster with DNS and an API server when there are no manifests', () => {
    const cluster = clusterOf('');
    expect(cluster.nodes.map(({ name, ip, zone, podCidrs }) => [name, ip, zone, podCidrs])).toEqual([
      ['node-a', '192.168.1.11', 'zone-a', ['10.244.0.0/24']],
      ['node-b', '192.168.1.12', 'zone-b', ['10.244.1.0/24']],
      ['node-c', '192.168.1.13', 'zone-c', ['10.244.2.0/24']],
    ]);
    expect(cluster.serviceByKey.get('kube-system/kube-dns')?.clusterIps).toEqual(['10.96.0.10']);
    expect(cluster.serviceByKey.get('default/kubernetes')?.clusterIps).toEqual(['10.96.0.1']);
    const [slice] = cluster.slicesOf.get('default/kubernetes') ?? [];
    expect(slice?.endpoints.map(({ ip }) => `${ip}:${slice.ports[0]?.port}`)).toEqual(['192.168.1.10:6443']);
    expect(cluster.ingressControllers).toEqual([]);
    expect(cluster.ingressClasses.size).toBe(0);
  });
});
