import { describe, expect, it } from 'vitest';
import { createInProcessClient } from './in-process-client.ts';
import type { Asked, DocumentText } from './protocol.ts';
import type { ShareContent, Shared } from './share-shape.ts';

const WEB = `apiVersion: v1
kind: Service
metadata: {name: web, namespace: demo} # the door
spec: {selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}
---
apiVersion: v1
kind: Pod
metadata: {name: web, namespace: demo, labels: {app: web}}
spec: {containers: [{name: web, image: example/web, ports: [{containerPort: 8080}]}]}
---
apiVersion: v1
kind: Pod
metadata: {name: caller, namespace: demo}
spec: {containers: [{name: curl, image: example/curl}]}
`;
const SECRET = `---
apiVersion: v1
kind: Secret
metadata: {name: keys, namespace: demo}
stringData: {password: hunter2}
`;
const UNRELATED = `---
apiVersion: v1
kind: Pod
metadata: {name: other, namespace: elsewhere}
spec: {containers: [{name: a, image: example/other}]}
`;
const REST = `hopscope: 1
requests:
- name: hello
  from: pod/demo/caller
  http: {url: "http://web/", headers: {Authorization: Bearer abcdefghij}}
- name: away
  from: pod/demo/caller
  http: {url: "http://elsewhere/"}
`;
const HELLO: Asked = { kind: 'saved', name: 'hello' };

async function share(
  document: DocumentText,
  content: ShareContent = 'everything',
  secrets: 'removed' | 'kept' = 'removed',
  asked: Asked | null = HELLO,
  hop: string | null = null,
): Promise<Shared> {
  const client = createInProcessClient();
  const result = await client.ask<'share'>({ kind: 'share', document, asked, hop, secrets, content });
  if (result.kind !== 'done') throw new Error(result.kind);
  return result.value;
}

async function opened(fragment: string) {
  const result = await createInProcessClient().ask<'decode'>({ kind: 'decode', fragment });
  if (result.kind !== 'done' || result.value.kind !== 'opened') throw new Error('the link does not open');
  return result.value;
}

