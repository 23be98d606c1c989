import { expect, it } from 'vitest';
import { createInProcessClient } from './in-process-client.ts';

it('a run that is copied as Markdown holds no token of its URL; what is read on the page does', async () => {
  const client = createInProcessClient();
  await client.ask<'load'>({ kind: 'load', document: { manifests: '', rest: 'hopscope: 1\n' }, after: 'opening' });
  const request = { from: 'client', method: 'GET', target: 'http://10.0.0.9/?page=2&token=hunter2Zx9kQ' };
  const result = await client.ask<'twin'>({ kind: 'twin', asked: { kind: 'typed', request } });
  const twin = result.kind === 'done' ? result.value : null;
  expect(twin?.markdown).toContain('page=2&token=REMOVED');
  expect(twin?.markdown).not.toContain('hunter2');
  expect(JSON.stringify(twin?.hops)).toContain('hunter2');
});
