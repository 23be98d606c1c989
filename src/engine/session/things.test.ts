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
  ---
  apiVersion: v1
  kind: Service
  metadata: {name: vault, namespace: market}
  spec: {selector: {app: vault}, ports: [{name: grpc, port: 7070}, {name: https, port: 443}, {name: dns, port: 53, protocol: UDP}]}
  ---
  apiVersion: v1
  kind: Service
  metadata: {name: store, namespace: market}
  spec: {selector: {app: store}, ports: [{port: 5432}]}
  ---
  apiVersion: v1
  kind: Service
  metadata: {name: abroad, namespace: market}
  spec: {type: ExternalName, externalName: example.net}
  ---
  apiVersion: networking.k8s.io/v1
  kind: Ingress
  metadata: {name: door, namespace: market}
  spec:
    tls: [{hosts: [till.example.com], secretName: door}]
    rules:
      - {host: till.example.com, http: {paths: [{path: /pay, pathType: Prefix, backend: {service: {name: counter, port: {number: 80}}}}]}}
      - {host: '*.example.org', http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: counter, port: {number: 80}}}}]}}
`);
const balancer = session.cluster.serviceByKey.get('market/counter')?.loadBalancer[0]?.ip ?? '';
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
      Selector: ['app=till'],
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

  it.each([
    ['Service/market/counter', ['GET http://counter.market/']],
    ['Service/market/vault', ['TCP vault.market:7070', 'GET https://vault.market/', 'UDP vault.market:53']],
    ['Service/market/store', ['TCP store.market:5432']],
    ['Service/market/abroad', []],
    ['Ingress/market/door', ['GET https://till.example.com/pay', 'GET http://www.example.org/']],
    [`Balancer/market/counter`, [`GET http://${balancer}/`]],
    [podRef, [`GET http://${till?.ip ?? ''}:9000/`]],
    ['Node/node-a', []],
  ])('says what can be sent to %s', (ref, expected) => {
    expect(session.thing(ref)?.sendsTo.map(({ method, target }) => `${method} ${target}`)).toEqual(expected);
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
    const refs = session.find(text).found.map(({ ref }) => ref);
    expect(typeof want === 'number' ? refs.length : refs).toEqual(want);
  });
});

describe('a cluster of many', () => {
  const pods = Array.from(
    { length: 305 },
    (_, index) => `
  apiVersion: v1
  kind: Pod
  metadata: {name: lone-${index}, namespace: market}
  spec: {containers: [{name: a, image: example/a}]}
  ---
  apiVersion: v1
  kind: Service
  metadata: {name: door-${index}, namespace: market}
  spec: {selector: {app: nobody}, ports: [{port: 80}]}`,
  );
  const many = openSession(`hopscope: 1\nmanifests: |${pods.join('\n  ---')}\n`);

  it('is listed in part, and the rest is counted', () => {
    const { senders, moreSenders, targets, moreTargets } = many.loaded;
    expect(senders.filter(({ group }) => group === 'pods')).toHaveLength(300);
    expect([moreSenders, targets.length, moreTargets]).toEqual([5, 100, 205]);
  });

  it('gives the first of what a search finds, and how much there is', () => {
    const { found, total } = many.find('lone');
    expect([found.length, total]).toEqual([200, 305]);
  });
});

it('what is not as it should be: who is not ready, who selects nobody, and lines with a problem', () => {
  const { loaded } = openSession(`hopscope: 1
faults:
- {type: podNotReady, target: pod/market/slow}
manifests: |
  apiVersion: v1
  kind: Pod
  metadata: {name: slow, namespace: market, labels: {app: slow}}
  spec: {containers: [{name: a, image: example/a}]}
  ---
  apiVersion: v1
  kind: Pod
  metadata: {name: quick, namespace: market, labels: {app: quick}}
  spec: {containers: [{name: a, image: example/a}]}
  ---
  apiVersion: v1
  kind: Service
  metadata: {name: nobody, namespace: market}
  spec: {selector: {app: gone}, ports: [{port: 80}]}
  ---
  apiVersion: v1
  kind: Service
  metadata: {name: wrong, namespace: market}
  spec: {selector: {app: quick}, ports: [{port: 80, protocol: TPC}]}
  ---
  apiVersion: v1
  kind: Service
  metadata: {name: fine, namespace: market}
  spec: {selector: {app: quick}, ports: [{port: 80}]}
`);
  expect([...loaded.troubled].sort()).toEqual(['Pod/market/slow', 'Service/market/nobody', 'Service/market/wrong']);
});
