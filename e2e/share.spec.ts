import { expect, test } from '@playwright/test';
import { currentHop, open, OWN, paste, settled, verdict } from './page.ts';

test('a link opens in a fresh profile at the same request and hop', async ({ page, browser }) => {
  await open(page);
  await page.getByRole('button', { name: /api looks up products/ }).click();
  await settled(page);
  for (let step = 0; step < 4; step++) await page.getByRole('button', { name: 'Step', exact: true }).click();
  const hop = await currentHop(page).getAttribute('aria-label');

  await page.getByRole('button', { name: 'Share link' }).click();
  const field = page.getByRole('textbox', { name: 'Link' });
  await expect(field).toHaveValue(/#s=1/);
  const link = await field.inputValue();

  const fresh = await browser.newContext({ reducedMotion: 'reduce' });
  const other = await fresh.newPage();
  await other.goto(link);
  await settled(other);
  await expect(other.getByRole('button', { name: /api looks up products/ })).toHaveAttribute('aria-pressed', 'true');
  await expect(currentHop(other)).toHaveAttribute('aria-label', hop ?? '');
  await fresh.close();
});

test('a request that was only typed travels with the link', async ({ page, browser }) => {
  await open(page);
  await page.getByRole('combobox', { name: 'URL, name or address' }).fill('https://shop.example.com/api/items');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await settled(page);
  await expect(verdict(page)).toContainText('Delivered');
  await page.getByRole('button', { name: 'Share link' }).click();
  const field = page.getByRole('textbox', { name: 'Link' });
  await expect(field).toHaveValue(/#s=1/);

  const fresh = await browser.newContext({ reducedMotion: 'reduce' });
  const other = await fresh.newPage();
  await other.goto(await field.inputValue());
  await settled(other);
  await expect(other.getByRole('combobox', { name: 'URL, name or address' })).toHaveValue(
    'https://shop.example.com/api/items',
  );
  await fresh.close();
});

const HOSTILE: readonly { readonly name: string; readonly fragment: string }[] = [
  { name: 'cut off', fragment: '#s=1' },
  { name: 'of a version to come', fragment: '#s=7AAAA' },
  { name: 'with characters that no link has', fragment: '#s=1<script>alert(1)</script>' },
  { name: 'changed on its way', fragment: '#s=1AAAAAAAAAAAAAAAA' },
  { name: 'of something else', fragment: '#access_token=1' },
];
for (const { name, fragment } of HOSTILE) {
  test(`a link ${name} gives a sentence, and the example beside it`, async ({ page }) => {
    await open(page, fragment);
    await expect(page.getByRole('alert').filter({ hasText: /link/i })).toBeVisible();
    await expect(verdict(page)).toContainText('Delivered');
  });
}

test('a hostile link leaves a text alone that was typed before', async ({ page }) => {
  await open(page);
  await paste(page, OWN);
  await page.evaluate(() => {
    location.hash = '#s=1nonsense';
  });
  await expect(page.getByRole('alert').filter({ hasText: /link/i })).toBeVisible();
  await expect(
    page.getByRole('region', { name: 'Picture of the cluster' }).getByRole('button', { name: /^Service hello/ }),
  ).toBeVisible();
});

test('no journey talks to another origin', async ({ page, baseURL }) => {
  const own = new URL(baseURL ?? '').origin;
  const elsewhere: string[] = [];
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (origin !== own && protocol !== 'data:' && protocol !== 'blob:') elsewhere.push(request.url());
  });
  await open(page);
  await paste(page, OWN);
  await page.getByRole('button', { name: 'Share link' }).click();
  await expect(page.getByRole('textbox', { name: 'Link' })).toHaveValue(/#s=1/);
  expect(elsewhere).toEqual([]);
});
