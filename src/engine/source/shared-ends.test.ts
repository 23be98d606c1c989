import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sharedEnds } from './shared-ends.ts';

describe('what two texts begin and end with alike', () => {
  it.each([
    ['is nothing where they share nothing', 'ab', 'cd', 0, 0],
    ['is all of it where they are equal', 'abc', 'abc', 3, 0],
    ['is what stands round a change', 'port: 80 # web', 'port: 443 # web', 6, 6],
    ['is counted at the beginning first', 'aa', 'aaa', 2, 0],
    ['is no letter twice', 'aba', 'aa', 1, 1],
  ])('%s', (_, before, after, head, tail) => {
    expect(sharedEnds(before, after)).toEqual({ head, tail });
  });

  it('is told of lists as of texts', () => {
    expect(sharedEnds(['a', 'b', 'c'], ['a', 'x', 'y', 'c'])).toEqual({ head: 1, tail: 1 });
  });

  it('makes one of the other with what stands between', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 8 });
    fc.assert(
      fc.property(text, text, (before, after) => {
        const { head, tail } = sharedEnds(before, after);
        const made =
          before.slice(0, head) + after.slice(head, after.length - tail) + before.slice(before.length - tail);
        expect(made).toBe(after);
      }),
    );
  });
});
