import { describe, expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { Question, Result } from '#worker';
import type { Beside } from './beside-actions.ts';
import { emptyDocument } from './document.ts';
import type { Environment } from './environment.ts';
import { heldEngine } from './held-engine.fixture.ts';
import { createRunActions } from './run-actions.ts';
import { type AppState, emptyState } from './state.ts';

const beside = {
  clear: () => undefined,
  findChanges: () => Promise.resolve(),
  tryOthers: () => Promise.resolve(),
} as unknown as Beside;

it('a text that is opened while another is being drawn is the one whose picture and request are shown', async () => {
  const store = createStore<AppState>()(() => emptyState);
  const { client, answerUntil } = heldEngine((question) => {
    const title = 'document' in question ? question.document.manifests : '';
    const loaded = {
      title,
      problems: [],
      requests: [{ name: `of ${title}`, from: 'client', text: 'GET http://a/' }],
      senders: [],
    };
    return question.kind === 'ask' ? { kind: 'answered', answer: { trace: { hops: [] } } } : loaded;
  });
  const { load } = createRunActions(store, beside, { client, prefersStill: () => true } as Environment);
  const open = (id: string) => {
    store.setState((state) => ({ ...state, document: { ...emptyDocument, id, manifests: id } }));
    return load({ asked: null, hop: null, play: 'stay' });
  };
  const shown: (string | undefined)[] = [];
  store.subscribe(({ run }) => shown.push(run.loaded?.title));
  await answerUntil([open('first'), open('second')]);
  expect(shown).not.toContain('first');
  expect(store.getState().run).toMatchObject({
    state: 'idle',
    loaded: { title: 'second' },
    asked: { kind: 'saved', name: 'of second' },
  });
});

describe('a text put in the place of another', () => {
  const chip = { name: 'cart', from: 'client', text: 'GET https://shop.example.com/cart' };
  async function replaced(requests: readonly unknown[], next: Partial<AppState['document']> = {}) {
    const store = createStore<AppState>()(() => emptyState);
    const asked: Question[] = [];
    let held: readonly unknown[] = [chip];
    const client = {
      ask: (question: Question) => {
        asked.push(question);
        const loaded = { problems: [], requests: held, senders: [{ ref: 'client', group: 'outside' }], targets: [] };
        const answer = { trace: { hops: [{ key: 'a' }, { key: 'b' }] } };
        const value: unknown = question.kind === 'ask' ? { kind: 'answered', answer } : loaded;
        return Promise.resolve({ kind: 'done', value } as Result<never>);
      },
    } as unknown as Environment['client'];
    const run = createRunActions(store, beside, { client, prefersStill: () => true } as Environment);
    const load = (document: Partial<AppState['document']>) => {
      store.setState((state) => ({ ...state, document: { ...emptyDocument, ...document } }));
      return run.load({ asked: null, hop: null, play: 'stay' });
    };
    await load({ id: 'shop', manifests: 'shop' });
    await run.send({ from: 'client', method: 'GET', target: 'https://shop.example.com/cart' });
    store.setState((state) => ({ ...state, player: { ...state.player, t: 1 } }));
    held = requests;
    store.setState((state) => ({
      ...state,
      picture: { ...state.picture, search: 'cart', filter: { kind: 'touched' } },
      panes: { ...state.panes, unfolded: ['Pod/shop/cart'] },
    }));
    await load({ id: 'own', manifests: 'own', began: 'paste', ...next });
    return { state: store.getState(), asked };
  }
  const lastLoad = (asked: readonly Question[]) => asked.filter(({ kind }) => kind === 'load').at(-1);

  it('is loaded as one that is opened: nothing of the old text stands in', async () => {
    expect(lastLoad((await replaced([])).asked)).toMatchObject({ after: 'opening' });
  });

  it('is asked its own first request, from the first hop, not the one that was sent before', async () => {
    const { state } = await replaced([{ ...chip, name: 'own' }]);
    expect(state.run.asked).toEqual({ kind: 'saved', name: 'own' });
    expect(state.player.t).toBe(0);
  });

  it('empties the request bar where nothing can be asked', async () => {
    const { state } = await replaced([]);
    expect(state.run).toMatchObject({ asked: null, answer: null, draft: { target: '' } });
  });

  it('is looked at afresh: nothing is searched, left out or unfolded', async () => {
    const { state } = await replaced([]);
    expect(state.picture).toMatchObject({ search: '', filter: { kind: 'everything' } });
    expect(state.panes.unfolded).toEqual([]);
  });

  it('is none where it is only kept under another name', async () => {
    const { state, asked } = await replaced([chip], { began: 'copy', copyOf: 'shop' });
    expect(lastLoad(asked)).toMatchObject({ after: 'edit' });
    expect(state.picture.search).toBe('cart');
    expect(state.run.asked).toMatchObject({ kind: 'typed' });
  });
});

it.each([
  ['refused', { kind: 'done', value: { kind: 'refused', sentence: 'It has no port.' } }],
  ['not answered', { kind: 'failed', sentence: 'It took too long.' }],
])('a request that is %s leaves the one asked whose answer is shown', async (_name, second) => {
  const store = createStore<AppState>()(() => emptyState);
  const results: unknown[] = [
    { kind: 'done', value: { kind: 'answered', answer: { trace: { hops: [] } } } },
    second,
    second,
  ];
  const client = { ask: () => Promise.resolve(results.shift()) } as unknown as Environment['client'];
  const run = createRunActions(store, beside, { client, prefersStill: () => true } as Environment);
  await run.choose('buy');
  await run.send({ from: 'client', method: 'TCP', target: 'hello' });
  expect(store.getState().run).toMatchObject({
    state: 'idle',
    asked: { kind: 'saved', name: 'buy' },
    draft: { target: 'hello' },
  });
});

it('what is typed while a text is being loaded still waits to be run when that load is done', async () => {
  const store = createStore<AppState>()(() => ({ ...emptyState, document: { ...emptyDocument, id: 'shop' } }));
  const states: string[] = [];
  const client = {
    ask: (question: Question) => {
      // A key comes while the engine reads.
      if (question.kind === 'load') store.setState((state) => ({ ...state, run: { ...state.run, state: 'waiting' } }));
      states.push(`${question.kind} ${store.getState().run.state}`);
      const loaded = { problems: [], requests: [{ name: 'a', from: 'client', text: 'GET http://a/' }], senders: [] };
      const value: unknown = question.kind === 'ask' ? { kind: 'answered', answer: { trace: { hops: [] } } } : loaded;
      return Promise.resolve({ kind: 'done', value } as Result<never>);
    },
  } as unknown as Environment['client'];
  const { load } = createRunActions(store, beside, { client, prefersStill: () => true } as Environment);
  await load({ asked: null, hop: null, play: 'stay' });
  expect(states).toEqual(['draw loading', 'load waiting', 'ask waiting']);
  expect(store.getState().run.state).toBe('waiting');
});
