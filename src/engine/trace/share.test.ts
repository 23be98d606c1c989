import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fraction, fractionOf, minus, ONE, plus, shareOf, times, ZERO } from './share.ts';

const positive = fc.bigInt({ min: 1n, max: 10n ** 12n });
const part = fc.bigInt({ min: 0n, max: 10n ** 12n });
const any = fc.tuple(part, positive).map(([a, b]) => fraction(a, b));

describe('a share', () => {
  it.each([
    [1n, 3n, '1/3'],
    [2n, 6n, '1/3'],
    [4n, 2n, '2'],
    [0n, 7n, '0'],
  ])('of %s in %s is written %s', (a, b, text) => {
    expect(shareOf(fraction(a, b))).toBe(text);
  });

  it('reads back as it was written', () => {
    fc.assert(
      fc.property(any, (value) => {
        expect(fractionOf(shareOf(value))).toEqual(value);
      }),
    );
  });

  it('adds and takes away exactly', () => {
    fc.assert(
      fc.property(any, any, (a, b) => {
        expect(minus(plus(a, b), b)).toEqual(a);
      }),
    );
  });

  it('multiplies with one and nothing as numbers do', () => {
    fc.assert(
      fc.property(any, (value) => {
        expect(times(value, ONE)).toEqual(value);
        expect(times(value, ZERO)).toEqual(ZERO);
      }),
    );
  });

  it('of nothing is refused', () => {
    expect(() => fraction(1n, 0n)).toThrow(RangeError);
  });
});
