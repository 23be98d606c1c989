import { describe, expect, it } from 'vitest';
import { requestOf } from './ad-hoc.ts';
import { openSession } from './session.ts';

const CLUSTER = `hopscope: 1
cluster: {loadBalancer: none}
manifests: |
  apiVersion: apps/v1
  kind: Deployment
  metadata: {name: till, namespace: market}
  spec:
    replicas: 1
    selector: {matchLabels: {app: till}}
    template:
      metadata: {labels: {app: till}}
      spec: {containers: [{name: till, image: example/till, ports: [{containerPort: 9000}]}]}
  ---
  apiVersion: v1
  kind: Service
  metadata: {name: till, namespace: market}
  spec: {selector: {app: till}, ports: [{port: 80, targetPort: 9000}]}
  ---
  apiVersion: v1
  kind: Service
  metadata: {name: nobody, namespace: market}
  spec: {type: LoadBalancer, selector: {app: gone}, ports: [{port: 80}]}
  ---
  apiVersion: v1
  kind: Pod
  metadata: {name: cache, namespace: market, labels: {app: cache}}
  spec: {containers: [{name: cache, image: example/cache, ports: [{containerPort: 6379}]}]}
  ---
  apiVersion: v1
  kind: Service
  metadata: {name: cache, namespace: market}
  spec: {selector: {app: cache}, ports: [{port: 6379}]}
`;

const MORE = `  ---
  apiVersion: v1
  kind: Pod
  metadata: {name: eel, namespace: market, labels: {app: eel}}
  spec: {containers: [{name: eel, image: example/eel}]}
  ---
  apiVersion: v1
  kind: Service
  metadata: {name: dam, namespace: market}
  spec: {type: LoadBalancer, selector: {app: eel}, ports: [{port: 80}]}
`;

describe('a verdict', () => {
  it.each([
    {
      name: 'names the pod that answers',
      send: 'from: deployment/market/till, http: {url: "http://till/"}',
      says: /^Delivered to till-\S+, 200$/,
      good: true,
    },
    {
      name: 'claims no answer to HTTP of a port that is for something else',
      send: 'from: deployment/market/till, http: {url: "http://cache:6379/"}',
      says: /^Delivered to cache$/,
      good: true,
    },
    {
      name: 'says that a Service without endpoints refuses',
      send: 'from: deployment/market/till, connect: {to: nobody, port: 80}',
      says: /^Refused in the Service rules on node-/,
      good: false,
    },
    {
      name: 'says that a name is not there',
      send: 'from: deployment/market/till, connect: {to: bank, port: 80}',
      says: /^The name gives no address$/,
      good: false,
    },
    {
      name: 'says who cannot send',
      send: 'from: pod/market/ghost, connect: {to: till, port: 80}',
      says: /^Nothing to send from: there is no pod\/market\/ghost$/,
      good: false,
    },
    {
      name: 'says what cannot be reached',
      send: 'from: client, connect: {to: service/market/bank, port: 80}',
      says: /^Nothing to send to: there is no service\/market\/bank$/,
      good: false,
    },
    {
      name: 'says that a load balancer has no address',
      send: 'from: client, connect: {to: service/market/nobody, port: 80}',
      says: /^No address to send to: Service nobody has none$/,
      good: false,
    },
    {
      name: 'gives what DNS answered',
      send: 'from: deployment/market/till, dns: {name: till}',
      says: /^Answered with 10\.\d+\.\d+\.\d+$/,
      good: true,
    },
    {
      name: 'says that nothing outside gets to a cluster IP',
      send: 'from: client, connect: {to: 10.96.0.10, port: 53}',
      says: /^Times out, lost before it gets into the cluster$/,
      good: false,
    },
    {
      name: 'names what a sender of another kind is called',
      send: 'from: pod/market/till, connect: {to: nobody, port: 80}',
      says: /^Nothing to send from: there is no pod\/market\/till, did you mean deployment\/market\/till\?$/,
      good: false,
    },
    {
      name: 'names what is written nearly so',
      send: 'from: client, connect: {to: deployment/market/tell, port: 80}',
      says: /^Nothing to send to: there is no deployment\/market\/tell, did you mean deployment\/market\/till or service\/market\/till\?$/,
      good: false,
    },
  ])('$name', ({ send, says, good }) => {
    const session = openSession(`${CLUSTER}requests:\n- {name: r, ${send}}\n`);
    const [request] = session.scenario.requests;
    if (request === undefined) throw new Error('the scenario has a request');
    const { verdict } = session.ask(request);
    expect(verdict.sentence).toMatch(says);
    expect(verdict.good).toBe(good);
  });

  it.each([
    [
      'a connection of the sender',
      'from: deployment/market/till, connect: {to: pod/market/eel, port: 80}',
      /^\d+ hops: request \d, reply \d; 1 connection\.$/,
    ],
    [
      'a balancer’s own connection too',
      'from: client, connect: {to: service/market/dam, port: 80}',
      /^\d+ hops: request \d+, reply \d; 2 connections\.$/,
    ],
    [
      'no connection where nothing was sent',
      'from: pod/market/ghost, connect: {to: till, port: 80}',
      /^1 hop, no reply\.$/,
    ],
    [
      'no answer of DNS as a reply',
      'from: deployment/market/till, connect: {to: bank, port: 80}',
      /^\d+ hops: lookups? \d+, request \d+, no reply; \d lookups?\.$/,
    ],
    [
      'the answer of DNS, where that was the question',
      'from: deployment/market/till, dns: {name: till}',
      /^\d+ hops: question \d+, answer [1-9]; 1 lookup\.$/,
    ],
  ])('counts %s', (_name, send, counts) => {
    const text = `${CLUSTER.replace('loadBalancer: none', 'loadBalancer: cloud')}${MORE}requests:\n- {name: r, ${send}}\n`;
    const session = openSession(text);
    const [request] = session.scenario.requests;
    if (request === undefined) throw new Error('the scenario has a request');
    const { verdict, trace } = session.ask(request);
    const told = verdict.facts.find((fact) => /^\d+ hop/.test(fact)) ?? '';
    expect(told).toMatch(counts);
    const [whole = 0, ...parts] = (told.split(';')[0] ?? '').match(/\d+/g)?.map(Number) ?? [];
    expect(whole).toBe(trace.hops.length);
    expect(parts.length === 0 ? whole : parts.reduce((sum, part) => sum + part)).toBe(whole);
  });
});

