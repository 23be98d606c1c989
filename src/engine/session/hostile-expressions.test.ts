import { expect, it } from 'vitest';
import { openSession } from './index.ts';

const EVIL = '(a+)+!';
const LONG = 'a'.repeat(500);

const ingress = (annotations: string, path = '/'): string => `---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: gate, namespace: mill, annotations: {${annotations}}}
spec: {ingressClassName: nginx, rules: [{host: a.example, http: {paths: [{path: "${path}", pathType: ImplementationSpecific, backend: {service: {name: wheel, port: {number: 80}}}}]}}]}
---
apiVersion: v1
kind: Service
metadata: {name: wheel, namespace: mill}
spec: {ports: [{port: 80}]}
`;
const COREFILE = `---
apiVersion: v1
kind: ConfigMap
metadata: {name: coredns, namespace: kube-system}
data: {Corefile: ". {\\n  rewrite name regex ${EVIL} b.example\\n  kubernetes cluster.local\\n  forward . 192.0.2.53\\n}"}
---
apiVersion: v1
kind: Pod
metadata: {name: wheel, namespace: mill}
spec: {containers: [{name: main, image: example/wheel}]}
`;
const CONTROLLER = `---
apiVersion: apps/v1
kind: Deployment
metadata: {name: edge, namespace: edge}
spec:
  selector: {matchLabels: {app: edge}}
  template:
    metadata: {labels: {app: edge}}
    spec: {containers: [{name: main, image: "registry.k8s.io/ingress-nginx/controller:v1.15.0", args: [/nginx-ingress-controller, --configmap=edge/edge]}]}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: edge, namespace: edge}
data: {block-user-agents: "~${EVIL}"}
---
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: {name: nginx}
spec: {controller: k8s.io/ingress-nginx}
`;
const TO_INGRESS = `from: client, http: {url: "http://a.example/${LONG}", headers: {user-agent: ${LONG}}}`;

it.each([
  [
    'a path',
    ingress('nginx.ingress.kubernetes.io/use-regex: "true"', `/${EVIL}`),
    `from: client, http: {url: "http://a.example/${LONG}"}`,
  ],
  ['what is blocked', CONTROLLER + ingress(''), TO_INGRESS],
  [
    'an annotation of a list',
    ingress(
      `nginx.ingress.kubernetes.io/enable-cors: "true", nginx.ingress.kubernetes.io/cors-allow-methods: "${LONG}!"`,
    ),
    'from: client, http: {url: "http://a.example/"}',
  ],
  ['a rewrite of names', COREFILE, `from: pod/mill/wheel, dns: {name: ${'a'.repeat(60)}.example}`],
])('an expression that would take for ever in %s takes none', (_, manifests, request) => {
  const session = openSession(
    `hopscope: 1\nmanifests: |\n${manifests.trim().replace(/^/gm, '  ')}\nrequests:\n  - {name: it, ${request}}\n`,
  );
  const [asked] = session.scenario.requests;
  expect(asked === undefined ? null : session.ask(asked).trace.hops.length).toBeGreaterThan(0);
});
