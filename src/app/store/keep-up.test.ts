import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { Answer } from '#view';
import { type DocumentSlice, emptyDocument } from './document.ts';
import type { Environment } from './environment.ts';
import type { Keeping, Kept } from './keep.ts';
import { createKeepUp } from './keep-up.ts';
import { shelfOf } from './keep.fixture.ts';
import { type AppState, emptyState } from './state.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function started(keeping: Keeping = 'kept') {
  const kept: Kept[] = [];
  const said: Keeping[] = [];
  const remembered: string[] = [];
  const store = createStore<AppState>()(() => emptyState);
  const keepUp = createKeepUp(
    store,
    {
      shelf: shelfOf(kept, keeping),
      tab: { remembered: () => null, remember: (id) => void remembered.push(id) },
      now: () => Date.now(),
    } as Environment,
    (how) => said.push(how),
  );
  const show = (document: Partial<DocumentSlice>) =>
    store.setState((state) => ({ ...state, document: { ...state.document, ...document } }));
  const supersede = (id: string) =>
    store.setState((state) => ({ ...state, tabs: { ...state.tabs, superseded: [id] } }));
  /** A run of the document that is open, with its packet at a hop. */
  const shows = (t: number) =>
    store.setState((state) => ({
      ...state,
      run: { ...state.run, of: state.document.id, asked: { kind: 'saved', name: 'cart' }, answer: ANSWER },
      player: { ...state.player, t },
    }));
  return { kept, said, remembered, keepUp, show, supersede, shows };
}

const ANSWER = { trace: { hops: [{ key: 'a' }, { key: 'b' }] } } as unknown as Answer;
const own = { ...emptyDocument, id: 'a', from: 'own' } as const;

describe('an edited text', () => {
  it('is kept at its first change, and again when the keys rest', async () => {
    const { show, kept } = started();
    show({ ...own, manifests: 'k' });
    expect(kept).toMatchObject([{ id: 'a', manifests: 'k', size: 1 }]);
    show({ manifests: 'ki' });
    show({ manifests: 'kin' });
    expect(kept[0]?.manifests).toBe('k');
    await vi.runAllTimersAsync();
    expect(kept).toMatchObject([{ id: 'a', manifests: 'kin' }]);
  });

  it('is kept before another takes its place, and when the page goes away', () => {
    const { show, kept, keepUp } = started();
    show({ ...own, manifests: 'k' });
    show({ manifests: 'ki' });
    show({ id: 'b', from: 'example', manifests: 'other' });
    expect(kept).toMatchObject([{ id: 'a', manifests: 'ki' }]);
    show({ ...own, id: 'c', manifests: '1' });
    show({ manifests: '12' });
    void keepUp.flush();
    expect(kept[0]).toMatchObject({ id: 'c', manifests: '12' });
  });

  it('has been written, and what became of it was told, when the page may be loaded again', async () => {
    const { show, said, keepUp } = started('full');
    show({ ...own, manifests: 'k' });
    show({ manifests: 'ki' });
    await keepUp.flush();
    expect(said).toEqual(['full', 'full']);
  });

  it('is what this tab opens next time; an example is not kept', () => {
    const { show, kept, remembered } = started();
    show({ id: 'b', from: 'example', manifests: 'other' });
    expect(kept).toEqual([]);
    show({ ...own });
    expect(remembered.at(-1)).toBe('a');
  });

  it('is kept with where the reader is in it, once the packet rests and without a new time', async () => {
    const { show, kept, shows } = started();
    show({ ...own, manifests: 'k' });
    const [{ at } = { at: -1 }] = kept;
    vi.advanceTimersByTime(1000);
    shows(0);
    shows(1);
    expect(kept[0]?.place).toBeNull();
    await vi.runAllTimersAsync();
    expect(kept).toMatchObject([{ id: 'a', at, place: { asked: { kind: 'saved', name: 'cart' }, hop: 'b' } }]);
  });

  it('has no place of the document before it, while that one is still shown', async () => {
    const { show, kept, shows } = started();
    show({ ...own, manifests: 'k' });
    shows(0);
    show({ id: 'b', manifests: 'other' });
    await vi.runAllTimersAsync();
    expect(kept.map(({ id, place }) => [id, place?.hop ?? null])).toEqual([
      ['b', null],
      ['a', 'a'],
    ]);
  });

  it('is kept as it was before, when all that was typed is taken back', async () => {
    const { show, kept } = started();
    show({ ...emptyDocument, id: 'a', from: 'kept', manifests: 'k' });
    show({ from: 'own', manifests: 'ki' });
    show({ manifests: 'kin' });
    show({ from: 'kept', manifests: 'k' });
    await vi.runAllTimersAsync();
    expect(kept).toMatchObject([{ id: 'a', manifests: 'k' }]);
  });

  it('that became a copy beside that of another tab is kept under its new name only', async () => {
    const { show, kept, supersede } = started();
    show({ ...own, manifests: 'k' });
    show({ manifests: 'ki' });
    kept.splice(0);
    supersede('a');
    show({ id: 'copy' });
    await vi.runAllTimersAsync();
    expect(kept).toMatchObject([{ id: 'copy', manifests: 'ki' }]);
  });

  it.each(['full', 'closed'] as const)('that cannot be kept, for the storage is %s, is told', async (keeping) => {
    const { show, said } = started(keeping);
    show(own);
    await vi.runAllTimersAsync();
    expect(said).toEqual([keeping]);
  });
});
