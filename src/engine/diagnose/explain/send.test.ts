import { openSession } from '#session';
import { plainText } from '#trace';
import { expect, it } from 'vitest';

/** What the hops say that send requests of a pod's to `http://far:80`, in order. */
function told(more: string): readonly string[] {
  const session = openSession(`
hopscope: 1
manifests: |
  apiVersion: v1
  kind: Pod
  metadata: {name: near, namespace: x}
  spec: {containers: [{name: main, image: app}]}
  ---
  apiVersion: v1
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
  const session = openSession(`
hopscope: 1
manifests: |
  apiVersion: v1
  kind: Pod
  metadata: {name: near, namespace: x}
  spec: {containers: [{name: main, image: app}]}
  ---
  apiVersion: v1
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
