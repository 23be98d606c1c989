import { openSession } from '#session';
import { plainText } from '#trace';
import { describe, expect, it } from 'vitest';
import { explainBalance } from './balance.ts';

const AWS = 'service.beta.kubernetes.io/aws-load-balancer-';
const INSTANCE = `{${AWS}type: external, ${AWS}nlb-target-type: instance, ${AWS}scheme: internet-facing}`;
const PODS = INSTANCE.replace('instance', 'ip');

/** One Service behind a balancer, with a pod on the first of two nodes, and a client's request. */
const opened = ({ annotations = '{}', policy = 'Cluster', via = '', provider = '' }) =>
  openSession(`
hopscope: 1
cluster: {${provider === '' ? '' : `loadBalancer: ${provider}, `}nodes: [{name: left, ip: 172.23.0.11}, {name: right, ip: 172.23.0.12}]}
manifests: |
  apiVersion: v1
  kind: Pod
  metadata: {name: far, namespace: x, labels: {app: far}}
  spec: {nodeName: left, containers: [{name: main, image: app}]}
  ---
  apiVersion: v1
  kind: Service
  metadata: {name: far, namespace: x, annotations: ${annotations}}
  spec: {type: LoadBalancer, externalTrafficPolicy: ${policy}, selector: {app: far}, ports: [{port: 80, nodePort: 30080}]}
requests:
  - {name: one, from: client, connect: {to: service/x/far, port: 80}${via}}
`);

/** What the hops of a kind say of it. */
function said(kind: string, given: Parameters<typeof opened>[0]): readonly string[] {
  const session = opened(given);
  const request = session.request('one');
  if (request === null) return [];
  const { trace, hops } = session.ask(request);
  return trace.hops.flatMap((hop) => {
    const story = hops[hop.key]?.story;
    return hop.kind === kind && hop.layer === 'edge' && story !== undefined
      ? [`${plainText(story.title)}. ${plainText(story.detail)}`]
      : [];
  });
}

describe('the reply at a balancer', () => {
  it.each([
    ['ends at a connection of the balancer’s own', {}, 'ends at the balancer’s own connection'],
    ['is the client’s own where its address was kept', { annotations: INSTANCE }, 'one connection from end to end'],
    [
      'ends there too where pods are targets and TCP clients are hidden',
      { annotations: PODS },
      'ends at the balancer’s own connection',
    ],
  ])('%s', (_, given, text) => {
    expect(said('restore', given)).toEqual([expect.stringContaining(text)]);
  });
});

describe('a request that says by which node it comes in', () => {
  it.each([
    ['names one of those that are fit', { via: ', via: node/left' }, 'comes in by left (via), one of 2 nodes'],
    [
      'names the only one that is fit',
      { policy: 'Local', via: ', via: node/left' },
      'comes in by left (via), the only node that is fit',
    ],
    [
      'names one that the balancer would not pick',
      { annotations: `{${AWS}type: nlb}`, policy: 'Local', via: ', via: node/right' },
      'The balancer would not pick it: only 1 other is fit',
    ],
    [
      'names the node of a pod that is a target',
      { annotations: PODS, via: ', via: node/left' },
      'on the node that the request names (via) 1 ready one',
    ],
  ])('%s', (_, given, text) => {
    expect(said('balance', given)).toEqual([expect.stringContaining(text)]);
  });

  it('says nothing of it where the balancer picks', () => {
    expect(said('balance', {})).toEqual([expect.not.stringContaining('(via)')]);
  });
});

describe('who leads a packet to its node', () => {
  it.each([
    [
      'the node that answers ARP, in layer 2',
      { provider: 'metallb-l2' },
      / answers ARP for the address of Service far, so it gets the packet\. One node at a time.* Announced by MetalLB in layer 2\.$/,
    ],
    [
      'the request itself, where it names the node',
      { provider: 'metallb-l2', via: ', via: node/right' },
      /^The packet for Service far comes in by right\..*MetalLB might elect any of them/,
    ],
    [
      'the router upstream, with BGP',
      { provider: 'metallb-bgp' },
      /^The router in front of the nodes picks (left|right) for Service far\. 2 nodes announce the address by BGP, ways of equal cost to the router \(ECMP\)/,
    ],
    [
      'the router, which has one way where one node announces',
      { provider: 'metallb-bgp', policy: 'Local' },
      /picks left for Service far\. Only 1 node with an endpoint of its own announces the address by BGP, so the router has one way/,
    ],
    ['a balancer, where there is one', {}, /^The load balancer of Service far picks (left|right) /],
  ])('is %s', (_, given, text) => {
    expect(said('balance', given)).toEqual([expect.stringMatching(text)]);
  });
});

describe('a client of an earlier connection', () => {
  it('stays on its node where the balancer keeps clients', () => {
    const session = opened({ provider: 'gcp' });
    const request = session.request('one');
    if (request === null) throw new Error('no such request');
    const hops = session.ask(request).trace.hops.flatMap((hop) => (hop.kind === 'balance' ? [hop] : []));
    const stories = hops.map((hop) =>
      explainBalance({ ...hop, decision: { ...hop.decision, by: 'client' } }, session.cluster),
    );
    expect(stories.map(({ detail }) => plainText(detail))).toEqual([
      expect.stringContaining('sends all connections of a client to one node'),
    ]);
  });
});
