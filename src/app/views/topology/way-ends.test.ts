import fc from 'fast-check';
import { expect, it } from 'vitest';
import { placedEnds } from './way-ends.ts';

it('an end alone has its sign up and before it, off what the way ends at', () => {
  expect(placedEnds([{ x: 100, y: 50 }], 1)).toEqual([{ x: 86, y: 37 }]);
});

it('no two signs are nearer on the page than a finger tells apart, at any zoom', () => {
  const point = fc.record({ x: fc.integer({ min: 0, max: 90 }), y: fc.integer({ min: 0, max: 60 }) });
  fc.assert(
    fc.property(fc.array(point, { maxLength: 8 }), fc.double({ min: 0.1, max: 2, noNaN: true }), (ends, zoom) => {
      const placed = placedEnds(ends, zoom);
      for (const [index, one] of placed.entries())
        for (const other of placed.slice(index + 1)) {
          const far = Math.max(Math.abs(one.x - other.x), Math.abs(one.y - other.y)) * zoom;
          expect(far).toBeGreaterThan(25.99);
        }
    }),
  );
});
