import { describe, expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { NotFetched } from '#worker';
import type { Environment } from './environment.ts';
import { createFileActions } from './file-actions.ts';
import type { FileText } from './file-gather.ts';
import { type AppState, emptyState } from './state.ts';

const FILES: readonly FileText[] = [{ path: 'a.yaml', content: { kind: 'text', text: 'kind: Pod\napiVersion: v1\n' } }];

function started(openText: () => Promise<void> = () => Promise.resolve()) {
  const store = createStore<AppState>()(() => emptyState);
  const client = { ask: () => Promise.reject(new Error('asked')) } as unknown as Environment['client'];
  return { actions: createFileActions(store, { openText }, { client }), notice: () => store.getState().run.notice };
}

describe('opening files', () => {
  it('says so where what reads them could not be fetched', async () => {
    const { actions, notice } = started();
    await actions.openFiles(Promise.reject(new NotFetched(new TypeError('no network'))));
    expect(notice()).toMatch(/^The files were not opened, since a part of the page could not be fetched/);
  });

  it.each([
    {
      name: 'while they are read',
      reading: () => Promise.reject<typeof FILES>(new Error('no such cell')),
      openText: undefined,
    },
    {
      name: 'while their text is opened',
      reading: () => Promise.resolve(FILES),
      openText: () => Promise.reject(new Error('no such cell')),
    },
  ])('tells a fault of the program $name as one, and lets it through', async ({ reading, openText }) => {
    const { actions, notice } = started(openText);
    await expect(actions.openFiles(reading())).rejects.toThrow('no such cell');
    expect(notice()).toBe('Opening the files met a fault of the program: no such cell');
  });

  it('opens them', async () => {
    const { actions, notice } = started();
    await actions.openFiles(Promise.resolve(FILES));
    expect(notice()).toBeNull();
  });
});
