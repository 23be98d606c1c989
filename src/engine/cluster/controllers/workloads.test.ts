import { describe, expect, it } from 'vitest';
import type { Cluster } from '../model.ts';
import { clusterOf, deployment, documents, pod } from '../cluster.fixture.ts';

const SAFE = '[bcdfghjklmnpqrstvwxz2456789]';

function workload(kind: string, spec: string): string {
  return `
apiVersion: ${kind === 'Job' || kind === 'CronJob' ? 'batch/v1' : kind === 'ReplicationController' ? 'v1' : 'apps/v1'}
kind: ${kind}
metadata: {name: app, namespace: shop}
spec: ${spec}
`;
}

const TEMPLATE = 'template: {metadata: {labels: {app: app}}, spec: {containers: [{name: main, image: x}]}}';
const SELECTOR = 'selector: {matchLabels: {app: app}}';
const own = (cluster: Cluster) => cluster.pods.filter(({ namespace }) => namespace === 'shop');

describe('workloads', () => {
  it.each([
    [
      'a Deployment names its pods by two hashes',
      workload('Deployment', `{replicas: 2, ${SELECTOR}, ${TEMPLATE}}`),
      2,
      `^app-${SAFE}{10}-${SAFE}{5}$`,
    ],
    [
      'one replica is the default',
      workload('Deployment', `{${SELECTOR}, ${TEMPLATE}}`),
      1,
      `^app-${SAFE}{10}-${SAFE}{5}$`,
    ],
    [
      'a bare ReplicaSet names by one hash',
      workload('ReplicaSet', `{replicas: 3, ${SELECTOR}, ${TEMPLATE}}`),
      3,
      `^app-${SAFE}{5}$`,
    ],
    [
      'a StatefulSet counts',
      workload('StatefulSet', `{replicas: 3, serviceName: app, ${SELECTOR}, ${TEMPLATE}}`),
      3,
      '^app-[012]$',
    ],
    [
      'a StatefulSet counts from its start',
      workload('StatefulSet', `{replicas: 2, ordinals: {start: 7}, serviceName: app, ${SELECTOR}, ${TEMPLATE}}`),
      2,
      '^app-[78]$',
    ],
    ['a DaemonSet has one on every node', workload('DaemonSet', `{${SELECTOR}, ${TEMPLATE}}`), 3, `^app-${SAFE}{5}$`],
    ['a Job has as many as run in parallel', workload('Job', `{parallelism: 2, ${TEMPLATE}}`), 2, `^app-${SAFE}{5}$`],
    ['a suspended Job has none', workload('Job', `{suspend: true, ${TEMPLATE}}`), 0, ''],
    ['a CronJob has none', workload('CronJob', `{schedule: "* * * * *", jobTemplate: {spec: {${TEMPLATE}}}}`), 0, ''],
    [
      'a ReplicationController has its replicas',
      workload('ReplicationController', `{replicas: 2, selector: {app: app}, ${TEMPLATE}}`),
      2,
      `^app-${SAFE}{5}$`,
    ],
    ['zero replicas are none', workload('Deployment', `{replicas: 0, ${SELECTOR}, ${TEMPLATE}}`), 0, ''],
  ])('%s', (_, text, count, pattern) => {
    const pods = own(clusterOf(text));
    expect(pods.length).toBe(count);
    for (const { name, ready, phase } of pods) {
      expect(name).toMatch(new RegExp(pattern));
      expect([ready, phase]).toEqual([true, 'Running']);
    }
    expect(new Set(pods.map(({ name }) => name)).size).toBe(count);
  });

  it('says of the pods of a Job that they end', () => {
    const { assumptions } = clusterOf(workload('Job', `{${TEMPLATE}}`));
    const sentences = assumptions.filter(({ object }) => object.kind === 'Job').map(({ sentence }) => sentence);
    expect(sentences.join()).toContain('Pods of a Job end');
  });

  it('gives pods of a StatefulSet their host name, subdomain and labels', () => {
    const [first] = own(
      clusterOf(workload('StatefulSet', `{replicas: 1, serviceName: peers, ${SELECTOR}, ${TEMPLATE}}`)),
    );
    expect(first?.spec).toMatchObject({ hostname: 'app-0', subdomain: 'peers' });
    expect(first?.labels['statefulset.kubernetes.io/pod-name']).toBe('app-0');
  });

  it('stops at a number of replicas that nobody means, and says so', () => {
    const cluster = clusterOf(deployment('web', { replicas: 1_000_000 }));
    expect(own(cluster).length).toBe(50_000);
    expect(cluster.problems.map(({ code, object }) => [code, object])).toEqual([
      ['NotModelledReplicas', 'Deployment/shop/web'],
    ]);
    expect(clusterOf(deployment('web', { replicas: 40 })).problems).toEqual([]);
  });

  it('takes a pod that has the very name of a replica for it', () => {
    const text = workload('StatefulSet', `{replicas: 2, serviceName: app, ${SELECTOR}, ${TEMPLATE}}`);
    const cluster = clusterOf(documents(text, pod('app-0', '', 'status: {podIP: 10.244.0.9}')));
    expect(own(cluster).map(({ name }) => name)).toEqual(['app-0', 'app-1']);
    expect(cluster.workloads.get('StatefulSet/shop/app')?.pods).toEqual(['shop/app-0', 'shop/app-1']);
  });

  it('does not count an unowned pod among the replicas', () => {
    const cluster = clusterOf(documents(deployment('web', { replicas: 1 }), pod('web')));
    expect(cluster.pods.filter(({ labels }) => labels['app'] === 'web').length).toBe(2);
    expect(cluster.podByKey.get('shop/web')?.workload).toBeNull();
  });

  const replicaSet = `
apiVersion: apps/v1
kind: ReplicaSet
metadata: {name: web-5d9f, namespace: shop, ownerReferences: [{apiVersion: apps/v1, kind: Deployment, name: web, uid: u1, controller: true}]}
spec: {replicas: 2, selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}}, spec: {containers: [{name: main, image: x}]}}}
`;
  const live = (name: string) => `
apiVersion: v1
kind: Pod
metadata:
  name: ${name}
  namespace: shop
  labels: {app: web, pod-template-hash: 5d9f}
  ownerReferences: [{apiVersion: apps/v1, kind: ReplicaSet, name: web-5d9f, uid: u2, controller: true}]
spec: {nodeName: node-b, containers: [{name: main, image: x}]}
status: {phase: Running, podIP: 10.244.1.${name.length}}
`;

  it.each([
    [
      'with Deployment and ReplicaSet',
      documents(deployment('web', { replicas: 2 }), replicaSet, live('web-5d9f-a'), live('web-5d9f-bb')),
    ],
    [
      'with the Deployment alone',
      documents(deployment('web', { replicas: 2 }), live('web-5d9f-a'), live('web-5d9f-bb')),
    ],
    ['with the ReplicaSet alone', documents(replicaSet, live('web-5d9f-a'), live('web-5d9f-bb'))],
    ['with neither', documents(live('web-5d9f-a'), live('web-5d9f-bb'))],
  ])('takes the pods of a live cluster as they are, %s', (_, text) => {
    const cluster = clusterOf(text);
    expect(own(cluster).map(({ name }) => name)).toEqual(['web-5d9f-a', 'web-5d9f-bb']);
    expect(cluster.workloads.get('Deployment/shop/web')?.pods).toEqual(['shop/web-5d9f-a', 'shop/web-5d9f-bb']);
    expect(own(cluster).map(({ workload: owner, ordinal }) => [owner?.kind, owner?.name, ordinal])).toEqual([
      ['Deployment', 'web', 0],
      ['Deployment', 'web', 1],
    ]);
  });

  it('does not expand a ReplicaSet beside its Deployment', () => {
    expect(own(clusterOf(documents(deployment('web', { replicas: 2 }), replicaSet))).length).toBe(2);
  });

  it('states one assumption for all pods of a workload', () => {
    const { assumptions } = clusterOf(deployment('web', { replicas: 5 }));
    expect(assumptions.filter(({ object }) => object.name === 'web').length).toBe(1);
  });
});

