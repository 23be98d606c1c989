import { describe, expect, it } from 'vitest';
import { requestOf } from './ad-hoc.ts';
import { openSession } from './session.ts';

const pod = (name: string) => `apiVersion: v1
kind: Pod
metadata: {name: ${name}, namespace: market, labels: {app: ${name}}}
spec: {containers: [{name: ${name}, image: example/${name}, ports: [{containerPort: 7070}]}]}
`;
const service = (name: string, spec: string) => `apiVersion: v1
kind: Service
metadata: {name: ${name}, namespace: market}
spec: {${spec}}
`;
const session = openSession(
  [
    pod('caller'),
    pod('website'),
    service('cart', 'selector: {app: caller}, ports: [{name: grpc, port: 7070}, {name: http, port: 8080}]'),
    service('site', 'selector: {app: websitex}, ports: [{port: 80}]'),
    service('site-outside', 'selector: {app: website}, ports: [{port: 80}]'),
  ].join('---\n'),
);

const ask = (method: string, target: string) => {
  const request = requestOf({ name: 'try', from: 'pod/market/caller', method, target });
  if ('code' in request) throw new Error(request.sentence);
  return session.ask(request);
};

describe('a request that a Service does not take', () => {
  it.each([
    ['GET', 'http://cart/', ['TCP cart:7070', 'GET http://cart:8080/']],
    ['TCP', 'cart.market:80', ['TCP cart.market:7070', 'GET http://cart.market:8080/']],
    ['TCP', 'service/market/cart:80', ['TCP cart.market:7070', 'GET http://cart.market:8080/']],
    ['TCP', 'cart:7070', []],
    ['GET', 'http://nobody/', []],
  ])('%s %s is offered what it has', (method, target, expected) => {
    expect(ask(method, target).instead.map((one) => `${one.method} ${one.target}`)).toEqual(expected);
  });

  it.each([
    ['GET', 'http://cart/', 'Service cart has 7070 (grpc), 8080 (http).'],
    ['GET', 'http://site/', 'No pod has app=websitex; pods there have app=website.'],
  ])('%s %s is told what is there', (method, target, fact) => {
    expect(ask(method, target).verdict.facts).toContain(fact);
  });
});

describe('a client outside that uses a name of the cluster', () => {
  const shop = openSession(
    `hopscope: 1
cluster: {loadBalancer: cloud}
manifests: |
${[
  pod('website'),
  service('site', 'selector: {app: website}, ports: [{port: 80}]'),
  service('site-outside', 'type: LoadBalancer, selector: {app: website}, ports: [{port: 80}]').trim() +
    '\nstatus: {loadBalancer: {ingress: [{ip: 198.51.100.9}]}}\n',
  service('desk', 'selector: {app: desk}, ports: [{port: 80}]'),
  `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: desk, namespace: market}
spec: {rules: [{host: desk.example, http: {paths: [{path: /a, pathType: Prefix, backend: {service: {name: desk, port: {number: 80}}}}]}}]}
`,
]
  .join('---\n')
  .replace(/^/gm, '  ')}
`,
  );
  const send = (url: string) => {
    const request = requestOf({ name: 'try', from: 'client', method: 'GET', target: url });
    if ('code' in request) throw new Error(request.sentence);
    return shop.ask(request);
  };

  it.each([
    ['http://site/', ['http://198.51.100.9/']],
    ['http://site.market/', ['http://198.51.100.9/']],
    ['http://site.market.svc.cluster.local/', ['http://198.51.100.9/']],
    ['http://desk/', ['http://desk.example/a']],
    ['http://nobody/', []],
  ])('%s is offered what leads there from outside', (url, want) => {
    const { instead, verdict } = send(url);
    expect(instead.map(({ target }) => target)).toEqual(want);
    expect(verdict.facts.some((fact) => fact.startsWith('That is the name of Service market/'))).toBe(want.length > 0);
  });
});
