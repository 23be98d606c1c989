import { describe, expect, it } from 'vitest';
import { followedBy } from './onward-actions.ts';

const step = (name: string) => ({ name, connect: { to: name, port: 1 } });

describe('a chain that goes on', () => {
  it('begins with the first request behind the shown one', () => {
    expect(followedBy([], step('cart'))).toEqual([step('cart')]);
  });

  it('goes on behind its last request, however deep', () => {
    const two = followedBy([step('cart')], step('redis'));
    expect(two).toEqual([{ ...step('cart'), then: [step('redis')] }]);
    expect(followedBy(two, step('disk'))).toEqual([
      { ...step('cart'), then: [{ ...step('redis'), then: [step('disk')] }] },
    ]);
  });

  it('leaves what stands beside it', () => {
    expect(followedBy([step('log'), step('cart')], step('redis'))[0]).toEqual(step('log'));
  });
});