describe('what is shared', () => {
  it('has no secrets, lists them, and runs the same', async () => {
    const { fragment, secrets, runs } = await share({ manifests: WEB + SECRET, rest: REST });
    const { document, place } = await opened(fragment);
    expect(`${document.manifests}${document.rest}`).not.toMatch(/hunter2|abcdefghij/);
    expect(document.manifests).toContain('# the door');
    expect(secrets).toEqual([
      {
        source: 'manifests',
        what: 'Secret value',
        object: 'Secret/demo/keys',
        field: 'stringData.password',
        named: null,
        line: 19,
      },
      {
        source: 'scenario',
        what: 'header',
        object: null,
        field: 'requests[0].http.headers.Authorization',
        named: null,
        line: 5,
      },
    ]);
    expect(runs).toBe('the same');
    expect(place.request).toBe('hello');
  });

  it('needs what the receiver sends in turn too', async () => {
    const rest = `hopscope: 1
requests:
- name: hello
  from: pod/demo/caller
  http: {url: "http://web/"}
  then:
  - name: ask the other
    http: {url: "http://other.elsewhere/"}
`;
    const door = `---
apiVersion: v1
kind: Service
metadata: {name: other, namespace: elsewhere}
spec: {selector: {app: other}, ports: [{port: 80}]}
`;
    const other = UNRELATED.replace('namespace: elsewhere', 'namespace: elsewhere, labels: {app: other}');
    const spare = UNRELATED.replace('name: other', 'name: spare').replace('elsewhere', 'nowhere');
    const { document } = await share({ manifests: WEB + door + other + spare, rest }, 'what the request needs');
    expect(document.manifests).toContain('name: other');
    expect(document.manifests).not.toContain('name: spare');
  });

  it('keeps secrets when that is asked for, and still lists them', async () => {
    const { document, secrets } = await share({ manifests: WEB + SECRET, rest: REST }, 'everything', 'kept');
    expect(document.manifests).toBe(WEB + SECRET);
    expect(secrets).toHaveLength(2);
  });

  it('says which lines could not be checked', async () => {
    const { unchecked } = await share({ manifests: `${WEB}---\nkind: [\n`, rest: REST });
    expect(unchecked).toEqual([{ source: 'manifests', first: 15, last: 16 }]);
  });

  it('can be what the request needs alone, which runs the same', async () => {
    const needed = await share({ manifests: WEB + SECRET + UNRELATED, rest: REST }, 'what the request needs');
    expect(needed.document.manifests).not.toMatch(/Secret|elsewhere|# the door/);
    expect(needed.document.manifests).toMatch(/kind: Service[^]*name: web[^]*name: caller/);
    expect(needed.document.rest).not.toContain('away');
    expect(needed.runs).toBe('the same');
  });

  it.each([
    {
      name: 'what was chosen',
      asked: HELLO,
      manifests: WEB + UNRELATED,
      content: 'what the request needs',
      holds: 'what the request needs',
    },
    {
      name: 'all objects with the request where it needs them all',
      asked: HELLO,
      manifests: WEB,
      content: 'what the request needs',
      holds: 'the request and all objects',
    },
    {
      name: 'everything where no request says what it needs',
      asked: null,
      manifests: WEB,
      content: 'what the request needs',
      holds: 'everything',
    },
  ] as const)('holds $name, and says so', async ({ manifests, content, holds, asked }) => {
    const made = await share({ manifests, rest: REST }, content, 'removed', asked);
    expect(made.holds).toBe(holds);
    expect(made.document.manifests).not.toContain('example/other');
    expect(made.document.manifests.includes('# the door')).toBe(holds === 'everything');
  });

  it('offers shorter links with their length', async () => {
    const noise = Array.from({ length: 400 }, (_, index) => `# remark ${index * 7919} ${index * 104_729}`).join('\n');
    const { fragment, offers } = await share({ manifests: `${noise}\n${WEB}`, rest: REST });
    expect(offers.map(({ content }) => content)).toEqual(['everything', 'no remarks', 'what the request needs']);
    expect(offers[0]?.link).toEqual({ length: fragment.length, holds: 'everything' });
    for (const { link } of offers.slice(1)) expect(link?.length).toBeLessThan(fragment.length / 2);
  });

  it('takes a typed request with it, without the password in its URL', async () => {
    const request = { from: 'pod/demo/caller', method: 'GET', target: 'http://ada:hunter2@web/' };
    const { fragment, runs } = await share({ manifests: WEB, rest: REST }, 'everything', 'removed', {
      kind: 'typed',
      request,
    });
    const { document, place } = await opened(fragment);
    expect(JSON.stringify([document, place])).not.toContain('hunter2');
    expect(document.rest).toContain(place.request ?? 'none');
    expect(runs).toBe('the same');
  });

  it('runs the same where the name of a request holds a secret, also with what its receiver sends in turn', async () => {
    const rest = `hopscope: 1
requests:
- name: log in with token=hunter2Zx9kQ
  from: pod/demo/caller
  http: {url: "http://web/"}
  then:
  - name: and on with token=hunter2Zx9kQ
    http: {url: "http://web/"}
`;
    const asked: Asked = { kind: 'saved', name: 'log in with token=hunter2Zx9kQ' };
    const client = createInProcessClient();
    await client.ask<'load'>({ kind: 'load', document: { manifests: WEB, rest }, after: 'opening' });
    const sent = await client.ask<'ask'>({ kind: 'ask', asked });
    const answer = sent.kind === 'done' && sent.value.kind === 'answered' ? sent.value.answer : null;
    const last = answer?.trace.hops.at(-1)?.key ?? null;
    expect(last).toContain('hunter2');
    const { fragment, runs } = await share({ manifests: WEB, rest }, 'everything', 'removed', asked, last);
    const { document, place } = await opened(fragment);
    expect(JSON.stringify([document, place])).not.toContain('hunter2');
    expect([runs, place.request]).toEqual(['the same', 'log in with token=REMOVED']);
  });

  it('is told not to fit into any link when it is larger than 2 MiB', async () => {
    const manifests = `${WEB}# ${'remark '.repeat(310_000)}\n`;
    expect((await share({ manifests, rest: REST })).opens).toBe('nowhere');
  });

  it('may be a document without requests', async () => {
    const { fragment, runs } = await share({ manifests: WEB, rest: '' }, 'everything', 'removed', null);
    expect((await opened(fragment)).document.manifests).toBe(WEB);
    expect(runs).toBe('nothing asked');
  });
});
