import { describe, expect, it } from 'vitest';
import { buildCluster } from '#cluster';
import { loadManifests } from '#manifests';
import { namedServices } from './named-services.ts';

const SERVICES = `apiVersion: v1
kind: Service
metadata: {name: cart, namespace: shop}
spec: {selector: {app: cart}, ports: [{name: grpc, port: 7070}]}
---
apiVersion: v1
kind: Service
metadata: {name: site, namespace: web}
spec: {selector: {app: site}, ports: [{port: 80}]}
---
apiVersion: v1
kind: Service
metadata: {name: till, namespace: shop}
spec: {selector: {app: till}, ports: [{port: 80}]}
---
`;
const pod = (container: string) => `${SERVICES}apiVersion: v1
kind: Pod
metadata: {name: till, namespace: shop, labels: {app: till}}
spec: {containers: [{name: main, image: example/till, ${container}}]}
`;

function named(container: string): readonly string[] {
  const cluster = buildCluster({ manifests: loadManifests(pod(container)).objects, settings: {}, faults: [] });
  const till = cluster.podByKey.get('shop/till');
  if (till === undefined) throw new Error('no pod');
  return namedServices(till, cluster).map(({ service, port, speaks, by }) => `${service}:${port} ${speaks} by ${by}`);
}

describe('Services that a pod is told of', () => {
  it.each([
    ['host and port', 'env: [{name: CART_ADDR, value: "cart:7070"}]', ['shop/cart:7070 other by CART_ADDR']],
    ['a URL of another namespace', 'env: [{name: X, value: "http://site.web/a"}]', ['web/site:80 http by X']],
    ['the whole name', 'env: [{name: X, value: "site.web.svc.cluster.local:80"}]', ['web/site:80 http by X']],
    ['a database URL', 'env: [{name: DSN, value: "redis://user:pw@cart:7070/0"}]', ['shop/cart:7070 other by DSN']],
    [
      'a bare host in a variable that holds one',
      'env: [{name: CART_HOST, value: cart}]',
      ['shop/cart:7070 other by CART_HOST'],
    ],
    ['an argument', 'args: ["--cart=cart:7070"]', ['shop/cart:7070 other by args']],
    [
      'two of a list',
      'env: [{name: PEERS, value: "cart:7070,site.web:80"}]',
      ['shop/cart:7070 other by PEERS', 'web/site:80 http by PEERS'],
    ],
    [
      'one named twice, once',
      'env: [{name: A, value: "cart:7070"}, {name: B, value: "cart:7070"}]',
      ['shop/cart:7070 other by A'],
    ],
    ['a word that is a Service by chance', 'env: [{name: MODE, value: cart}]', []],
    ['a host that is none', 'env: [{name: A, value: "stock:80"}]', []],
    ['its own Service', 'env: [{name: A, value: "till:80"}]', []],
    ['a host outside', 'env: [{name: A, value: "https://cart.example.com/"}]', []],
    ['no value', 'env: [{name: A, valueFrom: {fieldRef: {fieldPath: status.podIP}}}]', []],
  ])('%s', (_, container, expected) => {
    expect(named(container)).toEqual(expected);
  });
});
