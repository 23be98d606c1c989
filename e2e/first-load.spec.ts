import { expect, test } from '@playwright/test';
import { firstLoadBytes } from '../src/bench/first-load.ts';
import { picture, settled } from './page.ts';

test('what the first picture waits for stays within 200 kB', () => {
  const bytes = firstLoadBytes(process.env.HOPSCOPE_DIST ?? 'dist');
  expect(bytes).toBeGreaterThan(50_000);
  expect(bytes).toBeLessThanOrEqual(200_000);
});

test('the picture stands before what moves it has come', async ({ page }) => {
  await page.route(/flow-picture.*\.js/, () => undefined);
  await page.goto('./');
  await expect(picture(page).getByRole('button', { name: /^Ingress store/ })).toBeVisible();
  await expect(picture(page).getByText('node-b')).toBeVisible();
  await expect(picture(page).locator('.react-flow')).toHaveCount(0);
});

for (const { way, come } of [
  { way: 'has come', come: 'continue' },
  { way: 'could not be fetched', come: 'abort' },
] as const) {
  test(`the focus stays on its box when what moves the picture ${way}`, async ({ page }) => {
    let release = () => undefined as void;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route(/flow-picture-[^/]*\.js/, async (route) => {
      await held;
      await route[come]();
    });
    await page.goto('./');
    const card = picture(page).getByRole('button', { name: /^Service web,/ });
    await card.focus();
    release();
    await settled(page);
    if (come === 'continue') await expect(picture(page).locator('.react-flow')).toBeVisible();
    else await expect(picture(page).getByText('could not be fetched')).toBeVisible();
    await expect(card).toBeFocused();
    await page.keyboard.press('Tab');
    await expect(picture(page).locator(':focus')).toHaveCount(1);
  });
}
