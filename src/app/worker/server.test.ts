import { describe, expect, it } from 'vitest';
import type { EngineClient } from './client.ts';
import { createInProcessClient } from './in-process-client.ts';
import type { Answers, DocumentText, Question } from './protocol.ts';

const manifests = `apiVersion: v1
kind: Service
metadata: {name: hello, namespace: demo}
spec:
  selector: {app: hello}
  ports: [{port: 80, targetPort: 8080}]
---
apiVersion: v1
kind: Pod
metadata: {name: hello, namespace: demo, labels: {app: hello}}
spec:
  containers: [{name: hello, image: example/hello, ports: [{containerPort: 8080}]}]
---
apiVersion: v1
kind: Pod
metadata: {name: caller, namespace: demo}
spec:
  containers: [{name: curl, image: example/curl}]
`;
const rest = `hopscope: 1
# a remark
requests:
- name: say hello
  from: pod/demo/caller
  http: {url: "http://hello/"}
`;
const document: DocumentText = { manifests, rest };
const typed = { from: 'pod/demo/caller', method: 'TCP', target: 'hello:80' };

async function ask<K extends Question['kind']>(
  client: EngineClient,
  question: Extract<Question, { readonly kind: K }>,
) {
  const result = await client.ask<K>(question);
  if (result.kind !== 'done') throw new Error(`${question.kind} was ${result.kind}`);
  return result.value;
}

async function loaded(): Promise<{ readonly client: EngineClient; readonly value: Answers['load'] }> {
  const client = createInProcessClient();
  return { client, value: await ask<'load'>(client, { kind: 'load', document, after: 'opening' }) };
}

describe('the engine behind its client', () => {
  it('loads both texts as one scenario', async () => {
    const { value } = await loaded();
    expect(value.objectCount).toBe(3);
    expect(value.requests.map(({ name, word }) => [name, word])).toEqual([['say hello', 'delivered']]);
    expect(value.problems).toEqual([]);
  });

  it('answers a request of the scenario, with evidence on lines of the manifests', async () => {
    const { client } = await loaded();
    const sent = await ask<'ask'>(client, { kind: 'ask', asked: { kind: 'saved', name: 'say hello' } });
    if (sent.kind !== 'answered') throw new Error(sent.sentence);
    const lines = Object.values(sent.answer.hops).flatMap(({ evidence }) =>
      evidence.map(({ range }) => range?.start.line ?? 0),
    );
    expect(Math.max(...lines)).toBeLessThanOrEqual(manifests.split('\n').length);
    expect(lines).toContain(6);
  });

  it('answers of the last scenario that could be read, while one does not parse', async () => {
    const { client } = await loaded();
    const broken = { manifests, rest: `${rest}cluster: [` };
    const { problems } = await ask<'load'>(client, { kind: 'load', document: broken, after: 'edit' });
    expect(problems.map(({ code }) => code)).toEqual(['BrokenYaml']);
    const sent = await ask<'ask'>(client, { kind: 'ask', asked: { kind: 'saved', name: 'say hello' } });
    expect(sent.kind).toBe('answered');
  });

  it('answers a typed request, or says what is wrong with it', async () => {
    const { client } = await loaded();
    const sent = await ask<'ask'>(client, { kind: 'ask', asked: { kind: 'typed', request: typed } });
    expect(sent.kind).toBe('answered');
    const refused = await ask<'ask'>(client, {
      kind: 'ask',
      asked: { kind: 'typed', request: { ...typed, target: 'hello' } },
    });
    expect(refused).toMatchObject({ kind: 'refused', sentence: expect.stringContaining('port') as string });
  });

  // Conntrack belongs to the flow, not to what a node holds before it: the restore hop itself shows both tuples.
  it('prints every table that a hop consulted', async () => {
    const { client } = await loaded();
    const sent = await ask<'ask'>(client, { kind: 'ask', asked: { kind: 'saved', name: 'say hello' } });
    const consulted = sent.kind === 'answered' ? sent.answer.trace.hops.flatMap((hop) => hop.consulted) : [];
    expect(consulted.length).toBeGreaterThan(0);
    for (const { table, row } of consulted.filter((one) => one.table.kind !== 'conntrack')) {
      const view = await ask<'table'>(client, { kind: 'table', table, row });
      expect(view?.title ?? `${table.kind} ${table.name} is missing`).not.toMatch(/is missing$/);
    }
  });

  it('adds a typed request to the scenario and keeps its remarks', async () => {
    const { client } = await loaded();
    const saved = await ask<'save'>(client, { kind: 'save', document, request: typed, name: 'knock' });
    expect(saved).toContain('# a remark');
    const again = await ask<'load'>(client, { kind: 'load', document: { manifests, rest: saved }, after: 'edit' });
    expect(again.requests.map(({ name }) => name)).toEqual(['say hello', 'knock']);
  });

  it('prints a command after the run that is asked about', async () => {
    const { client } = await loaded();
    const asked = { kind: 'saved', name: 'say hello' } as const;
    const printed = (run: string) => ask<'printed'>(client, { kind: 'printed', asked, on: 'node/node-a', run });
    expect((await printed('iptables-save'))?.text).toContain('*nat');
    expect((await printed("iptables-save -t 'filter'"))?.text.startsWith('*filter')).toBe(true);
    expect((await printed('conntrack -L'))?.text).toContain('flow entries have been shown.');
    expect(await printed('uptime')).toBeNull();
  });

  it('opens what it put into a link, at the same request and hop', async () => {
    const { client } = await loaded();
    const asked = { kind: 'saved', name: 'say hello' } as const;
    const how = { secrets: 'removed', content: 'everything' } as const;
    const { fragment } = await ask<'share'>(client, { kind: 'share', document, asked, hop: 'a hop', ...how });
    const decoded = await ask<'decode'>(client, { kind: 'decode', fragment });
    expect(decoded).toEqual({ kind: 'opened', document, place: { request: 'say hello', hop: 'a hop' } });
  });

  it.each([
    ['JSON', '{"hopscope": 1, "title": "x", "manifests": "kind: A\\n", "faults": []}'],
    ['JSON over several lines', '{\n "hopscope": 1,\n "title": "x",\n "manifests": "kind: A\\n",\n "faults": []\n}\n'],
    ['keys in quotes', '"hopscope": 1\n"title": x\n"manifests": |\n  kind: A\n"faults": []\n'],
  ])('reads a scenario as %s', async (_name, scenario) => {
    const { client } = await loaded();
    const parts = await ask<'open'>(client, { kind: 'open', scenario });
    expect(parts.manifests).toBe('kind: A\n');
    const value = await ask<'load'>(client, { kind: 'load', document: parts, after: 'opening' });
    expect(value.title).toBe('x');
    expect(value.problems.filter(({ place }) => place?.source === 'scenario')).toEqual([]);
  });

  it('reads a scenario whose manifests are a list', async () => {
    const { client } = await loaded();
    const scenario = 'hopscope: 1\nmanifests:\n- "kind: A"\n- "kind: B"\ntitle: x\n';
    const parts = await ask<'open'>(client, { kind: 'open', scenario });
    expect(parts.manifests).toBe('kind: A\n---\nkind: B');
    expect(parts.rest).toBe('hopscope: 1\ntitle: x\n');
  });
});
