import { expect, it } from 'vitest';
import { readFiles } from './read-files.ts';

const file = (path: string) =>
  Object.assign(new File(['kind: A'], path.split('/').at(-1) ?? ''), { webkitRelativePath: path });

it('reads a folder whose packages and history are passed over, however many files they hold', async () => {
  const packages = Array.from({ length: 2000 }, (_, index) => file(`shop/node_modules/a/${index}.yaml`));
  const read = await readFiles([...packages, file('shop/.git/config'), file('shop/deploy/web.yaml')]);
  expect(read).toEqual([{ path: 'shop/deploy/web.yaml', content: { kind: 'text', text: 'kind: A' } }]);
});

it('says of each file behind the last that is read that it was not', async () => {
  const read = await readFiles(Array.from({ length: 2001 }, (_, index) => file(`shop/${index}.yaml`)));
  expect(read.filter(({ content }) => content.kind === 'unread')).toEqual([
    { path: 'shop/2000.yaml', content: { kind: 'unread', why: 'too many' } },
  ]);
});
