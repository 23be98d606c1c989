import { describe, expect, it } from 'vitest';
import { openSession, printMarkdown, printMermaid, printTwin, textTwin } from '#engine';

const TEXT = `hopscope: 1
manifests: |
  apiVersion: apps/v1
  kind: Deployment
  metadata: {name: mill, namespace: farm}
  spec:
    replicas: 2
    selector: {matchLabels: {app: mill}}
    template:
      metadata: {labels: {app: mill}}
      spec: {containers: [{name: main, image: example/mill, ports: [{containerPort: 8000}]}]}
  ---
  apiVersion: v1
  kind: Service
  metadata: {name: mill, namespace: farm}
  spec: {selector: {app: mill}, ports: [{port: 80, targetPort: 8000}]}
  ---
  apiVersion: v1
  kind: Pod
  metadata: {name: cart, namespace: farm, labels: {app: cart}}
  spec: {containers: [{name: main, image: example/cart}]}
requests:
- {name: by name, from: pod/farm/cart, http: {url: "http://mill/flour"}}
- {name: no such port, from: pod/farm/cart, connect: {to: pod/farm/cart, port: 80}}
- name: and on
  from: pod/farm/cart
  http: {url: "http://mill/flour"}
  then: [{name: sell, http: {url: "http://mill/bread"}}]
- {name: unknown, from: pod/farm/cart, connect: {to: well.farm, port: 80}}
`;

const session = openSession(TEXT);

function answer(name: string) {
  const request = session.request(name);
  if (request === null) throw new Error(`no request ${name}`);
  return session.ask(request);
}

describe('textTwin', () => {
  it('says of a request that a receiver sends in turn when that is', () => {
    const twin = textTwin(answer('and on'));
    const said = /^then: .*, when the reply to the one before is back$/;
    const followed = twin.hops.filter(({ pass }) => pass.startsWith('then'));
    expect(followed[0]?.pass).toMatch(said);
    const lines = twin.lines.flatMap((line) => (line.kind === 'pass' ? [line.text] : []));
    expect(lines.find((line) => line.startsWith('then'))).toMatch(said);
    expect(printMarkdown(twin)).toContain('when the reply to the one before is back');
  });

  it('numbers the hops of connections and leaves those of lookups without a number', () => {
    const { lines } = textTwin(answer('by name'));
    const hops = lines.flatMap((line) => (line.kind === 'hop' ? [line] : []));
    const numbers = hops.flatMap(({ number }) => number ?? []);
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
    expect(hops.some(({ number, what }) => number === null && what.includes('CoreDNS'))).toBe(true);
    expect(hops.some(({ layer, packet }) => layer === 'service' && packet.includes(' => '))).toBe(true);
  });

  it('begins with what came of it and ends with what else could have', () => {
    const { title, others } = textTwin(answer('by name'));
    expect(title).toMatch(/^by name: delivered to mill-/);
    expect(others).toHaveLength(1);
    expect(others[0]).toMatch(/^1\/2 delivered pod\/farm\/mill-.*, 200$/);
  });

  it('names the line of the manifests that decided', () => {
    const { lines } = textTwin(answer('by name'));
    const written = lines.flatMap((line) => (line.kind === 'hop' && line.layer === 'service' ? [line.line] : []));
    expect(written).toContain('manifests:14');
  });

  it('sums up the way back', () => {
    const replies = textTwin(answer('by name')).lines.filter(({ kind }) => kind === 'reply');
    expect(replies).toHaveLength(1);
  });

  it('tells the same for the same text', () => {
    const again = openSession(TEXT);
    const request = again.request('by name');
    expect(request === null ? null : textTwin(again.ask(request))).toEqual(textTwin(answer('by name')));
  });

  it.each(['by name', 'no such port', 'unknown'])('prints %s in every form, every hop once', (name) => {
    const whole = answer(name);
    const twin = textTwin(whole);
    const hops = twin.lines.filter(({ kind }) => kind === 'hop').length;
    expect(printTwin(twin).split('\n')[0]).toBe(twin.title);
    expect(printMarkdown(twin).match(/^\| \d* ?\| \w+ \|/gm)?.length ?? 0).toBeGreaterThanOrEqual(hops);
    expect(printMermaid(whole.trace, whole.hops).match(/^ {2}Note over /gm)).toHaveLength(whole.trace.hops.length);
  });
});

describe('printMarkdown', () => {
  it('lets no text of a document become markup or end a cell', () => {
    const twin = textTwin(answer('by name'));
    const printed = printMarkdown({ ...twin, title: 'a | <img src=x> *b* [c](d)', hops: [] });
    expect(printed).toContain('### a \\| &lt;img src=x&gt; \\*b\\* \\[c\\](d)');
  });
});
