import { expect, it } from 'vitest';
import { openSession } from './session.ts';

const TOWN = `hopscope: 1
requests:
- {name: visit, from: pod/shop/guest, connect: {to: till, port: 80}}
manifests: |
  apiVersion: v1
  kind: Service
  metadata: {name: till, namespace: shop}
  spec: {selector: {app: till}, ports: [{port: 80}]}
  ---
  apiVersion: v1
  kind: Pod
  metadata: {name: guest, namespace: shop}
  spec: {containers: [{name: guest, image: example/guest}]}
  ---
  apiVersion: v1
  kind: Service
  metadata: {name: store, namespace: shop}
  spec: {selector: {app: store}, ports: [{port: 5432}]}
  ---
  apiVersion: v1
  kind: Service
  metadata: {name: site, namespace: shop}
  spec: {selector: {app: site}, ports: [{port: 8080}]}
  ---
  apiVersion: v1
  kind: Pod
  metadata: {name: till, namespace: shop, labels: {app: till}}
  spec:
    containers:
    - name: till
      image: example/till
      ports: [{containerPort: 80}]
      env:
      - {name: STORE_HOST, value: store}
      - {name: SITE_ADDR, value: "site.shop:8080"}
      - {name: SITE_URL, value: "https://elsewhere.example/a"}
`;

it('whom a receiver is told of is sent to as its port takes it, also where no port is written', () => {
  const session = openSession(TOWN);
  const request = session.request('visit');
  if (request === null) throw new Error('no request');
  expect(session.ask(request).onward.map((one) => one.request)).toEqual([
    { name: 'till to store:5432', connect: { to: 'store', port: 5432 } },
    { name: 'till to http://site.shop:8080/', http: { url: 'http://site.shop:8080/' } },
  ]);
});
