import { describe, expect, it } from 'vitest';
import type { Answer } from '#view';
import { stepGoneWrong } from './run-steps.ts';

function run(good: readonly (boolean | null)[]): Answer {
  return {
    verdict: { good: good[0] },
    trace: { hops: ['a', 'b', 'c', 'd', 'e', 'f'].map((key) => ({ key })) },
    steps: good.map((one, index) => ({ first: one === null ? null : 'ace'[index], verdict: { good: one === true } })),
  } as unknown as Answer;
}

describe('the request of a run that went wrong', () => {
  it.each([
    { name: 'is none where all went well', good: [true, true, true], want: null },
    { name: 'is the first one', good: [false, null, null], want: { from: 0, to: 6 } },
    { name: 'is a step', good: [true, false, true], want: { from: 2, to: 4 } },
    { name: 'is the last step', good: [true, true, false], want: { from: 4, to: 6 } },
  ])('$name', ({ good, want }) => {
    expect(stepGoneWrong(run(good))).toEqual(want);
  });

  it('is the whole run where it has no steps', () => {
    expect(stepGoneWrong({ ...run([false]), steps: [] })).toEqual({ from: 0, to: 6 });
    expect(stepGoneWrong({ ...run([true]), steps: [] })).toBeNull();
  });
});
