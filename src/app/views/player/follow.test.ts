import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FADES, followed } from './follow.ts';

describe('how far the strip is scrolled', () => {
  it.each([
    { name: 'stays where the chip is seen', chip: { x: 120, w: 80 }, left: 60, width: 300, want: 60 },
    { name: 'stays at the beginning, where nothing fades', chip: { x: 0, w: 80 }, left: 0, width: 300, want: 0 },
    {
      name: 'brings a chip of the right to the first third',
      chip: { x: 600, w: 80 },
      left: 0,
      width: 300,
      want: 500,
    },
    {
      name: 'brings a long chip as far left as it needs',
      chip: { x: 600, w: 230 },
      left: 0,
      width: 300,
      want: 600 + 230 + FADES.after - 300,
    },
    {
      name: 'brings a chip of the left out from under the names',
      chip: { x: 600, w: 80 },
      left: 590,
      width: 300,
      want: 500,
    },
  ])('$name', ({ chip, left, width, want }) => {
    expect(followed(chip, left, width)).toBe(want);
  });

  it('shows every chip whole that has room between the ends that fade', () => {
    const chip = fc.record({ x: fc.integer({ min: 0, max: 5000 }), w: fc.integer({ min: 20, max: 190 }) });
    const [left, width] = [fc.integer({ min: 0, max: 5000 }), fc.integer({ min: 250, max: 1200 })];
    fc.assert(
      fc.property(chip, left, width, (one, scrolled, wide) => {
        const at = followed(one, scrolled, wide);
        expect(one.x - at).toBeGreaterThanOrEqual(at === 0 ? 0 : FADES.before);
        expect(one.x + one.w - at).toBeLessThanOrEqual(wide - FADES.after);
      }),
    );
  });
});
