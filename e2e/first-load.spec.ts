import { expect, test } from '@playwright/test';
import { firstLoadBytes } from '../src/bench/first-load.ts';

test('what the first picture waits for stays within 200 kB', () => {
  const bytes = firstLoadBytes(process.env.HOPSCOPE_DIST ?? 'dist');
  expect(bytes).toBeGreaterThan(50_000);
  expect(bytes).toBeLessThanOrEqual(200_000);
});
