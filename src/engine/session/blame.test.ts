import { describe, expect, it } from 'vitest';
import { openSession } from './session.ts';

const CONTROLLER = `  apiVersion: apps/v1
  kind: Deployment
  metadata: {name: ingress-nginx-controller, namespace: ingress-nginx}
  spec:
    selector: {matchLabels: {app.kubernetes.io/name: ingress-nginx}}
    template:
      metadata: {labels: {app.kubernetes.io/name: ingress-nginx}}
      spec: {containers: [{name: controller, image: registry.k8s.io/ingress-nginx/controller, ports: [{containerPort: 80}, {containerPort: 443}]}]}
`;
const INGRESS = `  ---
  apiVersion: networking.k8s.io/v1
  kind: Ingress
  metadata: {name: mill, namespace: valley}
  spec:
    ingressClassName: nginx
    tls: [{hosts: [mill.example], secretName: elsewhere}]
    rules: [{host: mill.example}]
  ---
  apiVersion: v1
  kind: Secret
  metadata: {name: other, namespace: valley}
`;

const CLASS = `  ---
  apiVersion: networking.k8s.io/v1
  kind: IngressClass
  metadata: {name: nginx}
  spec: {controller: k8s.io/ingress-nginx}
`;

const SENDER = 'from: deployment/ingress-nginx/ingress-nginx-controller';

function factsOf(manifests: string, request: string, cluster = '{}'): string {
  const session = openSession(
    `hopscope: 1\ncluster: ${cluster}\nmanifests: |\n${manifests}requests:\n- {name: r, ${request}}\n`,
  );
  const [first] = session.scenario.requests;
  if (first === undefined) throw new Error('the scenario has a request');
  return session.ask(first).verdict.facts.join('\n');
}

describe('what a verdict blames', () => {
  it('is a missing Ingress where there is none at all', () => {
    const pod = `${SENDER}, http: {url: "http://127.0.0.1/"}`;
    expect(factsOf(CONTROLLER, pod)).toContain('There is no Ingress at all');
    expect(factsOf(`${CONTROLLER}${INGRESS}`, pod)).toContain('No rule names the host');
  });

  it('is the certificate that was shown, and what the client has against it', () => {
    expect(factsOf(`${CONTROLLER}${INGRESS}`, `${SENDER}, http: {url: "https://127.0.0.1/"}`)).toContain(
      'The controller’s own self-signed certificate, shown because none was found for that name, is refused: ',
    );
  });

  it.each([
    [
      'a Secret that is not there',
      'tls: [{hosts: [mill.example], secretName: elsewhere}], rules: [{host: mill.example}]',
      'Ingress mill names Secret elsewhere for it, which is not in namespace valley. There is one in namespace hills, but an Ingress takes Secrets of its own namespace only.',
    ],
    [
      'a Secret without a certificate',
      'tls: [{hosts: [mill.example], secretName: other}], rules: [{host: mill.example}]',
      'Ingress mill names Secret other for it, which holds no certificate that can be read.',
    ],
    [
      'an entry without a Secret',
      'tls: [{hosts: [mill.example]}], rules: [{host: mill.example}]',
      'Ingress mill lists it under tls without a secretName.',
    ],
    [
      'a tls section for other names',
      'tls: [{hosts: [till.example], secretName: elsewhere}], rules: [{host: mill.example}]',
      'Ingress mill has a tls section that does not list it, and no certificate named there covers it.',
    ],
    [
      'a host that only the tls section names',
      'tls: [{hosts: [mill.example], secretName: other}], rules: [{host: till.example}]',
      'Ingress mill lists it under tls, but no rule has that host, so the controller makes no server for it.',
    ],
    [
      'a host that only an Ingress of another controller lists',
      'ingressClassName: ferry, tls: [{hosts: [mill.example], secretName: elsewhere}], rules: [{host: mill.example}]',
      null,
    ],
  ])('is, behind the controller’s own certificate, %s', (_, spec, says) => {
    const ingress = `  ---
  apiVersion: networking.k8s.io/v1
  kind: Ingress
  metadata: {name: mill, namespace: valley}
  spec: {${spec.includes('ingressClassName') ? '' : 'ingressClassName: nginx, '}${spec}}
  ---
  apiVersion: v1
  kind: Secret
  metadata: {name: other, namespace: valley}
  data: {tls.crt: Tm90aGluZw==}
  ---
  apiVersion: v1
  kind: Secret
  metadata: {name: elsewhere, namespace: hills}
`;
    const request = `${SENDER}, http: {url: "https://mill.example/", connectTo: 127.0.0.1}`;
    const facts = factsOf(`${CONTROLLER}${CLASS}${ingress}`, request);
    expect(facts).toContain('shown because none was found for that name, is refused: ');
    expect(facts.includes('Ingress mill')).toBe(says !== null);
    expect(facts).toContain(says ?? 'The controller’s own self-signed certificate');
  });

  it.each([
    {
      name: 'is that nobody gives a Service of type LoadBalancer its address',
      request: 'from: client, connect: {to: service/valley/till, port: 80}',
      says: 'Type LoadBalancer is a wish, and nobody in this cluster grants it: no cloud controller, no MetalLB. See Service till',
      not: 'Gateway',
    },
    {
      name: 'is DNS alone where one server was asked for one name',
      request: 'from: client, http: {url: "http://nobody.example/"}',
      says: 'DNS said NXDOMAIN: there is no such name.',
      not: 'Every server',
    },
    {
      name: 'is DNS with the number of names where a search list tried several',
      request: `${SENDER}, http: {url: "http://nobody.example/"}`,
      says: 'The DNS server said NXDOMAIN for each of the 4 names tried.',
      not: 'Every server',
    },
  ])('$name', ({ request, says, not }) => {
    const till = `${CONTROLLER}  ---
  apiVersion: v1
  kind: Service
  metadata: {name: till, namespace: valley}
  spec: {type: LoadBalancer, selector: {app: till}, ports: [{port: 80}]}
`;
    const facts = factsOf(till, request, '{loadBalancer: none}');
    expect(facts).toContain(says);
    expect(facts).not.toContain(not);
  });
});
