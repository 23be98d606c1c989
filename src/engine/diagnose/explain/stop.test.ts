import { buildCluster } from '#cluster';
import { follow } from '#datapath';
import { parseRef, readScenario } from '#document';
import { loadManifests } from '#manifests';
import { createTables } from '#tables';
import { plainText } from '#trace';
import { describe, expect, it } from 'vitest';
import { explain } from './index.ts';

const POD = (name: string, node: string, address: string) => `
  ---
  apiVersion: v1
  kind: Pod
  metadata: {name: ${name}, namespace: shop, labels: {app: ${name}}}
  spec: {nodeName: ${node}, containers: [{name: c, image: web}]}
  status: {phase: Running, podIP: ${address}}`;

const BALANCED = `
  ---
  apiVersion: v1
  kind: Service
  metadata:
    name: api
    namespace: shop
    annotations:
      service.beta.kubernetes.io/aws-load-balancer-type: external
      service.beta.kubernetes.io/aws-load-balancer-nlb-target-type: instance
  spec: {type: LoadBalancer, selector: {app: here}, ports: [{port: 80}]}`;

/** The last hop of `request`, and its story. */
function stopOf(cluster: string, faults: string, more: string, request: string) {
  const { scenario } = readScenario(`
hopscope: 1
title: where it ends
cluster: ${cluster}
faults: ${faults}
manifests: |
${POD('here', 'node-a', '10.244.0.5')}${POD('there', 'node-b', '10.244.1.5')}${more}
requests:
- {name: r, ${request}}
`);
  const { objects } = loadManifests(scenario.manifests);
  const built = buildCluster({ manifests: objects, settings: scenario.cluster, faults: scenario.faults });
  const [wanted] = scenario.requests;
  if (wanted === undefined) throw new Error('no request');
  const { trace } = follow({ cluster: built, tables: createTables(built) }, wanted, { parseRef });
  const hop = trace.hops.at(-1);
  if (hop === undefined) throw new Error('no hop');
  const { title, detail, commands } = explain(hop, built);
  return { hop, title: plainText(title), detail: plainText(detail), commands };
}

const TO_NOBODY = 'from: pod/shop/there, connect: {to: 10.244.1.77, port: 80}';

describe('a packet that is lost', () => {
  it('for its size names size, node and what its interface takes, and shows it by link and ping', () => {
    const { hop, title, commands } = stopOf(
      '{cni: flannel}',
      '[{type: mtuMismatch, target: node/node-b, mtu: 1400}]',
      '',
      'from: pod/shop/here, http: {url: "http://10.244.1.5/", method: POST, bodyBytes: 90000}',
    );
    expect(title).toBe('A packet of 1500 bytes is lost on the wire: the interface of node-b takes 1400');
    expect(commands).toEqual([
      'on node-b: ip link show eth0',
      'kubectl exec -n shop here -- ping -M do -c 1 -s 1323 10.244.1.5',
      'kubectl exec -n shop here -- ping -M do -c 1 -s 1322 10.244.1.5',
    ]);
    expect(hop.because.map(({ field }) => field.join(' '))).toContain('mtuMismatch node-b 1400');
  });

  it('on its way to an internal balancer ends before it, and the scheme that is left out is cited', () => {
    const { hop, title } = stopOf('{}', '[]', BALANCED, 'from: client, connect: {to: service/shop/api, port: 80}');
    expect([hop.at.place.kind, title]).toEqual(['outside', 'The packet never gets to the load balancer: Service api']);
    const fields = hop.because.map(({ field }) => field.at(-1));
    expect(fields).toContain('service.beta.kubernetes.io/aws-load-balancer-scheme');
  });

  it.each([
    ['calico', 'node-b has a blackhole route for its own block', 'Nobody tells the sender'],
    ['flannel', 'node-b asks on the link who has 10.244.1.77', 'no route to host'],
    ['cilium', 'The eBPF programs of node-b know no endpoint 10.244.1.77', 'Nobody tells the sender'],
    ['kindnet', 'It leaves the node by the default route', 'Nobody tells the sender'],
  ])('for an address of nobody says how %s loses it', (cni, how, told) => {
    const { detail } = stopOf(`{cni: ${cni}}`, '[]', '', TO_NOBODY);
    expect(detail).toContain(how);
    expect(detail).toContain(told);
  });
});
