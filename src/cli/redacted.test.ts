import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { run } from './run.ts';

const folder = mkdtempSync(join(tmpdir(), 'hopscope-'));
afterAll(() => rmSync(folder, { recursive: true }));

const SECRET = 'hunter2Zx9kQ';
const file = join(folder, 'a.scenario.yaml');
writeFileSync(
  file,
  `hopscope: 1
requests:
- name: log in with token=${SECRET}
  from: client
  http: {url: "http://10.0.0.9/?token=${SECRET}", headers: {Authorization: Bearer ${SECRET}}}
manifests: |
  apiVersion: v1
  kind: Secret
  metadata: {name: a}
  stringData: {x: ${SECRET}}
`,
);
const plain = join(folder, 'plain.scenario.yaml');
writeFileSync(plain, 'hopscope: 1\nrequests:\n- {name: a, from: client, http: {url: "http://10.0.0.9/"}}\n');

const SAVED = ['--request', `log in with token=${SECRET}`];
const TYPED = ['--from', 'client', '--http', `http://10.0.0.9/?token=${SECRET}`];

describe('a run that is printed', () => {
  it.each([
    { name: 'as Markdown', argv: [...SAVED, '--format', 'markdown'] },
    { name: 'as mermaid', argv: [...SAVED, '--format', 'mermaid'] },
    { name: 'as Markdown, of a request from the command line', argv: [...TYPED, '--format', 'markdown'] },
  ])('to be passed on holds no secret, and that is said: $name', ({ argv }) => {
    const { output, complaints } = run(['trace', file, ...argv]);
    expect(output).toContain('10.0.0.9');
    expect(output).not.toContain(SECRET);
    expect(complaints.join('\n')).toMatch(/secrets? w\w+ taken out.*--keep-secrets leaves them in\.$/m);
  });

  it.each([
    { name: 'text', argv: ['--format', 'text'] },
    { name: 'JSON', argv: ['--format', 'json'] },
    { name: 'Markdown that shall keep them', argv: ['--format', 'markdown', '--keep-secrets'] },
  ])('here shows the request as it is written: $name', ({ argv }) => {
    const { output, complaints } = run(['trace', file, ...SAVED, ...argv]);
    expect(output).toContain(SECRET);
    expect(complaints.join('\n')).not.toContain('taken out');
  });

  it('without a secret in it has nothing to say', () => {
    expect(run(['trace', plain, '--request', 'a', '--format', 'markdown']).complaints).toEqual([]);
  });
});
