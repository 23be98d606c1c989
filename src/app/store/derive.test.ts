import { describe, expect, it } from 'vitest';
import type { Answer, Loaded, RequestChip } from '#view';
import type { AppState } from './state.ts';
import { changedVerdicts, hopLike, offersPods, readingOf, staleBecause } from './derive.ts';

const run = (...keys: readonly string[]) => ({ trace: { hops: keys.map((key) => ({ key })) } }) as unknown as Answer;

describe('the hop after an edit', () => {
  it.each([
    { name: 'is the same hop where there is one', at: 'c', now: run('x', 'a', 'c'), is: 2 },
    { name: 'is the last one before it that both runs have', at: 'c', now: run('x', 'a', 'b'), is: 2 },
    { name: 'is the first where the runs share nothing before', at: 'c', now: run('x', 'y'), is: 0 },
    { name: 'is the first without one to stay at', at: null, now: run('a', 'b'), is: 0 },
  ])('$name', ({ at, now, is }) => {
    expect(hopLike(now, at, run('a', 'b', 'c', 'd'))).toBe(is);
  });
});

describe('the picture', () => {
  const broken = (source: string) => [{ severity: 'error', code: 'BrokenYaml', place: { source } }];
  it.each([
    {
      name: 'is older than a text whose objects stand in from before',
      problems: broken('manifests'),
      count: 2,
      is: true,
    },
    { name: 'is of the text where nothing stands in', problems: broken('manifests'), count: 0, is: false },
    { name: 'is older than a scenario that cannot be read', problems: broken('scenario'), count: 0, is: true },
    { name: 'is of a text without faults', problems: [], count: 0, is: false },
  ])('$name', ({ problems, count, is }) => {
    const run = { problems, loaded: { objectCount: 4, staleCount: count } };
    expect(staleBecause({ run } as unknown as AppState) !== null).toBe(is);
  });
});

describe('what is read of a text', () => {
  it.each([
    { name: 'is nothing where every object stands in from before', count: 3, stale: 3, is: { kind: 'nothing' } },
    { name: 'is objects, some from before', count: 3, stale: 1, is: { kind: 'objects', count: 3, stale: 1 } },
    { name: 'is no object of an empty text', count: 0, stale: 0, is: { kind: 'objects', count: 0, stale: 0 } },
  ])('$name', ({ count, stale, is }) => {
    expect(readingOf({ problems: [], loaded: { objectCount: count, staleCount: stale } as Loaded })).toEqual(is);
  });
});

describe('sample workloads', () => {
  it.each([
    { name: 'are offered beside a verdict that lacks only pods', missing: 'workloads', tab: 'path', is: true },
    { name: 'are not where something else is missing', missing: null, tab: 'path', is: false },
    { name: 'are not where another tab hides the verdict', missing: 'workloads', tab: 'findings', is: false },
  ])('$name', ({ missing, tab, is }) => {
    const state = { run: { answer: { onlyMissing: missing } }, panes: { inspector: tab } } as unknown as AppState;
    expect(offersPods(state)).toBe(is);
  });
});

describe('chips that changed', () => {
  const chip = (name: string, word: RequestChip['word'], status: number | null = null) =>
    ({ name, word, status }) as RequestChip;

  it('are those with another word or status, and those alone', () => {
    const before = [chip('a', 'delivered', 200), chip('b', 'delivered', 200), chip('c', 'timeout'), chip('e', null)];
    const now = [chip('a', 'delivered', 503), chip('b', 'delivered', 200), chip('c', 'refused'), chip('d', 'timeout')];
    expect([...changedVerdicts(now, before).keys()]).toEqual(['a', 'c']);
  });
});
