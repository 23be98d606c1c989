import fc from 'fast-check';
import { expect, test } from 'vitest';
import { allBits, countBits, hasBit, noBits, setBit, transposed } from './bits.ts';

test('all bits are as many as asked for', () => {
  for (const size of [0, 1, 31, 32, 33, 64, 100]) expect(countBits(allBits(size))).toBe(size);
});

test('law: a bit of a column is a bit of a row', () => {
  const square = fc
    .integer({ min: 1, max: 70 })
    .chain((size) =>
      fc.tuple(fc.constant(size), fc.array(fc.tuple(fc.nat(size - 1), fc.nat(size - 1)), { maxLength: 200 })),
    );
  fc.assert(
    fc.property(square, ([size, pairs]) => {
      const columns = Array.from({ length: size }, () => noBits(size));
      for (const [column, row] of pairs) setBit(columns[column] ?? noBits(0), row);
      const rows = transposed(columns, size);
      for (let row = 0; row < size; row++) {
        for (let column = 0; column < size; column++) {
          expect(hasBit(rows[row] ?? noBits(0), column)).toBe(hasBit(columns[column] ?? noBits(0), row));
        }
      }
    }),
    { numRuns: 30 },
  );
});
