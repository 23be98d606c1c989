import { expect, test } from '@playwright/test';
import { open, OWN, paste, settled, verdict } from './page.ts';

test('a scenario of the gallery opens by one click and says what it is about', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: 'Gallery' }).click();
  await page.getByRole('button', { name: 'Pods are fine, the Service is dead' }).click();
  await settled(page);
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.locator('.topbar-title')).toHaveText('Pods are fine, the Service is dead');
  await expect(page.getByText('About this scenario')).toBeVisible();
  await expect(verdict(page)).toBeVisible();
});

test('a link names a scenario of the gallery', async ({ page }) => {
  await open(page, '#g=hairpin');
  await expect(page.locator('.topbar-title')).toContainText('Hairpin');
});

test('an unknown name in a link is told, and the example opens', async ({ page }) => {
  await open(page, '#g=nothing-there');
  await expect(page.locator('.notice')).toContainText('nothing-there');
  await expect(verdict(page)).toBeVisible();
});

test('own text is found again after a scenario of the gallery was opened', async ({ page }) => {
  await open(page);
  await paste(page, OWN);
  await page.getByRole('button', { name: 'Gallery' }).click();
  await page.getByRole('button', { name: 'Headless' }).click();
  await settled(page);
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(page.getByRole('dialog').getByRole('button', { name: /^Service hello/ })).toBeVisible();
});
