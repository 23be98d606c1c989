import type { Asked, EngineClient, OtherRun } from '#worker';
import type { BesideSlice, PinnedRun } from './beside.ts';
import { isRead, triesFor } from './beside-derive.ts';
import type { Environment } from './environment.ts';
import type { Store } from './state.ts';

/** How long the page is quiet before other values are tried. */
const QUIET_MS = 250;
/** Objects and pods of a cluster of which one more takes so long to make that the next question would wait. */
const LARGE = 3000;

/** Runs beside the one that is shown. */
export interface BesideActions {
  /** What changed has been read: it is not told again, and the run before can still be laid beside this one. */
  readonly readChanges: () => void;
  /** Keeps a run to lay beside the one that is shown: `shown` is that one itself. */
  readonly pin: (other: OtherRun | { readonly kind: 'shown' }) => Promise<void>;
  readonly unpin: () => void;
}

/** What follows an answer by itself; newer answers overtake older ones. */
export interface Beside extends BesideActions {
  /** Nothing of another document belongs beside this one. */
  readonly clear: () => void;
  /** `edit`: of the same document; `now`: there is nothing before. */
  readonly findChanges: (since: 'edit' | 'now') => Promise<void>;
  /** Tries other values of what the answer takes for granted, one at a time, whenever nothing else is asked. */
  readonly tryOthers: () => Promise<void>;
}

export function createBeside(store: Store, { client }: Pick<Environment, 'client'>): Beside {
  let turn = 0;
  const set = (change: Partial<BesideSlice>) =>
    store.setState((state) => ({ ...state, beside: { ...state.beside, ...change } }));

  async function changes(since: 'edit' | 'now'): Promise<void> {
    const { asked } = store.getState().run;
    const result = await client.ask({ kind: 'changes', asked, since });
    if (result.kind === 'superseded') return;
    // What was found before the last edit may not be so any more.
    if (result.kind === 'failed') {
      store.setState((state) => ({
        ...state,
        run: { ...state.run, before: [], notice: `What changed is not known. ${result.sentence}` },
        beside: { ...state.beside, changes: [], typed: null },
      }));
      return;
    }
    const { before, changes: found } = result.value;
    store.setState((state) => {
      const beside = { ...state.beside, changes: found, typed: asked?.kind === 'typed' ? asked.request : null };
      return isRead(beside)
        ? { ...state, run: { ...state.run, before: state.run.loaded?.requests ?? [] }, beside }
        : { ...state, run: { ...state.run, before }, beside: { ...beside, read: [] } };
    });
  }

  return {
    clear: () => set({ changes: [], read: [], typed: null, others: [], trying: 'all', pinned: null }),
    findChanges: changes,
    readChanges: () =>
      store.setState((state) => ({
        ...state,
        run: { ...state.run, before: state.run.loaded?.requests ?? [] },
        beside: { ...state.beside, read: state.beside.changes },
      })),
    async tryOthers() {
      const mine = ++turn;
      const { answer, asked, loaded } = store.getState().run;
      const tries = answer && loaded ? triesFor(answer, loaded) : [];
      const isLarge = loaded !== null && loaded.objectCount + loaded.picture.pods.length > LARGE;
      set({ others: [], trying: tries.length === 0 ? 'all' : isLarge ? 'stopped' : 'trying' });
      if (asked === null || tries.length === 0 || isLarge) return;
      const isOvertaken = () => turn !== mine || store.getState().run.answer !== answer;
      const quiet = () => new Promise((resolve) => setTimeout(resolve, QUIET_MS));
      await quiet();
      for (const one of tries) {
        while (!isOvertaken() && store.getState().run.state !== 'idle') await quiet();
        if (isOvertaken()) return;
        const result = await client.ask({ kind: 'other', asked, ...one });
        if (isOvertaken()) return;
        // The engine gave up on this one, and would on the next.
        if (result.kind !== 'done') break;
        if (result.value) set({ others: [...store.getState().beside.others, result.value] });
      }
      set({ trying: 'all' });
    },
    async pin(other) {
      const pinned = await pinnedRun(store, client, other);
      if (!pinned) return;
      store.setState((state) => ({
        ...state,
        beside: { ...state.beside, pinned },
        panes: { ...state.panes, inspector: 'compare' },
      }));
    },
    unpin: () => set({ pinned: null }),
  };
}

async function pinnedRun(
  store: Store,
  client: EngineClient,
  other: OtherRun | { readonly kind: 'shown' },
): Promise<PinnedRun | null> {
  const { asked, answer } = store.getState().run;
  if (!asked || !answer) return null;
  if (other.kind === 'shown') return { title: `${nameOf(answer.trace.request)}, as it was`, of: other, answer };
  const result = await client.ask({ kind: 'run', asked, other });
  if (result.kind !== 'done' || !result.value) return null;
  const along = other.kind === 'setting' ? await alongWith(client, asked, other) : [];
  return { title: `${titleOf(other)}${and(along)}`, of: other, answer: result.value };
}

/** What else another value of a setting changes. */
async function alongWith(
  client: EngineClient,
  asked: Asked,
  { setting, choice }: Extract<OtherRun, { readonly kind: 'setting' }>,
): Promise<readonly string[]> {
  const result = await client.ask({ kind: 'other', asked, setting, choice });
  return result.kind === 'done' ? (result.value?.along ?? []) : [];
}

function and(along: readonly string[]): string {
  return along.length === 0 ? '' : `, and so ${along.join(' and ')}`;
}

function nameOf(request: string): string {
  return request === '' ? 'This run' : request;
}

function titleOf(other: OtherRun): string {
  switch (other.kind) {
    case 'before':
      return 'Before the change';
    case 'saved':
      return other.name;
    case 'setting':
      return `With ${other.setting} ${other.choice}`;
  }
}
