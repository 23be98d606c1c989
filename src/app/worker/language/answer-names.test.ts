import { describe, expect, it } from 'vitest';
import { ask, cursorAt } from './answer.fixture.ts';

const SHOP = `apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec:
  selector: {app: web}
  ports: [{port: 80}]
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: store, namespace: shop}
spec:
  tls:
  - secretName: cert
  rules:
  - http:
      paths:
      - path: /
        pathType: Prefix
        backend: {service: {name: web, port: {number: 80}}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: web}]}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: web, namespace: shop}
spec:
  maxReplicas: 3
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: in, namespace: shop}
spec:
  podSelector: {matchLabels: {app: web}}
  ingress:
  - from:
    - namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: shop}}
`;

describe('names that are there already', () => {
  const rows = [
    {
      name: 'the Services that an Ingress may send to',
      text: 'kind: Ingress\nmetadata: {name: a, namespace: shop}\nspec:\n  defaultBackend:\n    service:\n      name: |',
      offers: ['web'],
    },
    {
      name: 'none of another namespace',
      text: 'kind: Ingress\nmetadata:\n  namespace: other\nspec:\n  defaultBackend:\n    service:\n      name: |',
      offers: [],
    },
    {
      name: 'labels of pods for a selector',
      text: 'kind: Service\nmetadata: {namespace: shop}\nspec:\n  selector:\n    |',
      offers: ['app'],
    },
    {
      name: 'values of a label',
      text: 'kind: NetworkPolicy\nmetadata: {namespace: shop}\nspec:\n  podSelector:\n    matchLabels:\n      app: |',
      offers: ['web'],
    },
    {
      name: 'values of a label in braces',
      text: 'kind: NetworkPolicy\nmetadata: {namespace: shop}\nspec: {podSelector: {matchLabels: {app: |}}}',
      offers: ['web'],
    },
    {
      name: 'the Service of a backend in braces',
      text: 'kind: Ingress\nmetadata: {namespace: shop}\nspec: {defaultBackend: {service: {name: |',
      offers: ['web'],
    },
  ];
  it.each(rows)('$name', ({ text, offers }) => {
    const offered = ask({ kind: 'complete', cursor: cursorAt(text) }, SHOP).map((one) => one.label);
    expect(offered).toEqual(offers);
  });
});

describe('references', () => {
  const lineOf = (text: string) => SHOP.slice(0, SHOP.indexOf(text)).split('\n').length;
  const rows = [
    { name: 'a Service names the workload of its pods', at: 'selector: {app', targets: ['Deployment shop/web'] },
    { name: 'a backend names its Service', at: 'backend:', targets: ['Service shop/web'] },
    { name: 'a Secret that is not there', at: 'secretName', targets: [] },
    { name: 'an autoscaler names its workload', at: 'scaleTargetRef', targets: ['Deployment shop/web'] },
    { name: 'a policy names the workloads it is for', at: 'podSelector', targets: ['Deployment shop/web'] },
    { name: 'a peer names workloads of other namespaces', at: '- namespaceSelector', targets: ['Deployment shop/web'] },
  ];
  it.each(rows)('$name', ({ at, targets }) => {
    const [first] = ask({ kind: 'references', line: lineOf(at) }, SHOP);
    expect(first?.targets.map((one) => one.text)).toEqual(targets);
  });

  it('that are not there say what was wanted', () => {
    expect(ask({ kind: 'references', line: lineOf('secretName') }, SHOP)[0]?.wanted).toBe(
      'Secret cert in namespace shop',
    );
  });

  it('lead back from an object to what names it', () => {
    const uses = ask({ kind: 'uses', line: lineOf('kind: Deployment') }, SHOP);
    expect(uses?.object).toBe('Deployment shop/web');
    expect(uses?.places.map((one) => [one.text, one.range.start.line])).toEqual([
      ['Service shop/web', lineOf('selector: {app')],
      ['HorizontalPodAutoscaler shop/web', lineOf('scaleTargetRef')],
      ['NetworkPolicy shop/in', lineOf('podSelector')],
      ['NetworkPolicy shop/in', lineOf('- namespaceSelector')],
    ]);
  });
});