const WITHOUT_PODS = `apiVersion: v1
kind: Service
metadata: {name: mill, namespace: river}
spec: {selector: {app: mill}, ports: [{port: 80, targetPort: 7000}]}
---
apiVersion: v1
kind: Pod
metadata: {name: ferry, namespace: river, labels: {app: ferry}}
spec: {containers: [{name: ferry, image: example/ferry}]}
`;
const DENIED = `---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: closed, namespace: river}
spec: {podSelector: {}, policyTypes: [Egress]}
`;

describe('what alone is missing', () => {
  const ask = (text: string, target: string) => {
    const request = requestOf({ name: 'try', from: 'pod/river/ferry', method: 'GET', target });
    if ('code' in request) throw new Error(request.sentence);
    return openSession(text).ask(request).onlyMissing;
  };

  it.each([
    ['is the pods where a request arrives with them', WITHOUT_PODS, 'http://mill/', 'workloads'],
    [
      'is nothing where it arrives already',
      `${WITHOUT_PODS}`.replaceAll('app: mill', 'app: ferry'),
      'http://mill/',
      null,
    ],
    ['is not the pods alone where a policy stands in the way too', WITHOUT_PODS + DENIED, 'http://mill/', null],
    ['is not the pods where the name is wrong', WITHOUT_PODS, 'http://mil/', null],
  ])('%s', (_, text, target, expected) => {
    expect(ask(text, target)).toBe(expected);
  });
});

describe('manifests without any pod', () => {
  const service = WITHOUT_PODS.slice(0, WITHOUT_PODS.indexOf('---'));

  it('offer whom the sample workloads would add as senders, and say that these are all that is missing', () => {
    const session = openSession(service);
    const [sender, ...others] = session.loaded.senders.filter(({ group }) => group === 'samples').map(({ ref }) => ref);
    expect([sender, ...others]).toEqual(['deployment/river/client', 'deployment/river/mill']);
    const request = requestOf({ name: 'try', from: sender ?? '', method: 'GET', target: 'http://mill.river/' });
    if ('code' in request) throw new Error(request.sentence);
    expect(session.ask(request)).toMatchObject({
      onlyMissing: 'workloads',
      verdict: { good: false, sentence: 'Nobody sends yet: no pod is in the manifests' },
    });
  });

  it('show the pods of CoreDNS as assumed', () => {
    const { pods } = openSession(service).loaded.picture;
    expect(pods.map(({ namespace, assumed }) => `${namespace} ${assumed}`)).toEqual([
      'kube-system true',
      'kube-system true',
    ]);
  });

  it('offer none once a pod is there', () => {
    const { senders } = openSession(WITHOUT_PODS).loaded;
    expect(senders.filter(({ group }) => group === 'samples')).toEqual([]);
  });
});
