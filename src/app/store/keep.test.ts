import { describe, expect, it } from 'vitest';
import { createShelf, keepTheme, keptTheme, type Kept } from './keep.ts';

function memory(full: 'full' | 'free' = 'free') {
  const held = new Map<string, string>();
  return {
    getItem: (key: string) => held.get(key) ?? null,
    setItem: (key: string, value: string) => {
      if (full === 'full') throw new Error('quota');
      held.set(key, value);
    },
  };
}

const text = (id: string, manifests = id): Kept => ({ id, title: id, at: 1, manifests, rest: '' });

describe('texts kept between visits', () => {
  it('are listed newest first, each once', () => {
    const shelf = createShelf(memory());
    for (const id of ['a', 'b', 'a']) shelf.keep(text(id));
    expect(shelf.list().map((one) => one.id)).toEqual(['a', 'b']);
  });

  it('are at most eight', () => {
    const shelf = createShelf(memory());
    for (let number = 0; number < 12; number++) shelf.keep(text(String(number)));
    expect(shelf.list().map((one) => one.id)).toEqual(['11', '10', '9', '8', '7', '6', '5', '4']);
  });

  it('are not there where storage is full, forbidden or spoiled', () => {
    const full = createShelf(memory('full'));
    full.keep(text('a'));
    expect(full.list()).toEqual([]);
    expect(createShelf(null).list()).toEqual([]);
    expect(createShelf({ getItem: () => '{"not": "a list"', setItem: () => undefined }).list()).toEqual([]);
    expect(createShelf({ getItem: () => '[1, {"id": 2}]', setItem: () => undefined }).list()).toEqual([]);
  });

  it('leave out what would fill the storage', () => {
    const shelf = createShelf(memory());
    shelf.keep(text('a', 'x'.repeat(2_000_000)));
    expect(shelf.list()).toEqual([]);
  });
});

describe('the chosen colours', () => {
  it('are kept, and anything else is the system’s choice', () => {
    const storage = memory();
    expect(keptTheme(storage)).toBe('system');
    keepTheme(storage, 'dark');
    expect(keptTheme(storage)).toBe('dark');
    expect(keptTheme({ getItem: () => 'purple' })).toBe('system');
  });
});
