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

test.describe('under a finger', () => {
  test.use({ hasTouch: true });

  test('the strip is swiped to the hops that come later, and follows the packet again', async ({ page }) => {
    await open(page);
    const strip = page.locator('.strip');
    const box = await strip.boundingBox();
    if (!box) throw new Error('the strip is not drawn');
    const touch = await page.context().newCDPSession(page);
    const swipe = async (by: number) => {
      const at = { x: box.x + box.width * 0.7, y: box.y + box.height * 0.7 };
      await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [at] });
      for (let part = 0.1; part < 1; part += 0.1) {
        const touchPoints = [{ x: at.x + by * part, y: at.y }];
        await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints });
      }
      await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    };

    await swipe(-200);
    await expect.poll(() => strip.evaluate((element) => element.scrollLeft)).toBeGreaterThan(100);
    const hop = (await currentHop(page).getAttribute('aria-label')) ?? '';
    expect(hop).toMatch(/^Hop 1,/);
    await page.keyboard.press('ArrowRight');
    await expect(currentHop(page)).toHaveAttribute('aria-label', /^Hop 2,/);
    await expect(currentHop(page)).toBeInViewport({ ratio: 1 });
  });
});
