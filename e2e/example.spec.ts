import { expect, test } from '@playwright/test';
import {
  currentHop,
  expectNoSidewaysScroll,
  expectNothingKeepsOut,
  hopCount,
  inspector,
  open,
  picture,
  settled,
  verdict,
} from './page.ts';

test('a first visit opens a living example, which can be stepped through', async ({ page }) => {
  await open(page);
  await expect(verdict(page)).toContainText('Delivered');
  await expect(picture(page).getByRole('button', { name: /^Ingress store/ })).toBeVisible();

  await expect(currentHop(page)).toHaveAttribute('aria-label', /^Hop 1,/);
  await page.getByRole('button', { name: 'Step', exact: true }).click();
  await expect(currentHop(page)).toHaveAttribute('aria-label', /^Hop 2,/);
  await page.getByRole('button', { name: 'Step back' }).click();
  await expect(currentHop(page)).toHaveAttribute('aria-label', /^Hop 1,/);
});

test('a click on a card leads to its lines', async ({ page }) => {
  await open(page);
  await expect(page.locator('[data-editor="full"] .monaco-editor').first()).toBeVisible();
  await page
    .getByRole('region', { name: 'Picture of the cluster' })
    .getByRole('button', { name: /^Policy db-allow/ })
    .click();
  await expect(page.locator('[data-editor="full"] .view-lines').getByText('name: db-allow')).toBeVisible();
});

test('the keys of the player work, and leave fields alone', async ({ page }) => {
  await open(page);
  await page.keyboard.press('End');
  const hops = await hopCount(page);
  await expect(page.getByText(`hop ${hops} of ${hops}`).first()).toBeVisible();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByText(`hop 2 of ${hops}`).first()).toBeVisible();

  await page.keyboard.press('u');
  const target = page.getByRole('combobox', { name: 'URL, name or address' });
  await expect(target).toBeFocused();
  await page.keyboard.press('End');
  await page.keyboard.type('?p=1');
  await expect(target).toHaveValue('https://shop.example.com/cart?p=1');
  await expect(page.getByText(`hop 2 of ${hops}`).first()).toBeVisible();
});

test('a request that is lost says where, and leads to the first problem', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: /^web to db/ }).click();
  await settled(page);
  await expect(verdict(page)).toContainText('Times out');
  await page.keyboard.press('p');
  await expect(inspector(page).getByText('db-allow').first()).toBeVisible();
  await expect(currentHop(page)).toHaveAttribute('aria-label', /policy/);
});

test('the run is also told as a list', async ({ page }) => {
  await open(page);
  await page.getByRole('tab', { name: 'As text' }).click();
  const hops = await hopCount(page);
  const told = page.getByRole('list', { name: 'Run as text' }).getByRole('listitem');
  await expect(told).toHaveCount(hops);
  await told.nth(2).getByRole('button').click();
  await expect(page.getByText(`hop 3 of ${hops}`).first()).toBeVisible();
});

for (const scheme of ['light', 'dark'] as const) {
  test(`nothing keeps people out, ${scheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    await open(page);
    await expect(page.locator('[data-editor="full"] .monaco-editor').first()).toBeVisible();
    await page.keyboard.press('ArrowRight');
    await expectNothingKeepsOut(page);
  });
}

test('a phone shows picture, strip and text in one column', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page);
  await expect(picture(page)).toBeVisible();
  await expect(verdict(page)).toBeAttached();
  await expectNoSidewaysScroll(page);
  await expectNothingKeepsOut(page);
});
