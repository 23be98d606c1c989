import { describe, expect, test } from 'vitest';
import { buildCluster, type Cluster } from '#cluster';
import { loadManifests } from '#manifests';
import { createPolicyIndex } from '#tables';
import { largeCluster } from './large-cluster.fixture.ts';
import { reachOverWorkloads, reachTable } from './table.ts';

const MANIFESTS = `
apiVersion: apps/v1
kind: Deployment
metadata: {name: front, namespace: app}
spec:
  replicas: 2
  selector: {matchLabels: {app: front}}
  template:
    metadata: {labels: {app: front}}
    spec: {containers: [{name: main, image: app, ports: [{name: web, containerPort: 8080}]}]}
---
apiVersion: v1
kind: Pod
metadata: {name: back, namespace: app, labels: {app: back}}
spec: {nodeName: node-a, containers: [{name: main, image: app, ports: [{name: web, containerPort: 9090}]}]}
---
apiVersion: v1
kind: Pod
metadata: {name: lone, namespace: app, labels: {app: lone}}
spec: {nodeName: node-b, containers: [{name: main, image: app}]}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: back, namespace: app}
spec:
  podSelector: {matchLabels: {app: back}}
  policyTypes: [Ingress, Egress]
  ingress: [{from: [{podSelector: {matchLabels: {app: front}}}], ports: [{port: web}]}]
  egress: [{to: [{ipBlock: {cidr: 203.0.113.0/24}}]}]
`;

function cluster(): Cluster {
  return buildCluster({ manifests: loadManifests(MANIFESTS).objects, settings: {}, faults: [] });
}

const PODS = ['deployment/app/front', 'pod/app/back', 'pod/app/lone', 'ip/203.0.113.9', 'ip/198.51.100.9'];

describe('a table of who may talk to whom', () => {
  test('a workload is its first pod, an address is outside, and between addresses there is nothing to say', () => {
    const built = cluster();
    const { rows } = reachTable(built, createPolicyIndex(built), { protocol: 'TCP', port: 9090, pods: PODS });
    expect(rows).toEqual({
      'deployment/app/front': '.....',
      'pod/app/back': 'X.X.X',
      'pod/app/lone': '.X...',
      'ip/203.0.113.9': '.X.??',
      'ip/198.51.100.9': '.X.??',
    });
  });

  test('a named port is looked up on the pod of each column', () => {
    const built = cluster();
    const { rows } = reachTable(built, createPolicyIndex(built), {
      protocol: 'TCP',
      port: 'web',
      pods: PODS.slice(0, 4),
    });
    expect(rows).toEqual({
      'deployment/app/front': '..X?',
      'pod/app/back': 'X.X?',
      'pod/app/lone': '.X.?',
      'ip/203.0.113.9': '.XX?',
    });
  });

  test('a reference to nothing gives no answer', () => {
    const built = cluster();
    const { rows } = reachTable(built, createPolicyIndex(built), {
      protocol: 'TCP',
      port: 1,
      pods: ['pod/app/none', 'pod/app/lone'],
    });
    expect(rows).toEqual({ 'pod/app/none': '??', 'pod/app/lone': '?.' });
  });

  test('over everything: workloads, and pods that have none', () => {
    const built = cluster();
    const { pods, rows } = reachOverWorkloads(built, createPolicyIndex(built), { protocol: 'TCP', port: 8080 });
    expect(pods).toEqual(
      expect.arrayContaining([
        'deployment/app/front',
        'pod/app/back',
        'pod/app/lone',
        'deployment/kube-system/coredns',
      ]),
    );
    expect(Object.keys(rows)).toEqual(pods);
  });

  test('many entries are read from the classes, and give what each pair gives by itself', () => {
    const built = buildCluster({ manifests: loadManifests(largeCluster(0.02)).objects, settings: {}, faults: [] });
    const index = createPolicyIndex(built);
    const pods = ['ip/10.64.7.9', ...built.pods.map(({ key }) => `pod/${key}`)];
    const { rows } = reachTable(built, index, { protocol: 'TCP', port: 8080, pods });
    const few = pods.filter((_, at) => at % 7 === 0).slice(0, 40);
    const small = reachTable(built, index, { protocol: 'TCP', port: 8080, pods: few });
    for (const from of few) {
      expect(few.map((to) => rows[from]?.[pods.indexOf(to)]).join('')).toBe(small.rows[from]);
    }
  });
});
