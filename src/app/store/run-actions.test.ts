import { expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { Question, Result } from '#worker';
import type { Beside } from './beside-actions.ts';
import { emptyDocument } from './document.ts';
import type { Environment } from './environment.ts';
import { createRunActions } from './run-actions.ts';
import { type AppState, emptyState } from './state.ts';

const beside = {
  clear: () => undefined,
  findChanges: () => Promise.resolve(),
  tryOthers: () => Promise.resolve(),
} as unknown as Beside;

it('a text that is opened while another is being drawn is the one whose picture and request are shown', async () => {
  const store = createStore<AppState>()(() => emptyState);
  const waiting: (() => void)[] = [];
  const client = {
    ask: (question: Question) =>
      new Promise<Result<never>>((resolve) => {
        const title = 'document' in question ? question.document.manifests : '';
        const loaded = {
          title,
          problems: [],
          requests: [{ name: `of ${title}`, from: 'client', text: 'GET http://a/' }],
          senders: [],
        };
        const answer = { trace: { hops: [] } };
        const value: unknown = question.kind === 'ask' ? { kind: 'answered', answer } : loaded;
        waiting.push(() => resolve({ kind: 'done', value } as Result<never>));
      }),
  } as unknown as Environment['client'];
  const { load } = createRunActions(store, beside, { client, prefersStill: () => true } as Environment);
  const open = (id: string) => {
    store.setState((state) => ({ ...state, document: { ...emptyDocument, id, manifests: id } }));
    return load({ asked: null, hop: null, play: 'stay' });
  };
  const shown: (string | undefined)[] = [];
  store.subscribe(({ run }) => shown.push(run.loaded?.title));
  const loads = [open('first'), open('second')];
  for (let one = waiting.shift(); one; one = waiting.shift()) {
    one();
    await new Promise((resolve) => setTimeout(resolve));
  }
  await Promise.all(loads);
  expect(shown).not.toContain('first');
  expect(store.getState().run).toMatchObject({
    state: 'idle',
    loaded: { title: 'second' },
    asked: { kind: 'saved', name: 'of second' },
  });
});