describe('what listens in a pod', () => {
  const listens = (spec: string) =>
    clusterOf(pod('web', '', '').replace('{name: main, image: example/web}', spec)).podByKey.get('shop/web')?.listens;

  it.each([
    ['no port list means every port', '{name: main, image: x}', null],
    ['probes alone do not make a list', '{name: main, image: x, readinessProbe: {tcpSocket: {port: 9}}}', null],
    [
      'a list means those',
      '{name: main, image: x, ports: [{containerPort: 80}, {containerPort: 53, protocol: UDP}]}',
      ['80/TCP', '53/UDP'],
    ],
    [
      'probe ports listen too',
      '{name: main, image: x, ports: [{containerPort: 80}], livenessProbe: {httpGet: {port: 8081}}}',
      ['80/TCP', '8081/TCP'],
    ],
    [
      'a probe may name a port',
      '{name: main, image: x, ports: [{name: web, containerPort: 80}], readinessProbe: {httpGet: {port: web}}}',
      ['80/TCP'],
    ],
    [
      'one container with a list is a list for the pod',
      '{name: main, image: x}, {name: side, image: y, ports: [{containerPort: 7}]}',
      ['7/TCP'],
    ],
  ])('%s', (_, spec, expected) => {
    expect(listens(spec)?.map(({ port, protocol }) => `${port}/${protocol}`) ?? null).toEqual(expected);
  });
});
