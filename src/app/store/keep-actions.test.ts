import { describe, expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { emptyDocument } from './document.ts';
import { createKeepActions } from './keep-actions.ts';
import type { Keeping, Kept } from './keep.ts';
import { shelfOf } from './keep.fixture.ts';
import { safetyBarOf } from './safe-bar.ts';
import { type AppState, emptyState } from './state.ts';

function started(keeping: Keeping = 'kept') {
  const entry = { title: 'A', at: 1, began: 'paste', size: 1, manifests: 'a', rest: '', place: null } as const;
  const kept: Kept[] = [
    { ...entry, id: 'open' },
    { ...entry, id: 'other' },
  ];
  const store = createStore<AppState>()(() => ({
    ...emptyState,
    document: { ...emptyDocument, id: 'open', manifests: 'a', from: 'kept' },
    safe: { ...emptyState.safe, keeping },
  }));
  let again = 0;
  let written = 0;
  const keepUp = { again: () => void (again += 1), flush: async () => void (written += 1) };
  const actions = createKeepActions(store, { shelf: shelfOf(kept) }, keepUp);
  const bar = () => safetyBarOf(store.getState())?.kind ?? null;
  return { kept, actions, bar, again: () => again, written: () => written };
}

describe('the open document, deleted from the recent ones', () => {
  it('is gone from the list, and the page says that it is kept nowhere', async () => {
    const { kept, actions, bar, again } = started();
    await actions.forgetKept('open');
    expect(kept.map(({ id }) => id)).toEqual(['other']);
    expect(bar()).toBe('forgotten');
    actions.keepOpen();
    expect(again()).toBe(1);
  });

  it('is kept again when it is put back', async () => {
    const { kept, actions, bar } = started();
    const was = await actions.forgetKept('open');
    if (was) await actions.putBack(was);
    expect(kept.map(({ id }) => id)).toEqual(['open', 'other']);
    expect(bar()).toBeNull();
  });

  it('is told too when all are deleted, and not when another is', async () => {
    const { actions, bar, again } = started();
    await actions.forgetKept('other');
    expect(bar()).toBeNull();
    actions.keepOpen();
    expect(again()).toBe(0);
    await actions.forgetAllKept();
    expect(bar()).toBe('forgotten');
  });
});

describe('what is typed last', () => {
  it('is written at once where the page is loaded again', async () => {
    const { actions, written } = started();
    expect(await actions.keepNow()).toBe('kept');
    expect(written()).toBe(1);
  });

  it.each(['full', 'closed'] as const)('is said not to be kept where the storage is %s', async (keeping) => {
    expect(await started(keeping).actions.keepNow()).toBe('not kept');
  });

  it('is said not to be kept where the open document was deleted', async () => {
    const { actions } = started();
    await actions.forgetKept('open');
    expect(await actions.keepNow()).toBe('not kept');
  });
});
