import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import fc from 'fast-check';
import { createStore } from 'zustand/vanilla';
import { emptyDocument } from './document.ts';
import { createHistoryActions } from './history-actions.ts';
import type { RunActions } from './run-actions.ts';
import { type AppState, emptyState } from './state.ts';
import type { Environment } from './environment.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function started() {
  const store = createStore<AppState>()(() => ({ ...emptyState, document: { ...emptyDocument, id: 'first' } }));
  const loads: Parameters<RunActions['load']>[0][] = [];
  const run = {
    load: (how: Parameters<RunActions['load']>[0]) => {
      loads.push(how);
      if (how.asked) store.setState((state) => ({ ...state, run: { ...state.run, asked: how.asked } }));
      return Promise.resolve();
    },
  } as RunActions;
  let at = 0;
  const actions = createHistoryActions(store, run, { now: () => at } as Environment);
  return {
    store,
    actions,
    loads,
    wait: (ms: number) => {
      at += ms;
    },
    document: () => store.getState().document,
    labels: () => store.getState().history.past.map((step) => step.label),
  };
}

const saved = (name: string) => ({ kind: 'saved', name }) as const;
const nowhere = { asked: null, hop: null };
const other = { ...emptyDocument, id: 'other', manifests: 'other', from: 'link' } as const;

describe('a notice', () => {
  it('is of the document in which it was told', async () => {
    const { store, actions } = started();
    store.setState((state) => ({ ...state, run: { ...state.run, notice: 'photo.png is no text' } }));
    await actions.change('setting cni: Calico', { rest: 'b' });
    expect(store.getState().run.notice).not.toBeNull();
    actions.replace('manifests pasted over the others', other);
    expect(store.getState().run.notice).toBeNull();
  });
});

describe('undo', () => {
  it('takes back an edit and leaves the request that is shown', async () => {
    const { store, actions, document, loads } = started();
    await actions.change('setting cni: Calico', { rest: 'b' });
    store.setState((state) => ({ ...state, run: { ...state.run, asked: saved('chosen later') } }));
    await actions.undo();
    expect(document().rest).toBe('');
    expect(loads.at(-1)).toEqual({ asked: null, hop: null, play: 'stay' });
    await actions.redo();
    expect(document()).toMatchObject({ rest: 'b', from: 'own' });
  });

  it('takes back a new name of the request that is shown together with where it was shown', async () => {
    const { store, actions, loads } = started();
    store.setState((state) => ({ ...state, run: { ...state.run, asked: saved('api') } }));
    await actions.change('request api renamed', { rest: 'b' }, saved('cart'));
    expect(loads.at(-1)?.asked).toEqual(saved('cart'));
    await actions.undo();
    expect(loads.at(-1)?.asked).toEqual(saved('api'));
    await actions.redo();
    expect(loads.at(-1)?.asked).toEqual(saved('cart'));
  });

  it('takes back a word typed into a text with line ends of Windows, and no change of its line ends alone', async () => {
    const { store, actions, document, labels } = started();
    store.setState((state) => ({ ...state, document: { ...other, manifests: 'a: 1\r\nb: 2\r\n' } }));
    actions.type('typing in manifests', 'manifests', 'a: 1\nb: 2\n');
    expect(labels()).toEqual([]);
    actions.type('typing in manifests', 'manifests', 'a: 1\nb: 2\n#');
    actions.type('typing in manifests', 'manifests', 'a: 1\nb: 2\n#c');
    await actions.undo();
    expect(document().manifests).toBe('a: 1\r\nb: 2\r\n');
  });

  it('takes back an opening with text, title, request and where it came from', async () => {
    const { store, actions, document, loads } = started();
    await actions.change('sample workloads added', { manifests: 'mine' });
    store.setState((state) => ({ ...state, run: { ...state.run, asked: saved('mine') } }));
    await actions.open('a link opened', other, nowhere);
    expect(document()).toEqual(other);
    await actions.undo();
    expect(document()).toMatchObject({ id: 'first', manifests: 'mine', from: 'own' });
    expect(loads.at(-1)?.asked).toEqual(saved('mine'));
    await actions.redo();
    expect(document()).toEqual(other);
  });

  it('goes to the place of an opening even when it is overtaken by the next undo', async () => {
    const { store, actions, loads } = started();
    await actions.change('one', { manifests: '1' });
    store.setState((state) => ({ ...state, run: { ...state.run, asked: saved('mine') } }));
    await actions.open('a link opened', other, nowhere);
    void actions.undo();
    await actions.undo();
    expect(loads.at(-1)?.asked).toEqual(saved('mine'));
  });

  it('does nothing where there is nothing to take back', async () => {
    const { actions, document, loads } = started();
    const before = document();
    await actions.undo();
    await actions.redo();
    expect(document()).toBe(before);
    expect(loads).toEqual([]);
  });

  it('has no step for the first document of a visit', async () => {
    const { store, actions, labels } = started();
    store.setState((state) => ({ ...state, document: emptyDocument }));
    await actions.open('the example opened', other, nowhere);
    expect(labels()).toEqual([]);
  });
});

