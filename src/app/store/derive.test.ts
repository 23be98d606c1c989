import { describe, expect, it } from 'vitest';
import type { Answer, RequestChip } from '#view';
import { changedVerdicts, hopLike } from './derive.ts';

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

describe('chips that changed', () => {
  const chip = (name: string, word: RequestChip['word'], status: number | null = null) =>
    ({ name, word, status }) as RequestChip;

  it('are those with another word or status, and those alone', () => {
    const before = [chip('a', 'delivered', 200), chip('b', 'delivered', 200), chip('c', 'timeout'), chip('e', null)];
    const now = [chip('a', 'delivered', 503), chip('b', 'delivered', 200), chip('c', 'refused'), chip('d', 'timeout')];
    expect([...changedVerdicts(now, before).keys()]).toEqual(['a', 'c']);
  });
});
