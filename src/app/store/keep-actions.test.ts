import { describe, expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { emptyDocument } from './document.ts';
import { createKeepActions } from './keep-actions.ts';
import type { Kept } from './keep.ts';
import { shelfOf } from './keep.fixture.ts';
import { safetyBarOf } from './safe-bar.ts';
import { type AppState, emptyState } from './state.ts';

function started() {
  const entry = { title: 'A', at: 1, began: 'paste', size: 1, manifests: 'a', rest: '', place: null } as const;
  const kept: Kept[] = [
    { ...entry, id: 'open' },
    { ...entry, id: 'other' },
  ];
  const store = createStore<AppState>()(() => ({
    ...emptyState,
    document: { ...emptyDocument, id: 'open', manifests: 'a', from: 'kept' },
  }));
  let again = 0;
  const actions = createKeepActions(store, { shelf: shelfOf(kept) }, () => (again += 1));
  return { kept, actions, bar: () => safetyBarOf(store.getState())?.kind ?? null, again: () => again };
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
