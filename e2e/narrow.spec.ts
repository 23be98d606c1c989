import { expect, test } from '@playwright/test';
import { currentHop, expectNothingKeepsOut, open, settled } from './page.ts';

test.use({ viewport: { width: 390, height: 844 }, contextOptions: { reducedMotion: 'no-preference' } });

test('on a page of one column nothing plays by itself, and a page that was scrolled while it plays stays', async ({
  page,
}) => {
  await open(page);
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible();
  await expect(currentHop(page)).toHaveAttribute('aria-label', /^Hop 1,/);
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(0);

  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await expect(currentHop(page)).toHaveAttribute('aria-label', /^Hop [2-9],/);
  await page.mouse.move(200, 300);
  await page.mouse.wheel(0, 5000);
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(1200);
  const where = await page.evaluate(() => scrollY);
  const hop = (await currentHop(page).getAttribute('aria-label')) ?? '';
  await expect(currentHop(page)).not.toHaveAttribute('aria-label', hop);
  await settled(page);
  // The page may have become shorter with the hop that is told; it ends where it ends then.
  const stayed = await page.evaluate(
    (at) => scrollY >= Math.min(at, document.documentElement.scrollHeight - innerHeight) - 1,
    where,
  );
  expect(stayed).toBe(true);
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await expectNothingKeepsOut(page);
});
