import type { Environment } from './environment.ts';
import type { PictureFilter, PictureSlice } from './picture.ts';
import type { Store } from './state.ts';

/** Looking around in the picture. */
export interface PictureActions {
  readonly filterPicture: (filter: PictureFilter) => void;
  readonly showWays: (ways: PictureSlice['ways']) => Promise<void>;
  /** Marks what the text means. */
  readonly searchPicture: (text: string) => Promise<void>;
  /** Goes to the next thing that the search found, or the one before, going round. */
  readonly nextFound: (by: 1 | -1) => void;
  /** Opens what is known of a thing of the picture. */
  readonly openThing: (ref: string) => Promise<void>;
  readonly closeThing: () => void;
  /** Asks again for what was asked of the document before the last edit. */
  readonly refreshPicture: () => Promise<void>;
}

export function createPictureActions(store: Store, { client }: Environment): PictureActions {
  const set = (change: Partial<PictureSlice>) =>
    store.setState((state) => ({ ...state, picture: { ...state.picture, ...change } }));
  const select = (object: string | null) =>
    store.setState((state) => ({ ...state, selection: { ...state.selection, object } }));

  const askWays = async () => {
    const result = await client.ask({ kind: 'ways' });
    if (result.kind === 'done') set({ allWays: result.value });
  };
  const askThing = async (ref: string) => {
    const result = await client.ask({ kind: 'thing', ref });
    if (result.kind === 'done') set({ thing: result.value });
  };
  const find = async (text: string, at: number) => {
    const result = await client.ask({ kind: 'find', text });
    if (result.kind !== 'done') return;
    const { found, total } = result.value;
    set({
      found: found.map(({ ref }) => ref),
      foundTotal: total,
      foundBy: found[0]?.by ?? null,
      foundAt: Math.min(at, found.length - 1),
    });
  };

  return {
    filterPicture: (filter) => set({ filter }),
    async showWays(ways) {
      set({ ways });
      if (ways === 'all') await askWays();
    },
    async searchPicture(search) {
      set({ search, foundSeen: 'typed' });
      if (search.trim() === '') set({ found: [], foundTotal: 0, foundBy: null, foundAt: -1 });
      else await find(search, 0);
    },
    nextFound(by) {
      const { found, foundAt, foundSeen } = store.getState().picture;
      const step = foundSeen === 'typed' && by === 1 ? 0 : by;
      if (found.length > 0) set({ foundAt: (foundAt + step + found.length) % found.length, foundSeen: 'gone' });
    },
    async openThing(ref) {
      select(ref);
      await askThing(ref);
    },
    closeThing() {
      select(null);
      set({ thing: null });
    },
    async refreshPicture() {
      const { ways, thing, search, foundAt } = store.getState().picture;
      await Promise.all([
        ...(ways === 'all' ? [askWays()] : []),
        ...(thing === null ? [] : [askThing(thing.ref)]),
        ...(search.trim() === '' ? [] : [find(search, foundAt)]),
      ]);
    },
  };
}
