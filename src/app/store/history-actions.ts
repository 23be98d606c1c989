import type { Asked, DocumentText } from '#worker';
import { placeOf, titleOf } from './derive.ts';
import type { DocumentSlice } from './document.ts';
import type { Environment } from './environment.ts';
import { bytesBetween, joined, moved, recorded } from './history.ts';
import { goesOn, type Typing, typingOf } from './history-typing.ts';
import type { Place } from './place.ts';
import { titleOfText } from './replacement.ts';
import type { RunActions } from './run-actions.ts';
import type { Toast } from './safe.ts';
import { asShown } from './shown-text.ts';
import type { AppState, Store } from './state.ts';
import { copiedIfSuperseded } from './tabs-copy.ts';

const PAUSE_MS = 350;

/** The one way by which the document changes, and the way back. */
export interface HistoryActions {
  /**
   * Makes an edit of the document one step that undo takes back, and runs it at once. `label` says what was done in
   * words that follow "Undo: " (`request api renamed`). `asked`: the request to show after it, where the edit added,
   * renamed or deleted the one that is shown; without it request and hop stay.
   */
  readonly change: (label: string, next: Partial<DocumentText>, asked?: Asked) => Promise<void>;
  /** Takes back the last step. An edit leaves request and hop as they are; an opening brings back those before it. */
  readonly undo: () => Promise<void>;
  readonly redo: () => Promise<void>;
}

/** What other actions of the store do with the document, besides `change`. */
export interface Changing extends HistoryActions {
  /** A key in a text: joins the step of the keys before it, and runs after a pause. */
  readonly type: (label: string, text: Typing['text'], value: string) => void;
  /** A text in place of another, typed or pasted: a document of its own, run after a pause. */
  readonly replace: (label: string, next: DocumentSlice) => void;
  /** Runs now what was typed and waits to be run; resolves when the engine has the text as it is. */
  readonly ready: () => Promise<void>;
  /** Opens another document at a request and hop. */
  readonly open: (label: string, next: DocumentSlice, place: Place) => Promise<void>;
}

export function createHistoryActions(store: Store, run: RunActions, { now, fresh, isNarrow }: Environment): Changing {
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** Where a load that is still under way goes; one that overtakes it goes there too. */
  let awaited: Place | null = null;
  let loading: Promise<void> | null = null;

  const placeNow = (): Place => placeOf(store.getState());

  function record(label: string, next: DocumentSlice, place: Place | null, typing: Typing | null): void {
    store.setState((state) => {
      const last = state.history.past.at(-1)?.typing ?? null;
      const step = {
        label,
        moment: { document: state.document, place },
        bytes: bytesBetween(state.document, next),
        typing,
      };
      const history = goesOn(last, typing) ? joined(state.history, typing) : recorded(state.history, step);
      return copiedIfSuperseded(
        {
          ...state,
          // What is typed before anything was opened is a document of its own.
          document: next.id === '' ? { ...next, id: fresh() } : next,
          history: state.document.id === '' ? state.history : history,
          safe: { ...state.safe, toast: putAway(state, next) },
          // What was told of another document has been read, or does not matter any more.
          run: next.id === state.document.id ? state.run : { ...state.run, notice: null },
        },
        fresh,
      );
    });
  }

  function runLater(): void {
    store.setState((state) => ({ ...state, run: { ...state.run, state: 'waiting' } }));
    clearTimeout(timer);
    timer = setTimeout(() => void load(null, 'stay'), PAUSE_MS);
  }

  async function load(place: Place | null, play: 'from-start' | 'stay'): Promise<void> {
    clearTimeout(timer);
    const going = place ?? awaited;
    awaited = going;
    const mine = run.load({ asked: going?.asked ?? null, hop: going?.hop ?? null, play });
    loading = mine;
    await mine;
    if (awaited === going) awaited = null;
    if (loading === mine) loading = null;
  }

  /** Nothing of what was shown before belongs to the document that is there now. */
  async function show(place: Place, play: 'from-start' | 'stay'): Promise<void> {
    store.setState((state) => ({
      ...state,
      run: { ...state.run, loaded: null, of: null, problems: [], asked: null, answer: null, before: [], notice: null },
      selection: { ...state.selection, object: null },
      player: { ...state.player, t: 0, playing: false },
      panes: { ...state.panes, dialog: null, unfolded: [] },
    }));
    await load(place, play);
  }

  async function move(way: 'back' | 'on'): Promise<void> {
    const { history, document } = store.getState();
    const result = moved(history, way, { document, place: placeNow() });
    if (!result) return;
    const { moment } = result;
    store.setState((state) =>
      copiedIfSuperseded(
        { ...state, document: moment.document, history: result.history, safe: { ...state.safe, toast: null } },
        fresh,
      ),
    );
    if (moment.document.id !== document.id && moment.place) await show(moment.place, 'stay');
    else await load(moment.place, 'stay');
  }

  return {
    async change(label, next, asked) {
      record(label, { ...store.getState().document, ...next, from: 'own' }, asked ? placeNow() : null, null);
      await load(asked ? { asked, hop: null } : null, 'stay');
    },
    undo: () => move('back'),
    redo: () => move('on'),
    type(label, text, value) {
      const { document } = store.getState();
      const before = asShown(document[text]);
      if (before === value) return;
      record(label, { ...document, [text]: value, from: 'own' }, null, typingOf(text, before, value, now()));
      runLater();
    },
    replace(label, next) {
      record(label, next, placeNow(), null);
      runLater();
    },
    async ready() {
      if (store.getState().run.state === 'waiting') await load(null, 'stay');
      else await loading;
    },
    async open(label, next, place) {
      record(label, next, placeNow(), null);
      await show(place, next.from === 'example' && !isNarrow() ? 'from-start' : 'stay');
    },
  };
}

/** An own text that makes room for another is told where it is. */
function putAway({ document, run, safe }: AppState, next: DocumentSlice): Toast | null {
  if (next.id === document.id || document.from !== 'own' || document.manifests.trim() === '') return null;
  return {
    kind: 'put-away',
    title: run.loaded ? titleOf(run.loaded) : titleOfText(document.manifests),
    keeping: safe.keeping,
  };
}
