import { describe, expect, it } from 'vitest';
import { keepTheme, keptTheme } from './keep.ts';
import { keptLocally } from './keep-local.ts';
import { createShelf } from './keep-shelf.ts';
import { createTabMemory } from './keep-tab.ts';

function memory(start: Readonly<Record<string, string>> = {}) {
  const held = new Map(Object.entries(start));
  return {
    getItem: (key: string) => held.get(key) ?? null,
    setItem: (key: string, value: string) => void held.set(key, value),
    removeItem: (key: string) => void held.delete(key),
  };
}

const OLD = JSON.stringify([{ id: '7', title: 'Mine', at: 1, manifests: 'kind: Pod\n', rest: 'hopscope: 1\n' }]);
const older = (text: string) => memory({ 'hopscope.documents.1': text });

describe('texts that an earlier version kept', () => {
  const rows = [
    { name: 'are read, with their size', text: OLD, want: [{ id: '7', title: 'Mine', size: 22 }] },
    { name: 'are none where the storage is spoiled', text: '{"not": "a list"', want: [] },
    { name: 'are none where they are something else', text: '[1, {"id": 2}, null]', want: [] },
  ];
  it.each(rows)('$name', ({ text, want }) => {
    expect(keptLocally(older(text))).toMatchObject(want);
  });
});

describe('a browser without a database', () => {
  it('says so when something is to be kept, and throws nothing', async () => {
    const shelf = createShelf(null, null);
    const kept = {
      id: 'a',
      title: 'A',
      at: 1,
      began: 'paste',
      size: 1,
      manifests: 'a',
      rest: '',
      place: null,
    } as const;
    expect(await shelf.keep(kept)).toBe('closed');
    expect(await shelf.list()).toEqual([]);
    expect(await shelf.take('a')).toBeNull();
    await shelf.keepPlace('a', { asked: null, hop: null });
    await shelf.forget('a');
    await shelf.forgetAll();
  });

  it('still lists what an earlier version kept, and leaves it where it is', async () => {
    const local = older(OLD);
    const shelf = createShelf(null, local);
    expect(await shelf.list()).toMatchObject([{ id: '7' }]);
    expect(await shelf.take('7')).toMatchObject({ manifests: 'kind: Pod\n' });
    expect(local.getItem('hopscope.documents.1')).toBe(OLD);
  });
});

describe('a tab', () => {
  it('remembers its document, and nothing where it may not', () => {
    const tab = createTabMemory(memory());
    expect(tab.remembered()).toBeNull();
    tab.remember('a');
    expect(tab.remembered()).toBe('a');
    expect(createTabMemory(null).remembered()).toBeNull();
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
