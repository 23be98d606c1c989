import { titleOf } from './derive.ts';
import type { Environment } from './environment.ts';
import type { Kept, Keeping } from './keep.ts';
import { createKeepPlace, placeToKeep } from './keep-place.ts';
import { titleOfText } from './replacement.ts';
import type { AppState } from './state.ts';

const PAUSE_MS = 400;

/** Keeps what is edited, whatever way it was edited: the first key at once, the next when they rest. */
export interface KeepUp {
  /** Keeps at once what waits to be kept: the page may be gone in a moment. Resolves when all of it has been written. */
  readonly flush: () => Promise<void>;
  /** Keeps it again: another tab may have written over it. */
  readonly again: () => void;
}

/** Follows the store: an own document is kept when it changed, when its title came, and before another is shown. */
export function createKeepUp(
  store: {
    getState(): AppState;
    subscribe(listener: (state: AppState, before: AppState) => void): () => void;
  },
  { shelf, tab, now }: Environment,
  onKept: (keeping: Keeping, kept: Kept) => void,
): KeepUp {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let waiting: AppState | null = null;
  let keptAt = 0;
  let writing: Promise<unknown> = Promise.resolve();
  const places = createKeepPlace({ shelf });

  async function flush(): Promise<void> {
    clearTimeout(timer);
    const placing = places.flush();
    if (waiting) {
      const kept = keptOf(waiting, now());
      waiting = null;
      keptAt = kept.at;
      writing = Promise.all([writing, shelf.keep(kept).then((keeping) => onKept(keeping, kept))]);
    }
    await Promise.all([placing, writing]);
  }

  store.subscribe((state, before) => {
    if (state.run.state === 'idle') places.follow(state);
    const isOther = state.document.id !== before.document.id;
    if (isOther) {
      // What became a copy is kept under its new name; the old one is that of another tab.
      if (state.tabs.superseded.includes(before.document.id)) waiting = null;
      void flush();
      if (state.document.from === 'own' || state.document.from === 'kept') tab.remember(state.document.id);
    }
    const isTakenBack = !isOther && before.document.from === 'own';
    if (state.document.from !== 'own' && !isTakenBack) return;
    const hasTitle = state.run.loaded !== before.run.loaded && titleOf(state.run.loaded) !== titleOf(before.run.loaded);
    if (state.document === before.document && !hasTitle) return;
    if (state.document !== before.document) tab.remember(state.document.id);
    waiting = state;
    clearTimeout(timer);
    if (now() - keptAt > PAUSE_MS) void flush();
    else timer = setTimeout(() => void flush(), PAUSE_MS);
  });
  return {
    flush,
    again() {
      waiting = store.getState();
      void flush();
    },
  };
}

function keptOf(state: AppState, at: number): Kept {
  const { document, run } = state;
  const { id, began, manifests, rest } = document;
  return {
    id,
    began,
    manifests,
    rest,
    title: run.loaded ? titleOf(run.loaded) : titleOfText(manifests),
    at,
    size: manifests.length + rest.length,
    place: placeToKeep(state),
  };
}
