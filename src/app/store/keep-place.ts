import { placeOf } from './derive.ts';
import type { Environment } from './environment.ts';
import type { Place } from './place.ts';
import type { AppState } from './state.ts';

const PAUSE_MS = 400;

interface PlaceIn {
  readonly id: string;
  readonly place: Place;
}

/** Keeps where the reader is in a document that is kept: when the packet rests, and at once when the page goes away. */
export function createKeepPlace({ shelf }: Pick<Environment, 'shelf'>): {
  readonly follow: (state: AppState) => void;
  readonly flush: () => Promise<void>;
} {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last: PlaceIn | null = null;
  let waiting: PlaceIn | null = null;
  let keeping = Promise.resolve();

  function flush(): Promise<void> {
    clearTimeout(timer);
    if (waiting) keeping = shelf.keepPlace(waiting.id, waiting.place);
    waiting = null;
    return keeping;
  }

  return {
    flush,
    follow(state) {
      const { id } = state.document;
      const place = placeToKeep(state);
      if (place === null || (last?.id === id && last.place.asked === place.asked && last.place.hop === place.hop))
        return;
      if (waiting && waiting.id !== id) void flush();
      last = { id, place };
      waiting = last;
      clearTimeout(timer);
      timer = setTimeout(() => void flush(), PAUSE_MS);
    },
  };
}

/** Only of the document that the answer is of: while another is opened the old answer still stands. */
export function placeToKeep(state: AppState): Place | null {
  const { document, run, safe } = state;
  const isKept = (document.from === 'own' || document.from === 'kept') && safe.forgotten !== document.id;
  const isOfIt = run.of === document.id || (run.of !== null && run.of === document.copyOf);
  return isKept && isOfIt && run.answer !== null ? placeOf(state) : null;
}
