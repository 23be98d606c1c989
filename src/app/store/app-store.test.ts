import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Answer, Loaded } from '#view';
import type { EngineClient, Question, Result } from '#worker';
import { createAppStore } from './app-store.ts';
import { hopIndex } from './derive.ts';
import type { Environment } from './environment.ts';
import type { Kept } from './keep.ts';
import { shelfOf } from './keep.fixture.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const answer = (...keys: readonly string[]): Answer =>
  ({
    trace: { hops: keys.map((key) => ({ key })), passes: [], assumed: [] },
    hops: {},
    verdict: { good: true },
  }) as unknown as Answer;

const loaded = (change: Partial<Loaded> = {}): Loaded => ({
  title: '',
  description: '',
  requests: [
    { name: 'one', from: 'client', text: 'GET http://a/', word: 'delivered', status: 200, good: true, expected: null },
  ],
  problems: [],
  objectCount: 1,
  picture: { nodes: [], pods: [], rules: [], balancers: [], outside: [] },
  senders: [],
  moreSenders: 0,
  troubled: [],
  moreTargets: 0,
  targets: [],
  assumptions: [],
  settings: [],
  ...change,
});

function started(
  answers: Partial<Record<Question['kind'], () => unknown>> = {},
  around: Partial<Pick<Environment, 'prefersStill' | 'isNarrow' | 'example'>> = {},
) {
  const kept: Kept[] = [];
  const asked: Question[] = [];
  let documents = 0;
  const client = {
    ask: (question: Question) => {
      asked.push(question);
      const value: unknown =
        {
          changes: () => ({ before: [], changes: [] }),
          draw: loaded,
          load: loaded,
          ask: () => ({ kind: 'answered', answer: answer('a', 'b', 'c') }),
          ...answers,
        }[question.kind]?.() ?? null;
      return Promise.resolve({ kind: 'done', value } as Result<never>);
    },
  } as EngineClient;
  const app = createAppStore({
    client,
    shelf: shelfOf(kept),
    channel: { post: () => undefined, listen: () => undefined },
    tab: { remembered: () => null, remember: () => undefined },
    fresh: () => `document-${(documents += 1)}`,
    example: () => Promise.resolve('hopscope: 1\nmanifests: |\n  kind: Example\n'),
    prefersStill: () => true,
    isNarrow: () => false,
    now: () => 1,
    ...around,
  });
  return { ...app, kept, asked };
}

