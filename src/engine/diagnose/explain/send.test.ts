import { openSession } from '#session';
import { plainText } from '#trace';
import { expect, it } from 'vitest';

/** The head of a scenario with the pod that sends. */
const NEAR = `hopscope: 1
manifests: |
  apiVersion: v1
  kind: Pod
  metadata: {name: near, namespace: x}
  spec: {containers: [{name: main, image: app}]}
  ---
`;

/** What the hops say that send requests of a pod's to `http://far:80`, in order. */
function told(more: string): readonly string[] {
  const session = openSession(`${NEAR}  apiVersion: v1
  kind: Pod
  metadata: {name: far, namespace: x, labels: {app: far}}
  spec: {containers: [{name: main, image: app}]}
  ---
  apiVersion: v1
  kind: Service
  metadata: {name: far, namespace: x}
  spec: {selector: {app: far}, ports: [{port: 80}]}
requests:
  - {name: one, from: pod/x/near, ${more}}
`);
  const request = session.request('one');
  if (request === null) return [];
  const { trace, hops } = session.ask(request);
  return trace.hops.flatMap((hop) => {
    const story = hops[hop.key]?.story;
    if (hop.kind !== 'send' || hop.decision.named !== 'far' || story === undefined) return [];
    return [`${plainText(story.title)}. ${plainText(story.detail)}`];
  });
}

it('a name is looked up for the first request of a connection, and for none of the later ones', () => {
  const [first, second, ...more] = told('count: 3, sameConnection: true, http: {url: "http://far/"}');
  expect(first).toContain('far was looked up first.');
  expect(second).toContain('The connection stands already: nothing is looked up');
  expect(second).not.toContain('first');
  expect(more).toEqual([]);
});

it('what is sent on a connection that stands opens none', () => {
  const [first, second] = told('count: 2, sameConnection: true, connect: {to: far, port: 80}');
  expect(first).toContain('opens a TCP connection to');
  expect(second).toContain('sends more to');
});

it('a command names the Host only where it is another than what is dialled', () => {
  const session = openSession(`${NEAR}  apiVersion: v1
  kind: Service
  metadata: {name: far, namespace: x}
  spec: {clusterIP: 10.96.0.50, selector: {app: far}, ports: [{port: 8080}]}
requests:
  - {name: one, from: pod/x/near, http: {url: "http://10.96.0.50:8080/cart"}}
`);
  const request = session.request('one');
  const hops = request === null ? [] : Object.values(session.ask(request).hops);
  const commands = hops.flatMap(({ story }) => story.commands).filter((command) => command.includes('curl'));
  expect(commands).toEqual(['kubectl exec -n x near -- curl -v http://10.96.0.50:8080/cart']);
});

it('a controller that passes TLS on sends TLS, whatever is inside', () => {
  const session = openSession(`
hopscope: 1
manifests: |
  apiVersion: apps/v1
  kind: Deployment
  metadata: {name: ingress-nginx-controller, namespace: ingress-nginx}
  spec:
    selector: {matchLabels: {app: c}}
    template:
      metadata: {labels: {app: c}}
      spec: {containers: [{name: controller, image: registry.k8s.io/ingress-nginx/controller, args: [/nginx-ingress-controller, --enable-ssl-passthrough], ports: [{containerPort: 80}, {containerPort: 443}]}]}
  ---
  apiVersion: networking.k8s.io/v1
  kind: IngressClass
  metadata: {name: nginx}
  spec: {controller: k8s.io/ingress-nginx}
  ---
  apiVersion: networking.k8s.io/v1
  kind: Ingress
  metadata: {name: safe, namespace: x, annotations: {nginx.ingress.kubernetes.io/ssl-passthrough: "true"}}
  spec: {ingressClassName: nginx, rules: [{host: safe.example, http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: far, port: {number: 443}}}}]}}]}
  ---
  apiVersion: v1
  kind: Service
  metadata: {name: far, namespace: x}
  spec: {selector: {app: far}, ports: [{port: 443}]}
  ---
  apiVersion: v1
  kind: Pod
  metadata: {name: far, namespace: x, labels: {app: far}}
  spec: {containers: [{name: main, image: app}]}
requests:
  - {name: one, from: deployment/ingress-nginx/ingress-nginx-controller, http: {url: "https://safe.example/box", connectTo: 127.0.0.1}}
`);
  const request = session.request('one');
  const asked = request === null ? null : session.ask(request);
  const stories = (asked?.trace.hops ?? []).flatMap((hop) =>
    hop.kind === 'send' ? (asked?.hops[hop.key]?.story ?? []) : [],
  );
  const [client, controller] = stories.map(({ title }) => plainText(title));
  expect(client).toContain('sends GET /box to');
  expect(controller).toContain('sends TLS (HTTP GET /box inside) to');
  expect(stories[1]?.chip).toContain('TLS to');
  expect(stories[1]?.commands.join()).toContain('-servername safe.example');
});
