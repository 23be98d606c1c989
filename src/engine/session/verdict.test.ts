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

  it('claims no status on the way back either, where what is answered is not known', () => {
    const send = 'from: deployment/market/till, http: {url: "http://cache:6379/"}';
    const session = openSession(`${CLUSTER}requests:\n- {name: r, ${send}}\n`);
    const [request] = session.scenario.requests;
    if (request === undefined) throw new Error('the scenario has a request');
    const chips = Object.values(session.ask(request).hops).map(({ story }) => story.chip);
    expect(chips.at(-1)).toBe('reply arrives');
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
      /^1 hop, no request sent\.$/,
    ],
    [
      'no question to DNS as a request, and no answer of it as a reply',
      'from: deployment/market/till, connect: {to: bank, port: 80}',
      /^\d+ hops, no request sent; \d lookups?\.$/,
    ],
    [
      'a refusal as heard, not as silence',
      'from: pod/market/eel, connect: {to: deployment/market/till, port: 81}',
      /^\d+ hops, refused at once; 1 connection\.$/,
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

const BROKEN = `---
apiVersion: apps/v1
kind: Deployment
metadata: {name: mill, namespace: river}
spec:
  selector: {matchLabels: {app: mill}
  template: {}
`;

describe('a document that cannot be read', () => {
  const request = requestOf({ name: 'try', from: 'pod/river/ferry', method: 'GET', target: 'http://mill/' });
  if ('code' in request) throw new Error(request.sentence);
  const [fact] = openSession(WITHOUT_PODS + BROKEN).ask(request).verdict.facts;

  it('is said to be left out, first of all', () => {
    expect(fact).toBe('A document is left out, as line 15 cannot be read: what it says is missing here.');
  });

  it('is told of a run that goes well too, since it may hold what stands in the way', () => {
    const { verdict } = openSession(WITHOUT_PODS.replaceAll('app: mill', 'app: ferry') + BROKEN).ask(request);
    expect([verdict.good, verdict.facts[0]]).toEqual([true, fact]);
  });

  it('may hold the pods, so these are not all that is missing', () => {
    expect(openSession(WITHOUT_PODS + BROKEN).ask(request).onlyMissing).toBeNull();
  });

  it('is not left out while its last reading counts', () => {
    const before = openSession(WITHOUT_PODS + BROKEN.replace('{app: mill}', '{app: mill}}'));
    const { verdict } = openSession(WITHOUT_PODS + BROKEN, before).ask(request);
    expect(verdict.facts.filter((one) => one.includes('left out'))).toEqual([]);
  });

  it('is one of several by their lines', () => {
    const { verdict } = openSession(WITHOUT_PODS + BROKEN + BROKEN).ask(request);
    expect(verdict.facts[0]).toBe(
      'Documents are left out, as lines 15, 22 cannot be read: what they say is missing here.',
    );
  });
});

const FACTS = `hopscope: 1
cluster: {loadBalancer: none}
manifests: |
  {apiVersion: v1, kind: Pod, metadata: {name: heron, namespace: lake, labels: {app: heron}}, spec: {containers: [{name: c, image: i, ports: [{name: web, containerPort: 80}]}]}}
  ---
  {apiVersion: v1, kind: Service, metadata: {name: heron, namespace: lake}, spec: {selector: {app: heron}, ports: [{port: 80}]}}
  ---
  {apiVersion: v1, kind: Service, metadata: {name: misnamed, namespace: lake}, spec: {selector: {app: heron}, ports: [{port: 80, targetPort: http}]}}
  ---
  {apiVersion: v1, kind: Service, metadata: {name: unselected, namespace: lake}, spec: {ports: [{port: 80}]}}
  ---
  {apiVersion: v1, kind: Service, metadata: {name: gone, namespace: lake}, spec: {selector: {boat: rowing}, ports: [{port: 80}]}}
  ---
  {apiVersion: v1, kind: Pod, metadata: {name: otter, namespace: lake, labels: {app: otter}}, spec: {containers: [{name: c, image: i}]}, status: {phase: Running, podIP: 10.244.0.77, conditions: [{type: Ready, status: "False"}]}}
  ---
  {apiVersion: v1, kind: Service, metadata: {name: otter, namespace: lake}, spec: {selector: {app: otter}, ports: [{port: 80}]}}
  ---
  {apiVersion: v1, kind: Service, metadata: {name: bare, namespace: lake}, spec: {clusterIP: None, selector: {app: otter}, ports: [{port: 80}]}}
  ---
  {apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: shore, namespace: lake}, spec: {ingressClassName: other, rules: [{host: shore.example}]}}
  ---
  {apiVersion: v1, kind: Pod, metadata: {name: mute, namespace: lake, labels: {app: mute}}, spec: {containers: [{name: c, image: i}]}}
  ---
  {apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: still, namespace: lake}, spec: {podSelector: {matchLabels: {app: mute}}, policyTypes: [Egress]}}
`;

describe('the facts below a verdict', () => {
  it.each([
    [
      'a port name that no container has',
      'from: pod/lake/heron, connect: {to: misnamed, port: 80}',
      'No container of the pods that it selects has a port named http, which targetPort names.',
    ],
    [
      'a Service without a selector',
      'from: pod/lake/heron, connect: {to: unselected, port: 80}',
      'Service unselected has no selector, and nobody has written endpoints for it.',
    ],
    [
      'a selector that no pod has',
      'from: pod/lake/heron, connect: {to: gone, port: 80}',
      'No pod in namespace lake has boat=rowing.',
    ],
    [
      'a pod that is not ready',
      'from: pod/lake/heron, connect: {to: otter, port: 80}',
      'Pod otter, which Service otter selects, is not ready.',
    ],
    [
      'a pod that is not ready behind a headless Service',
      'from: pod/lake/heron, connect: {to: service/lake/bare, port: 80}',
      'Pod otter, which Service bare selects, is not ready.',
    ],
    [
      'objects in words, not as paths',
      'from: pod/lake/heron, connect: {to: gone, port: 80}',
      'The Service port has no endpoint that may be used. See Service gone in namespace lake.',
    ],
    [
      'a host whose Ingress nobody serves',
      'from: client, http: {url: "http://shore.example/"}',
      'Ingress shore in namespace lake names that host, but nobody serves it, so outside the name points nowhere.',
    ],
    [
      'a lookup that a policy stops',
      'from: pod/lake/mute, http: {url: "http://heron/"}',
      'No server answered, as the lookup itself is stopped: the sender is isolated for egress and no rule allows it. See NetworkPolicy still in namespace lake.',
    ],
    [
      'a ping of a Service, which has no port',
      'from: pod/lake/heron, connect: {to: service/lake/heron, protocol: ICMP}',
      'The address is a Service’s, whose rules lead its ports to pods. A ping has no port, so it gets to none. See Service heron in namespace lake.',
    ],
  ])('tell of %s', (_, send, fact) => {
    const session = openSession(`${FACTS}requests:\n- {name: r, ${send}}\n`);
    const [request] = session.scenario.requests;
    if (request === undefined) throw new Error('the scenario has a request');
    expect(session.ask(request).verdict.facts).toContain(fact);
  });

  it('names the rule that rejects a ping of a Service in ipvs mode', () => {
    const cluster = 'cluster: {serviceProxy: {mode: ipvs}}';
    const send = 'from: pod/lake/heron, connect: {to: service/lake/heron, protocol: ICMP}';
    const session = openSession(`${FACTS}requests:\n- {name: r, ${send}}\n`.replace(/^cluster: .*$/m, cluster));
    const [request] = session.scenario.requests;
    if (request === undefined) throw new Error('the scenario has a request');
    expect(session.ask(request).verdict.facts.join()).toContain('KUBE-IPVS-FILTER rejects it.');
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
