import { buildCluster } from '#cluster';
import { follow } from '#datapath';
import { IPVS_SCHEDULERS, parseRef, readScenario } from '#document';
import { loadManifests } from '#manifests';
import { createTables } from '#tables';
import { plainText } from '#trace';
import { describe, expect, it } from 'vitest';
import { explain } from './index.ts';

const WORLD = `
manifests: |
  apiVersion: v1
  kind: Node
  metadata: {name: left}
  spec: {podCIDR: 10.61.1.0/24}
  status: {addresses: [{type: InternalIP, address: 172.23.0.11}]}
  ---
  apiVersion: v1
  kind: Pod
  metadata: {name: asker, namespace: x}
  spec: {nodeName: left, containers: [{name: main, image: app}]}
  status: {phase: Running, podIP: 10.61.1.9}
  ---
  apiVersion: v1
  kind: Service
  metadata: {name: far, namespace: x}
  spec: {type: NodePort, clusterIP: 10.81.0.5, ports: [{port: 80, targetPort: 8080, nodePort: 30005}]}
  ---
  apiVersion: discovery.k8s.io/v1
  kind: EndpointSlice
  metadata: {name: far, namespace: x, labels: {kubernetes.io/service-name: far}}
  addressType: IPv4
  ports: [{port: 8080}]
  endpoints: [{addresses: [10.61.1.5]}, {addresses: [10.61.1.6]}, {addresses: [10.61.1.7]}]
  ---
  apiVersion: v1
  kind: Service
  metadata: {name: own, namespace: x}
  spec: {clusterIP: 10.81.0.6, ports: [{port: 80, targetPort: 6443}]}
  ---
  apiVersion: discovery.k8s.io/v1
  kind: EndpointSlice
  metadata: {name: own, namespace: x, labels: {kubernetes.io/service-name: own}}
  addressType: IPv4
  ports: [{port: 6443}]
  endpoints: [{addresses: [172.23.0.11], nodeName: left}]
`;

function translation(scheduler: string, from: string, to: string): string {
  const { scenario } = readScenario(
    `hopscope: 1\ntitle: t\ncluster: {podCIDR: 10.61.0.0/16, serviceCIDR: 10.81.0.0/16, serviceProxy: {mode: ipvs, scheduler: ${scheduler}}}${WORLD}requests: [{name: one, from: ${from}, connect: ${to}}]\n`,
  );
  const { objects } = loadManifests(scenario.manifests);
  const cluster = buildCluster({ manifests: objects, settings: scenario.cluster, faults: [] });
  const world = { cluster, tables: createTables(cluster) };
  return scenario.requests
    .flatMap((request) => follow(world, request, { parseRef, from: null }).trace.hops)
    .flatMap((hop) => (hop.kind === 'translate' ? plainText(explain(hop, cluster).detail) : []))
    .join('');
}

const TO_SERVICE = '{to: 10.81.0.5, port: 80}';

describe('what IPVS did', () => {
  it.each([
    ['rr takes turns', 'rr', 'pod/x/asker', TO_SERVICE, 'one of 3, in turn (rr).'],
    ['sh hashes the client', 'sh', 'pod/x/asker', TO_SERVICE, 'one of 3, by a hash of the source address (sh).'],
    [
      'a pod’s packet is the node’s own by its dummy',
      'rr',
      'pod/x/asker',
      TO_SERVICE,
      'left has the address on kube-ipvs0: IPVS takes the packet at input. It goes out by output',
    ],
    [
      'a node port is on no dummy',
      'rr',
      'client',
      '{to: 172.23.0.11, port: 30005}',
      'The address is left’s own: IPVS takes the packet at input.',
    ],
    ['the node itself sends', 'rr', 'node/left', TO_SERVICE, 'IPVS takes the packet at output, as left sends it.'],
    ['an endpoint of the node', 'rr', 'pod/x/asker', '{to: 10.81.0.6, port: 80}', 'so it stays there.'],
  ])('%s', (_name, scheduler, from, to, want) => {
    expect(translation(scheduler, from, to)).toContain(want);
  });

  it.each(IPVS_SCHEDULERS)('names the scheduler %s', (scheduler) => {
    expect(translation(scheduler, 'pod/x/asker', TO_SERVICE)).toContain(`(${scheduler}`);
  });
});
