import { describe, expect, it } from 'vitest';
import { readDropped, readFiles } from './read-files.ts';

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

describe('the bytes of a file', () => {
  const yaml = 'name: hällo\n';
  const wide = (first: 0 | 1) =>
    Uint8Array.from(
      `\uFEFF${yaml}`.split('').flatMap((one) => {
        const code = one.charCodeAt(0);
        return first === 0 ? [code & 255, code >> 8] : [code >> 8, code & 255];
      }),
    );
  const read = { kind: 'text', text: yaml };
  it.each([
    { name: 'UTF-8', bytes: new TextEncoder().encode(yaml), is: read },
    { name: 'UTF-8 with a byte order mark', bytes: new TextEncoder().encode(`\uFEFF${yaml}`), is: read },
    { name: 'UTF-16, low byte first', bytes: wide(0), is: read },
    { name: 'UTF-16, high byte first', bytes: wide(1), is: read },
    {
      name: 'Latin-1',
      bytes: Uint8Array.from(yaml, (one) => one.charCodeAt(0)),
      is: { kind: 'unread', why: 'not in UTF-8' },
    },
    { name: 'an archive', bytes: Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0xff), is: { kind: 'unread', why: 'no text' } },
    { name: 'zero bytes', bytes: Uint8Array.of(0x61, 0, 0x62), is: { kind: 'unread', why: 'no text' } },
  ])('are read as $name', async ({ bytes, is }) => {
    expect(await readFiles([new File([bytes], 'a.yaml')])).toEqual([{ path: 'a.yaml', content: is }]);
  });
});

describe('what the browser does not give', () => {
  const gone = () => Promise.reject(new DOMException('gone', 'NotFoundError'));
  const entry = (fullPath: string, more: object) => ({ name: fullPath.split('/').at(-1), fullPath, ...more });
  const dropped = (...entries: readonly object[]) => entries as readonly FileSystemEntry[];
  const unreadable = (path: string) => ({ path, content: { kind: 'unread', why: 'unreadable' } });

  it('is a file that could not be read, beside those that could', async () => {
    const lost = Object.assign(file('shop/b.yaml'), { arrayBuffer: gone });
    expect(await readFiles([file('shop/a.yaml'), lost])).toEqual([
      { path: 'shop/a.yaml', content: { kind: 'text', text: 'kind: A' } },
      unreadable('shop/b.yaml'),
    ]);
  });

  it('is no binary file where it is an entry of a drop', async () => {
    const lost = entry('/shop/b.yaml', { isFile: true, file: (_: unknown, fail: () => void) => fail() });
    expect(await readDropped(dropped(lost))).toEqual([unreadable('shop/b.yaml')]);
  });

  it('may be a folder, which is said and not passed over', async () => {
    const createReader = () => ({ readEntries: (_: unknown, fail: () => void) => fail() });
    const lost = entry('/shop', { isFile: false, isDirectory: true, createReader });
    expect(await readDropped(dropped(lost))).toEqual([unreadable('shop')]);
  });
});
