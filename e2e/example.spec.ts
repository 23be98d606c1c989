import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { currentHop, open, settled, verdict, hopCount } from './page.ts';

test('a first visit opens a living example, which can be stepped through', async ({ page }) => {
  await open(page);
  await expect(verdict(page)).toContainText('Delivered');
  await expect(
    page.getByRole('region', { name: 'Picture of the cluster' }).getByRole('button', { name: /^Ingress store/ }),
  ).toBeVisible();

  const first = await currentHop(page).textContent();
  await page.getByRole('button', { name: 'Step', exact: true }).click();
  const second = await currentHop(page).textContent();
  expect(second).not.toBe(first);
  await page.getByRole('button', { name: 'Step back' }).click();
  await expect(currentHop(page)).toHaveText(first ?? '');
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
  await expect(page.getByRole('complementary', { name: 'Inspector' }).getByText('db-allow').first()).toBeVisible();
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
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`),
    ).toEqual([]);
  });
}

test('a phone shows picture, strip and text in one column', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page);
  await expect(page.getByRole('region', { name: 'Picture of the cluster' })).toBeVisible();
  await expect(verdict(page)).toBeAttached();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`)).toEqual(
    [],
  );
});