describe('the store', () => {
  it('opens the example at first, and sends its first request', async () => {
    const { store, actions } = started();
    await actions.start('');
    expect(store.getState().document.manifests).toBe('kind: Example\n');
    expect(store.getState().run.asked).toEqual({ kind: 'saved', name: 'one' });
    expect(store.getState().run.answer?.trace.hops.map(({ key }) => key)).toEqual(['a', 'b', 'c']);
  });

  it('keeps what is typed before anything was opened, and opens nothing over it', async () => {
    let arrives = (_: string) => undefined as void;
    const example = new Promise<string>((resolve) => (arrives = resolve));
    const { store, actions, kept } = started({}, { example: () => example });
    const start = actions.start('');
    await Promise.resolve();
    actions.editManifests('kind: Mine\n');
    arrives('hopscope: 1\nmanifests: |\n  kind: Example\n');
    await start;
    await vi.runAllTimersAsync();
    expect(store.getState().document).toMatchObject({ manifests: 'kind: Mine\n', from: 'own' });
    expect(store.getState().document.id).not.toBe('');
    expect(kept.map((one) => one.manifests)).toEqual(['kind: Mine\n']);
    expect(store.getState().run.loaded?.requests.map(({ name }) => name)).toEqual(['one']);
  });

  it('opens a link over what was typed before it was read, and undo brings that back', async () => {
    const link = { manifests: 'kind: Linked\n', rest: '' };
    const { store, actions } = started({
      decode: () => ({ kind: 'opened', document: link, place: { request: null, hop: null } }),
    });
    const start = actions.start('#s=1x');
    actions.editManifests('kind: Mine\n');
    await start;
    expect(store.getState().document.manifests).toBe('kind: Linked\n');
    await actions.undo();
    expect(store.getState().document.manifests).toBe('kind: Mine\n');
  });

  it('shows of two openings the one that was asked for last, whichever text comes first', async () => {
    const texts = new Map<string, (text: string) => void>();
    const { store, actions } = started({}, { example: (name) => new Promise((resolve) => texts.set(name, resolve)) });
    const openings = [actions.openGallery('slow'), actions.openGallery('quick')];
    for (const name of ['quick', 'slow']) texts.get(name)?.(`hopscope: 1\nmanifests: |\n  kind: ${name}\n`);
    await Promise.all(openings);
    expect(store.getState().document.manifests).toBe('kind: quick\n');
    expect(store.getState().history.past).toEqual([]);
  });

  it('stays at the same hop after an edit, wherever it is now', async () => {
    const asks = [answer('a', 'b', 'c'), answer('a', 'new', 'b', 'c')];
    const { store, actions } = started({ ask: () => ({ kind: 'answered', answer: asks.shift() }) });
    await actions.start('');
    actions.goTo(1);
    actions.editManifests('kind: Other\n');
    await vi.runAllTimersAsync();
    expect(hopIndex(store.getState())).toBe(2);
  });

  it('runs once for several keys, after a pause', async () => {
    const { actions, asked } = started();
    await actions.start('');
    const before = asked.filter((one) => one.kind === 'load').length;
    for (const text of ['a', 'ab', 'abc']) actions.editManifests(text);
    await vi.runAllTimersAsync();
    const loads = asked.filter((one) => one.kind === 'load').slice(before);
    expect(loads).toMatchObject([{ document: { manifests: 'abc' } }]);
  });

  it('opens the example beside the sentence when a link cannot be read', async () => {
    const { store, actions } = started({ decode: () => ({ kind: 'refused', sentence: 'The link is broken.' }) });
    await actions.start('#s=1nonsense');
    expect(store.getState().run.notice).toBe('The link is broken.');
    expect(store.getState().document.manifests).toBe('kind: Example\n');
  });

  it('sends to the text as it is, not as it was before the last key', async () => {
    const { store, actions, asked } = started({}, { prefersStill: () => false });
    await actions.start('');
    actions.editManifests('kind: Example\n# one more line\n');
    await actions.send({ from: 'client', method: 'GET', target: 'http://a/' });
    const last = asked.filter(({ kind }) => kind === 'load' || kind === 'ask').slice(-3);
    expect(last).toMatchObject([
      { kind: 'load', document: { manifests: 'kind: Example\n# one more line\n' } },
      { kind: 'ask', asked: { kind: 'saved' } },
      { kind: 'ask', asked: { kind: 'typed' } },
    ]);
    const before = asked.length;
    await vi.runAllTimersAsync();
    expect(asked.slice(before).filter(({ kind }) => kind === 'load')).toEqual([]);
    expect(store.getState().player.playing).toBe(true);
  });

  it.each([
    { name: 'plays the example', isNarrow: false },
    { name: 'plays nothing by itself on a page of one column', isNarrow: true },
  ])('$name', async ({ isNarrow }) => {
    const { store, actions } = started({}, { prefersStill: () => false, isNarrow: () => isNarrow });
    await actions.start('');
    expect(store.getState().player.playing).toBe(!isNarrow);
  });

  it('looks at a request without playing it, and stays at the hop', async () => {
    const { store, actions } = started({}, { prefersStill: () => false });
    await actions.start('');
    actions.goTo(2);
    await actions.look('one');
    expect(store.getState().player).toMatchObject({ t: 2, playing: false });
  });

  it('keeps an own text when something else is opened over it', async () => {
    const { store, actions, kept } = started();
    await actions.start('');
    actions.editManifests('kind: Mine\n');
    await actions.openExample();
    expect(store.getState().document.manifests).toBe('kind: Example\n');
    expect(kept.map((one) => one.manifests)).toContain('kind: Mine\n');
  });

  it('opens a kept text at the request and hop where the reader was, and what was deleted is kept with the next edit', async () => {
    const { store, actions, kept } = started();
    kept.push({
      id: 'mine',
      title: 'Mine',
      at: 1,
      began: 'paste',
      size: 1,
      manifests: 'kind: Mine\n',
      rest: '',
      place: { asked: { kind: 'saved', name: 'one' }, hop: 'c' },
    });
    await actions.start('');
    expect(store.getState().document.id).toBe('mine');
    expect(hopIndex(store.getState())).toBe(2);
    await actions.forgetKept('mine');
    expect(store.getState().safe.forgotten).toBe('mine');
    actions.editManifests('kind: Mine\n# more\n');
    await vi.runAllTimersAsync();
    expect(kept.map(({ id }) => id)).toEqual(['mine']);
    expect(store.getState().safe.forgotten).toBeNull();
  });

  it('opens a link at its hop', async () => {
    const { store, actions } = started({
      decode: () => ({
        kind: 'opened',
        document: { manifests: 'kind: Linked\n', rest: '' },
        place: { request: 'one', hop: 'c' },
      }),
    });
    await actions.start('#s=1x');
    expect(store.getState().document.manifests).toBe('kind: Linked\n');
    expect(hopIndex(store.getState())).toBe(2);
  });

  it('says why a request cannot be sent, and keeps the last answer', async () => {
    const replies = [
      { kind: 'answered', answer: answer('a') },
      { kind: 'refused', sentence: 'No port.' },
    ];
    const { store, actions } = started({ ask: () => replies.shift() });
    await actions.start('');
    await actions.send({ from: 'client', method: 'TCP', target: 'db' });
    expect(store.getState().run.refused).toBe('No port.');
    expect(store.getState().run.answer?.trace.hops).toHaveLength(1);
  });
});

describe('the player', () => {
  it('steps forth and back and stops at the ends', async () => {
    const { store, actions } = started();
    await actions.start('');
    const at = () => hopIndex(store.getState());
    actions.step(-1);
    expect(at()).toBe(0);
    actions.step(1);
    actions.step(1);
    actions.step(1);
    expect(at()).toBe(2);
    actions.step(-1);
    expect(at()).toBe(1);
  });

  it('steps back to the hop it has left when it is on its way', async () => {
    const { store, actions } = started();
    await actions.start('');
    actions.scrub(1.6);
    actions.step(-1);
    expect(store.getState().player.t).toBe(1);
  });

  it('plays to the end and stops there', async () => {
    const { store, actions } = started();
    await actions.start('');
    actions.play();
    actions.advance(5);
    expect(store.getState().player).toMatchObject({ t: 2, playing: false });
  });
});
