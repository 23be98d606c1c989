import { expect, test } from '@playwright/test';
import { firstLoadBytes } from '../src/bench/first-load.ts';

test('what the first picture waits for stays within 200 kB', () => {
  const bytes = firstLoadBytes(process.env.HOPSCOPE_DIST ?? 'dist');
  expect(bytes).toBeGreaterThan(50_000);
  expect(bytes).toBeLessThanOrEqual(200_000);
});

test('the picture stands before what moves it has come', async ({ page }) => {
  await page.route(/flow-picture.*\.js/, () => undefined);
  await page.goto('./');
  const picture = page.getByRole('region', { name: 'Picture of the cluster' });
  await expect(picture.getByRole('button', { name: /^Ingress store/ })).toBeVisible();
  await expect(picture.getByText('node-b')).toBeVisible();
  await expect(picture.locator('.react-flow')).toHaveCount(0);
});
