import { buildCluster } from '#cluster';
import { follow } from '#datapath';
import { parseRef, readScenario } from '#document';
import { loadManifests } from '#manifests';
import { createTables } from '#tables';
import { plainText } from '#trace';
import { describe, expect, it } from 'vitest';
import { explain } from './index.ts';

const SCENARIO = `
hopscope: 1
title: stories of a gateway
manifests: |
  apiVersion: networking.k8s.io/v1
  kind: Ingress
  metadata: {name: store, namespace: shop}
  spec:
    ingressClassName: nginx
    tls: [{hosts: [store.test], secretName: store-tls}]
    rules:
      - host: store.test
        http:
          paths:
            - {path: /, pathType: Prefix, backend: {service: {name: web, port: {number: 80}}}}
            - {path: /api, pathType: Prefix, backend: {service: {name: gone, port: {number: 80}}}}
  ---
  apiVersion: networking.k8s.io/v1
  kind: Ingress
  metadata: {name: maps, namespace: shop}
  spec:
    ingressClassName: nginx
    rules: [{host: maps.test, http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: web, port: {number: 80}}}}]}}]
  ---
  apiVersion: networking.k8s.io/v1
  kind: Ingress
  metadata:
    name: maps-new
    namespace: shop
    annotations:
      nginx.ingress.kubernetes.io/canary: "true"
      nginx.ingress.kubernetes.io/canary-weight: "25"
      nginx.ingress.kubernetes.io/canary-by-header: x-new
  spec:
    ingressClassName: nginx
    rules: [{host: maps.test, http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: new, port: {number: 80}}}}]}}]
  ---
  apiVersion: v1
  kind: Service
  metadata: {name: new, namespace: shop}
  spec: {selector: {app: new}, ports: [{port: 80}]}
  ---
  apiVersion: v1
  kind: Pod
  metadata: {name: new, namespace: shop, labels: {app: new}}
  spec: {containers: [{name: c, image: web}]}
  ---
  apiVersion: v1
  kind: Service
  metadata: {name: web, namespace: shop}
  spec: {selector: {app: web}, ports: [{port: 80}]}
  ---
  apiVersion: v1
  kind: Pod
  metadata: {name: web, namespace: shop, labels: {app: web}}
  spec: {containers: [{name: c, image: web}]}
requests:
  - {name: page, from: client, http: {url: "https://store.test/cart"}}
  - {name: plain, from: client, http: {url: "http://store.test/cart"}}
  - {name: tester, from: client, http: {url: "http://maps.test/", headers: {x-new: always}}}
  - {name: fake, from: client, http: {url: "https://maps.test/"}}
  - {name: drawn, from: client, http: {url: "http://maps.test/"}}
  - {name: empty, from: client, http: {url: "https://store.test/api"}}
`;

function gatewayHops(name: string) {
  const { scenario } = readScenario(SCENARIO);
  const cluster = buildCluster({
    manifests: loadManifests(scenario.manifests).objects,
    settings: scenario.cluster,
    faults: [],
  });
  const request = scenario.requests.find((candidate) => candidate.name === name);
  if (request === undefined) throw new Error(name);
  const { trace } = follow({ cluster, tables: createTables(cluster) }, request, { parseRef });
  return { cluster, trace, hops: trace.hops.filter(({ layer }) => layer === 'gateway') };
}

/** `KIND: TITLE. DETAIL` of the gateway's hops. */
function told(name: string): readonly string[] {
  const { cluster, hops } = gatewayHops(name);
  return hops.map((hop) => {
    const story = explain(hop, cluster);
    return `${story.chip}: ${plainText(story.title)}. ${plainText(story.detail)} ${story.commands[0] ?? ''}`;
  });
}

describe('the story of a gateway', () => {
  it('names certificate, rule and the longer rule that did not fit', () => {
    const [tls, rule] = told('page');
    expect(tls).toContain('TLS store.test: TLS is set up for store.test.');
    expect(tls).toContain('the certificate in Secret store-tls');
    expect(rule).toContain('rule /: ingress-nginx takes rule / of Ingress store.');
    expect(rule).toContain('/api → gone:80 is longer but does not begin /cart.');
    expect(rule).toContain('Pod web, the only endpoint of Service web port 80');
    expect(rule).toContain('kubectl describe ingress store -n shop');
  });

  it('says why a redirect is made', () => {
    const [redirect] = told('plain');
    expect(redirect).toContain('ingress-nginx redirects with 308 to https://store.test/cart.');
    expect(redirect).toContain('Plain HTTP came to a host with TLS');
  });

  it('says who is missing behind a 503', () => {
    const [, answer] = told('empty');
    expect(answer).toContain('ingress-nginx answers 503 itself. There is no Service gone, or it has no port 80.');
  });

  it.each([
    [
      'a weight draws',
      'drawn',
      /weight 25 of 100: each request is drawn, and this one came to Service (web, as 3\/4|new, as 1\/4) of them do/,
    ],
    ['a header decides', 'tester', /header x-new is always, so it goes to Service new/],
  ])('tells how %s with a canary', (_how, name, want) => {
    expect(told(name).join(' ')).toMatch(want);
  });

  it.each([
    ['drawn', 'canary-weight'],
    ['tester', 'canary-by-header'],
  ])('cites the annotation of the canary that decided: %s', (name, annotation) => {
    const fields = gatewayHops(name).hops.flatMap(({ because }) =>
      because.map(({ object, field }) => `${object.name} ${field.at(-1)}`),
    );
    expect(fields).toContain(`maps-new nginx.ingress.kubernetes.io/${annotation}`);
  });

  it('lets the client refuse a certificate: the issuer first, and no request is sent', () => {
    const { trace, cluster } = gatewayHops('fake');
    const hop = trace.hops.find(({ kind }) => kind === 'handshake');
    if (hop === undefined) throw new Error('no handshake');
    const { title, detail } = explain(hop, cluster);
    expect([hop.layer, hop.before?.carries, plainText(title)]).toEqual([
      'client',
      null,
      'The client refuses the certificate for maps.test',
    ]);
    expect(plainText(detail)).toContain('self-signed certificate, and no alternative certificate subject name');
  });

  it('names the other side of the draw with its share', () => {
    const others = gatewayHops('drawn').hops.flatMap(({ notTaken }) =>
      notTaken.shown.map(({ label, share }) => `${label} ${share}`),
    );
    expect(['new 1/4', 'web 3/4'].some((one) => others.includes(one))).toBe(true);
  });
});
