import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { movedAt } from './motion.ts';

describe('how much of the way to the next hop is behind the packet', () => {
  it.each([
    { name: 'at a hop nothing', t: 0, want: 0 },
    { name: 'it rests a while before it moves on', t: 0.3, want: 0 },
    { name: 'half way in time half of it', t: 0.675, want: 0.5 },
    { name: 'at the next hop nothing of the way after that', t: 1, want: 0 },
    { name: 'before the first hop nothing', t: -1, want: 0 },
  ])('$name', ({ t, want }) => expect(movedAt(t)).toBeCloseTo(want));

  it('grows from hop to hop without a jump', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 0.998, noNaN: true }), (t) => {
        const by = movedAt(t + 0.001) - movedAt(t);
        expect(by).toBeGreaterThanOrEqual(0);
        expect(by).toBeLessThan(0.01);
      }),
    );
  });
});
