import { buildCluster } from '#cluster';
import { follow } from '#datapath';
import { parseRef, readScenario } from '#document';
import { loadManifests } from '#manifests';
import { createTables } from '#tables';
import { plainText } from '#trace';
import { describe, expect, it } from 'vitest';
import { explain } from './index.ts';

/** What the hops of that kind say, for a request to a pod of the other node. */
function saidOf(kind: 'masquerade' | 'send', cni: string, from: string, to: string): string {
  const { scenario } = readScenario(`hopscope: 1
title: sources
cluster: {podCIDR: 10.61.0.0/16, serviceCIDR: 10.81.0.0/16, cni: ${cni}, serviceProxy: iptables}
manifests: |
  apiVersion: v1
  kind: Node
  metadata: {name: left}
  spec: {podCIDR: 10.61.1.0/24}
  status: {addresses: [{type: InternalIP, address: 172.23.0.11}]}
  ---
  apiVersion: v1
  kind: Node
  metadata: {name: right}
  spec: {podCIDR: 10.61.2.0/24}
  status: {addresses: [{type: InternalIP, address: 172.23.0.12}]}
  ---
  apiVersion: v1
  kind: Pod
  metadata: {name: far, namespace: x, labels: {app: far}}
  spec: {nodeName: right, containers: [{name: main, image: app, ports: [{containerPort: 8080}]}]}
  status: {phase: Running, podIP: 10.61.2.5}
  ---
  apiVersion: v1
  kind: Service
  metadata: {name: far, namespace: x}
  spec: {type: NodePort, clusterIP: 10.81.0.5, selector: {app: far}, ports: [{port: 80, targetPort: 8080, nodePort: 30005}]}
requests:
  - {name: it, from: ${from}, connect: {to: ${to}}}
`);
  const { objects } = loadManifests(scenario.manifests);
  const cluster = buildCluster({ manifests: objects, settings: scenario.cluster, faults: [] });
  const [request] = scenario.requests;
  if (request === undefined) throw new Error('no request');
  const { hops } = follow({ cluster, tables: createTables(cluster) }, request, { parseRef, from: null }).trace;
  return hops.flatMap((hop) => (hop.kind === kind ? [plainText(explain(hop, cluster).detail)] : [])).join(' ');
}

describe('a source of the pod range that a node gives is told with its device', () => {
  it.each([
    ['calico', '10.61.1.0 is the address of vxlan.calico on left'],
    ['{name: calico, mode: ipip}', '10.61.1.0 is the address of tunl0 on left'],
    ['flannel', '10.61.1.0 is the address of flannel.1 on left'],
    ['cilium', '10.61.1.1 is the address of cilium_host on left'],
    ['weave', '10.61.1.1 is the address of weave on left'],
  ])('%s', (cni, want) => {
    expect(saidOf('masquerade', cni, 'client', '172.23.0.11, port: 30005')).toContain(want);
    expect(saidOf('send', cni, 'node/left', '10.61.2.5, port: 8080')).toContain(want);
  });

  it.each(['{name: calico, mode: bgp}', 'kindnet'])('one of the network needs no word: %s', (cni) => {
    expect(saidOf('masquerade', cni, 'client', '172.23.0.11, port: 30005')).not.toContain('is the address of');
  });
});
