import { describe, expect, it } from 'vitest';
import { openSession } from './session.ts';

const session = openSession(`hopscope: 1
cluster: {loadBalancer: cloud}
manifests: |
  apiVersion: apps/v1
  kind: Deployment
  metadata: {name: till, namespace: market}
  spec:
    replicas: 2
    selector: {matchLabels: {app: till}}
    template:
      metadata: {labels: {app: till, tier: front}}
      spec: {containers: [{name: till, image: example/till, ports: [{name: http, containerPort: 9000}]}]}
  ---
  apiVersion: v1
  kind: Service
  metadata: {name: counter, namespace: market}
  spec: {type: LoadBalancer, selector: {app: till}, ports: [{port: 80, targetPort: 9000}]}
`);
const [till] = session.cluster.pods.filter((pod) => pod.namespace === 'market');
const podRef = `Pod/${till?.key ?? ''}`;

describe('what a thing of the picture is', () => {
  const factsOf = (ref: string) =>
    Object.fromEntries((session.thing(ref)?.facts ?? []).map(({ label, values }) => [label, values]));

  it('says of a pod what kubectl describe says of it', () => {
    expect(factsOf(podRef)).toMatchObject({
      Ready: ['yes'],
      Ports: ['http 9000/TCP'],
      'Part of': ['Deployment/market/till'],
      'Behind Services': ['market/counter'],
    });
    expect(factsOf(podRef).Labels).toEqual(expect.arrayContaining(['app=till', 'tier=front']));
    expect(session.thing(podRef)).toMatchObject({ sendsAs: podRef.replace('Pod', 'pod'), namespace: 'market' });
  });

  it('finds the template of a pod that has no lines of its own', () => {
    expect(session.thing(podRef)?.place?.start.line).toBe(1);
  });

  it('says of a Service what it points to', () => {
    expect(factsOf('Service/market/counter')).toMatchObject({
      Ports: ['80/TCP to 9000'],
      Type: ['LoadBalancer'],
    });
    expect(factsOf('Service/market/counter').Endpoints).toContain(till?.key);
  });

  it('says of a balancer which Service made it', () => {
    expect(factsOf('Balancer/market/counter')).toMatchObject({ 'Made by': ['Service/market/counter'] });
  });

  it('says that a node was assumed', () => {
    const [node] = session.cluster.nodes;
    expect(factsOf(`Node/${node?.name ?? ''}`)).toMatchObject({ Origin: ['assumed, not in the manifests'] });
  });

  it.each(['Pod/market/gone', 'Service/market/gone', '', 'Pod'])('knows nothing of %j', (ref) => {
    expect(session.thing(ref)).toBeNull();
  });
});

describe('finding things', () => {
  const rows = [
    {
      name: 'a part of a name finds pods and the card',
      text: 'count',
      want: ['Service/market/counter', 'Balancer/market/counter'],
    },
    { name: 'an address finds its pod', text: till?.ip ?? '', want: [podRef] },
    { name: 'a label with its value finds what bears it', text: 'tier=front', want: 2 },
    { name: 'a kind finds all of it', text: 'nodes', want: session.cluster.nodes.length },
    { name: 'every word has to fit', text: 'till service', want: 0 },
    { name: 'only signs find nothing', text: '/ -', want: 0 },
  ];
  it.each(rows)('$name', ({ text, want }) => {
    const refs = session.find(text).map(({ ref }) => ref);
    expect(typeof want === 'number' ? refs.length : refs).toEqual(want);
  });
});
