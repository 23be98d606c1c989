import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { Answer, Change, Loaded, OtherAnswer, SettingRow } from '#view';
import type { EngineClient, Question, Result } from '#worker';
import { createBeside } from './beside-actions.ts';
import { isRead, otherEnds, otherOutcomes, settingOf, shownChange } from './beside-derive.ts';
import { createSettingsActions } from './settings-actions.ts';
import { type AppState, emptyState } from './state.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const row = (key: string, tries: readonly string[], origin: SettingRow['origin'] = 'assumed'): SettingRow => ({
  key,
  label: key,
  value: '',
  origin,
  control: { kind: 'choice', choices: [], chosen: null },
  tries,
  note: null,
});
const loaded = {
  objectCount: 1,
  picture: { pods: [] },
  settings: [row('cni', ['flannel', 'weave']), row('dns.nodeLocalCache', ['yes'])],
} as unknown as Loaded;
const assuming = (...settings: readonly (string | null)[]) =>
  ({ trace: { request: 'buy', hops: [], assumed: settings.map((setting) => ({ setting })) } }) as unknown as Answer;

function started(answer: Answer, objectCount = 1, other: Result<never> | null = null) {
  const asked: Question[] = [];
  const client = {
    ask: (question: Question) => {
      asked.push(question);
      if (other !== null) return Promise.resolve(other);
      const value =
        question.kind === 'other'
          ? {
              kind: 'same',
              setting: question.setting,
              choice: { id: question.choice, label: question.choice },
              along: ['x y'],
            }
          : question.kind === 'run'
            ? answer
            : { before: [{ name: 'buy' }], changes: [CHANGE] };
      return Promise.resolve({ kind: 'done', value } as unknown as Result<never>);
    },
    stopLong: () => undefined,
  } as EngineClient;
  const store = createStore<AppState>()(() => ({
    ...emptyState,
    run: { ...emptyState.run, loaded: { ...loaded, objectCount }, answer, asked: { kind: 'saved', name: 'buy' } },
  }));
  return { store, asked, beside: createBeside(store, { client }) };
}

const CHANGE = { request: 'buy', was: { sentence: 'Delivered' }, now: { sentence: 'Times out' } };

const tried = (asked: readonly Question[]) =>
  asked.flatMap((one) => (one.kind === 'other' ? [`${one.setting} ${one.choice}`] : []));

describe('other answers', () => {
  it('are asked for one value after the other, each setting once, when the page has been quiet', async () => {
    const { store, asked, beside } = started(assuming('cni', null, 'cni', 'dns', 'podCIDR'));
    const done = beside.tryOthers();
    expect(asked).toEqual([]);
    expect(store.getState().beside.trying).toBe('trying');
    await vi.runAllTimersAsync();
    await done;
    expect(tried(asked)).toEqual(['cni flannel', 'cni weave', 'dns.nodeLocalCache yes']);
    expect(store.getState().beside).toMatchObject({ trying: 'all', others: [{}, {}, {}] });
  });

  it('are left when something else is asked meanwhile', async () => {
    const { store, asked, beside } = started(assuming('cni'));
    const done = beside.tryOthers();
    store.setState((state) => ({ ...state, run: { ...state.run, answer: assuming() } }));
    await vi.runAllTimersAsync();
    await done;
    expect(asked).toEqual([]);
  });

  it('wait while a text is being loaded, and go on when it brought no other answer', async () => {
    const { store, asked, beside } = started(assuming('cni'));
    const busy = (state: AppState['run']['state']) => store.setState((now) => ({ ...now, run: { ...now.run, state } }));
    busy('loading');
    const done = beside.tryOthers();
    await vi.advanceTimersByTimeAsync(5000);
    expect(asked).toEqual([]);
    busy('idle');
    await vi.runAllTimersAsync();
    await done;
    expect(tried(asked)).toEqual(['cni flannel', 'cni weave']);
  });

  it('are given up when the engine gives up, and nothing says that they are being tried', async () => {
    const { store, beside } = started(assuming('cni'), 1, { kind: 'failed', sentence: 'It took too long.' });
    const done = beside.tryOthers();
    await vi.runAllTimersAsync();
    await done;
    expect(store.getState().beside).toMatchObject({ trying: 'all', others: [] });
  });

  it('are not asked for in a large cluster', async () => {
    const { store, asked, beside } = started(assuming('cni', 'dns'), 9000);
    const done = beside.tryOthers();
    await vi.runAllTimersAsync();
    await done;
    expect(asked).toEqual([]);
    expect(store.getState().beside.trying).toBe('stopped');
  });

  it('with the same end for the same reason stand together', () => {
    const differs = (choice: string, sentence: string) =>
      ({
        kind: 'differs',
        setting: 'cni',
        choice: { id: choice, label: choice },
        along: [],
        end: { sentence },
        why: null,
      }) as unknown as OtherAnswer;
    const ends = otherEnds([differs('flannel', 'Delivered'), differs('x', 'Lost'), differs('aws-vpc', 'Delivered')]);
    expect(ends.map(({ choices }) => choices.map(({ id }) => id))).toEqual([['flannel', 'aws-vpc'], ['x']]);
  });

  it('stand beside the verdict only where the sender would see another outcome', () => {
    const differs = (choice: string, word: string, status: number | null) =>
      ({
        kind: 'differs',
        setting: 'cni',
        choice: { id: choice, label: choice },
        along: [],
        end: { sentence: choice, good: true, word, status },
        why: null,
      }) as unknown as OtherAnswer;
    const ends = otherEnds([
      differs('another pod', 'delivered', 200),
      differs('another status', 'delivered', 404),
      differs('lost', 'timeout', null),
    ]);
    const shown = { trace: { outcome: { word: 'delivered', response: { status: 200 } } } } as unknown as Answer;
    expect(otherOutcomes(ends, shown).map(({ choices }) => choices[0]?.id)).toEqual(['another status', 'lost']);
  });

  it('belong to the setting that the form has', () => {
    const [assumption] = assuming('dns').trace.assumed;
    expect(assumption && settingOf(assumption, loaded)?.key).toBe('dns.nodeLocalCache');
  });
});