describe('typing', () => {
  const typed = (words: readonly string[], pause = 0) => {
    const one = started();
    let text = '';
    for (const key of words) {
      text = key === '⌫' ? text.slice(0, -1) : text + key;
      one.wait(50 + pause);
      one.actions.type('typing in manifests', 'manifests', text);
    }
    return one.labels().length;
  };
  const rows = [
    { name: 'a word is one step', keys: ['k', 'i', 'n', 'd'], steps: 1 },
    { name: 'two words are two', keys: ['a', 'b', ' ', 'c', 'd'], steps: 2 },
    { name: 'a new line with its indentation ends a word', keys: ['a', ':', '\n      ', 'b'], steps: 2 },
    { name: 'taking letters back is another step', keys: ['a', 'b', 'c', '⌫', '⌫'], steps: 2 },
    { name: 'a paste is a step of its own', keys: ['a', 'kind: Pod', 'b'], steps: 3 },
    { name: 'a pause ends a step', keys: ['a', 'b'], steps: 2, pause: 2000 },
  ];
  it.each(rows)('$name', ({ keys, steps, pause }) => {
    expect(typed(keys, pause)).toBe(steps);
  });

  it('runs once, after the last key', async () => {
    const { actions, loads } = started();
    for (const text of ['a', 'ab', 'abc']) actions.type('typing', 'manifests', text);
    await vi.runAllTimersAsync();
    expect(loads).toHaveLength(1);
  });

  it('is not run any more when it was taken back', async () => {
    const { actions, loads } = started();
    actions.type('typing', 'manifests', 'a');
    await actions.undo();
    await vi.runAllTimersAsync();
    expect(loads).toHaveLength(1);
  });
});

describe('any changes', () => {
  const edit = fc.oneof(
    fc.record({ kind: fc.constant('type' as const), text: fc.string({ maxLength: 6 }), wait: fc.nat(2000) }),
    fc.record({ kind: fc.constant('change' as const), text: fc.string({ maxLength: 6 }) }),
    fc.record({ kind: fc.constant('open' as const), text: fc.string({ maxLength: 6 }) }),
  );
  type Edit = typeof edit extends fc.Arbitrary<infer T> ? T : never;
  let opened = 0;
  async function make({ actions, wait }: ReturnType<typeof started>, one: Edit): Promise<void> {
    switch (one.kind) {
      case 'type':
        wait(one.wait);
        return actions.type('typing', 'manifests', one.text);
      case 'change':
        return actions.change('change', { rest: one.text });
      case 'open':
        opened += 1;
        return actions.open('open', { ...other, id: `opened-${opened}`, manifests: one.text }, nowhere);
    }
  }

  it('are all taken back by undoing all, and made again by redoing all', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { maxLength: 40 }), async (edits) => {
        const app = started();
        const first = app.document();
        for (const one of edits) await make(app, one);
        const last = app.document();
        const steps = app.labels().length;
        for (let step = 0; step < steps; step++) await app.actions.undo();
        expect(app.document()).toEqual(first);
        expect(app.labels()).toEqual([]);
        for (let step = 0; step < steps; step++) await app.actions.redo();
        expect(app.document()).toEqual(last);
        expect(app.store.getState().history.future).toEqual([]);
      }),
    );
  });

  it('leave the document as it is when one is undone and redone', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 20 }), async (edits) => {
        const app = started();
        for (const one of edits) await make(app, one);
        const before = app.document();
        if (app.labels().length === 0) return;
        await app.actions.undo();
        await app.actions.redo();
        expect(app.document()).toEqual(before);
      }),
    );
  });
});

describe('memory', () => {
  it('holds at most 20 MB of texts, the newest of them', async () => {
    const { actions, labels } = started();
    for (let step = 0; step < 30; step++)
      await actions.change(`step ${step}`, { manifests: String.fromCodePoint(97 + step).repeat(1_000_000) });
    expect(labels().length).toBeLessThanOrEqual(11);
    expect(labels().at(-1)).toBe('step 29');
  });

  it('holds one step even if that is larger', async () => {
    const { actions, labels } = started();
    await actions.change('one', { manifests: 'x'.repeat(12_000_000) });
    await actions.change('two', { manifests: '' });
    expect(labels()).toEqual(['two']);
  });
});
