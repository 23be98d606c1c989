import { describe, expect, it } from 'vitest';
import { openSession } from './session.ts';

const pod = (name: string, labels: string, more = '') => `
apiVersion: v1
kind: Pod
metadata: {name: ${name}, namespace: shop, labels: {${labels}}}
spec: {${more}containers: [{name: main, image: app}]}
`;
const policy = (spec: string) => `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: rule, namespace: shop}
spec: ${spec}
`;
const WORLD = [
  pod('web', 'app: web'),
  pod('api', 'app: api'),
  pod('db', 'app: db'),
  `
apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec: {selector: {app: web}, ports: [{port: 80}]}
`,
  `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: store, namespace: shop}
spec: {rules: [{host: a.example, http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: web, port: {number: 80}}}}]}}]}
`,
];

function selected(ref: string, more: readonly string[] = [], cni = '') {
  const manifests = [...WORLD, ...more].join('---').trim().replace(/^/gm, '  ');
  const cluster = cni === '' ? '' : `cluster: {cni: {name: ${cni}}}\n`;
  return openSession(`hopscope: 1\nmanifests: |\n${manifests}\n${cluster}`).selects(ref);
}

describe('what an object selects', () => {
  it.each([
    ['a Service its endpoints', 'Service/shop/web', [], '', { 'shop/web': 'endpoint' }],
    ['an Ingress the pods behind its Services', 'Ingress/shop/store', [], '', { 'shop/web': 'behind web' }],
    [
      'a policy the pods that it isolates, and whom it lets in',
      'NetworkPolicy/shop/rule',
      [
        policy(
          '{podSelector: {matchLabels: {app: db}}, ingress: [{from: [{podSelector: {matchLabels: {app: api}}}]}]}',
        ),
      ],
      '',
      { 'shop/db': 'isolated in', 'shop/api': 'may send' },
    ],
    [
      'a policy for the way out whom it lets be reached',
      'NetworkPolicy/shop/rule',
      [
        policy(
          '{podSelector: {matchLabels: {app: web}}, policyTypes: [Egress], egress: [{to: [{podSelector: {matchLabels: {app: api}}}]}]}',
        ),
      ],
      '',
      { 'shop/web': 'isolated out', 'shop/api': 'may receive' },
    ],
    [
      'a policy that lets nobody in only those that it isolates',
      'NetworkPolicy/shop/rule',
      [policy('{podSelector: {matchLabels: {app: db}}}')],
      '',
      { 'shop/db': 'isolated in' },
    ],
    [
      'a policy that the CNI ignores has no effect',
      'NetworkPolicy/shop/rule',
      [policy('{podSelector: {matchLabels: {app: db}}}')],
      'flannel',
      { 'shop/db': 'selected, no effect' },
    ],
  ] as const)('%s', (_name, ref, more, cni, want) => {
    expect(selected(ref, more, cni)?.pods).toEqual(want);
  });

  it('an Ingress its Services as well', () => {
    expect(selected('Ingress/shop/store')?.cards).toEqual(['Service/shop/web']);
  });

  it('says nothing of what selects nothing', () => {
    expect(selected('Pod/shop/web')).toBeNull();
  });
});