describe('beside the run that is shown', () => {
  it('stands what changed, and what the chips said before', async () => {
    const { store, beside } = started(assuming());
    await beside.findChanges('edit');
    const { run, beside: known } = store.getState();
    expect(run.before.map(({ name }) => name)).toEqual(['buy']);
    expect(shownChange(known, run)?.request).toBe('buy');
    expect(shownChange(known, { asked: { kind: 'saved', name: 'other' } })).toBeNull();
  });

  it('stands nothing that was read already, though it can still be compared with; chips say it no longer', async () => {
    const { store, beside } = started(assuming());
    store.setState((state) => ({
      ...state,
      run: { ...state.run, loaded: { ...loaded, requests: [{ name: 'now' }] } as unknown as Loaded },
    }));
    await beside.findChanges('edit');
    expect(isRead(store.getState().beside)).toBe(false);
    beside.readChanges();
    await beside.findChanges('edit');
    const { run, beside: known } = store.getState();
    expect(isRead(known)).toBe(true);
    expect(shownChange(known, run)?.request).toBe('buy');
    expect(run.before.map(({ name }) => name)).toEqual(['now']);
  });

  it('stands what changed for a typed request only while that one is shown', () => {
    const request = { from: 'client', method: 'GET', target: 'http://a/' };
    const known = { changes: [{ request: null } as Change], typed: request };
    const asking = (target: string) => ({ asked: { kind: 'typed', request: { ...request, target } } }) as const;
    expect(shownChange(known, asking('http://a/'))).toBe(known.changes[0]);
    expect(shownChange(known, asking('http://b/'))).toBeNull();
  });

  it('stands a run that was pinned, until it is let go', async () => {
    const { store, beside } = started(assuming());
    await beside.pin({ kind: 'setting', setting: 'cni', choice: 'flannel' });
    expect(store.getState()).toMatchObject({
      beside: { pinned: { title: 'With cni flannel, and so x y' } },
      panes: { inspector: 'compare' },
    });
    beside.unpin();
    expect(store.getState().beside.pinned).toBeNull();
  });
});

describe('stating a setting', () => {
  const stating = (value: unknown) => {
    const labels: string[] = [];
    const actions = createSettingsActions(
      createStore<AppState>()(() => emptyState),
      {
        change: (label) => {
          labels.push(label);
          return Promise.resolve();
        },
      },
      {
        client: {
          ask: () => Promise.resolve({ kind: 'done', value } as Result<never>),
          stopLong: () => undefined,
        },
      },
    );
    return { actions, labels };
  };

  it('is one change of the document, named by the setting', async () => {
    const { actions, labels } = stating({ kind: 'edited', rest: 'x' });
    expect(await actions.stateSetting('cni', 'weave')).toBeNull();
    expect(await actions.stateSetting('cni', null)).toBeNull();
    expect(labels).toEqual(['setting cni: weave', 'setting cni: not stated']);
  });

  it('says why it cannot be', async () => {
    const { actions, labels } = stating({ kind: 'refused', sentence: 'The text does not parse.' });
    expect(await actions.stateSetting('cni', 'weave')).toBe('The text does not parse.');
    expect(labels).toEqual([]);
  });
});
