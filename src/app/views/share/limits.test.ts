import { expect, it } from 'vitest';
import { limitsOf } from './limits.ts';

it.each([
  { length: 2_000, fits: 7 },
  { length: 2_001, fits: 5 },
  { length: 8_001, fits: 4 },
  { length: 65_536, fits: 3 },
  { length: 65_537, fits: 1 },
  { length: 2_097_153, fits: 0 },
])('a link of $length characters fits $fits places', ({ length, fits }) => {
  expect(limitsOf(length).filter((one) => one.fits)).toHaveLength(fits);
});
