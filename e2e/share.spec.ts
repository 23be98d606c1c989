import { readFileSync } from 'node:fs';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { currentHop, expectNothingKeepsOut, open, OWN, paste, picture, settled, verdict } from './page.ts';

const SECRETS = `${OWN}---
apiVersion: v1
kind: Secret
metadata: {name: keys, namespace: demo}
stringData: {password: hunter2}
---
apiVersion: v1
kind: Pod
metadata: {name: other, namespace: demo}
spec:
  containers: [{name: a, image: example/a, env: [{name: API_TOKEN, value: hunter2}]}]
`;
const REMARKS = Array.from({ length: 500 }, (_, line) => `# remark ${line * 7919} ${line * 104_729}`).join('\n');

/** Opens the dialog and gives the link once it is there. */
async function linkOf(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Share link' }).click();
  const field = page.getByRole('textbox', { name: 'Link' });
  await expect(field).toHaveValue(/#s=1/);
  return field.inputValue();
}

async function elsewhere(browser: Browser, link: string): Promise<Page> {
  const fresh = await browser.newContext({ reducedMotion: 'reduce' });
  const page = await fresh.newPage();
  await page.goto(link);
  await settled(page);
  return page;
}

test('a link opens in a fresh profile at the same request and hop', async ({ page, browser }) => {
  await open(page);
  await page.getByRole('button', { name: /^api from outside/ }).click();
  await settled(page);
  for (let step = 0; step < 4; step++) await page.getByRole('button', { name: 'Step', exact: true }).click();
  await expect(currentHop(page)).toHaveAttribute('aria-label', /^Hop 5,/);
  const hop = await currentHop(page).getAttribute('aria-label');

  const other = await elsewhere(browser, await linkOf(page));
  await expect(other.getByRole('button', { name: /^api from outside/ })).toHaveAttribute('aria-pressed', 'true');
  await expect(currentHop(other)).toHaveAttribute('aria-label', hop ?? 'no hop');
  await other.context().close();
});

test('every secret that was left out is listed, without a press', async ({ page }) => {
  await open(page);
  const names = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'].map((name) => `${name}_TOKEN`);
  await paste(
    page,
    `${OWN}---\napiVersion: v1\nkind: Secret\nmetadata: {name: keys, namespace: demo}\nstringData: {${names.map((name) => `${name}: hunter2`).join(', ')}}\n`,
  );
  await linkOf(page);
  const list = page.getByRole('list', { name: 'Secrets found' });
  for (const name of names) await expect(list.getByText(name)).toBeVisible();
  await list.getByText('H_TOKEN').scrollIntoViewIfNeeded();
  await expect(list.getByText('H_TOKEN')).toBeInViewport();
  await expectNothingKeepsOut(page);
});

test('a request that was only typed travels with the link', async ({ page, browser }) => {
  await open(page);
  await page.getByRole('combobox', { name: 'URL, name or address' }).fill('https://shop.example.com/api/items');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await settled(page);
  await expect(verdict(page)).toContainText('Delivered');

  const other = await elsewhere(browser, await linkOf(page));
  await expect(other.getByRole('combobox', { name: 'URL, name or address' })).toHaveValue(
    'https://shop.example.com/api/items',
  );
  await other.context().close();
});

test('sharing asks no server for anything', async ({ page }) => {
  await open(page);
  await expect(page.locator('[data-editor="full"] .monaco-editor').first()).toBeVisible();
  await page.waitForLoadState('networkidle');
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const asked: string[] = [];
  page.on('request', (request) => {
    // The editor may still be fetching its letters.
    if (!request.url().startsWith('blob:') && request.resourceType() !== 'font') asked.push(request.url());
  });
  const link = await linkOf(page);
  await page.getByRole('button', { name: 'Copy', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(link);
  const [scenario] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download scenario' }).click(),
  ]);
  expect(scenario.suggestedFilename()).toBe('a-shop-behind-one-ingress.scenario.yaml');
  const [manifests] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download manifests' }).click(),
  ]);
  expect(manifests.suggestedFilename()).toBe('a-shop-behind-one-ingress.yaml');
  expect(readFileSync(await scenario.path(), 'utf8')).toContain('hopscope: 1');
  expect(readFileSync(await manifests.path(), 'utf8')).toMatch(/^apiVersion: /m);
  expect(asked).toEqual([]);
});

test('secrets are left out and listed, unless they are kept on purpose', async ({ page }) => {
  await open(page);
  await paste(page, SECRETS);
  const link = await linkOf(page);
  await expect(page.getByText('2 secrets are left out of the link and the files.')).toBeVisible();
  const found = page.getByRole('list', { name: 'Secrets found' }).getByRole('listitem');
  await expect(found).toContainText(['Secret/demo/keys stringData.password', '(API_TOKEN)']);
  await expectNothingKeepsOut(page);
  const [clean] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download scenario' }).click(),
  ]);
  const text = readFileSync(await clean.path(), 'utf8');
  expect(text).toContain('REMOVED');
  expect(text).not.toContain('hunter2');

  await page.getByRole('checkbox', { name: /Keep them in/ }).check();
  await expect(page.getByText(/Whoever gets them can read them/)).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Link' })).not.toHaveValue(link);
  await expectNothingKeepsOut(page);
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download manifests' }).click(),
  ]);
  expect(readFileSync(await file.path(), 'utf8')).toBe(SECRETS);
});

test('what could not be read is not shared before somebody looked', async ({ page }) => {
  await open(page);
  await paste(page, `${OWN}---\nkind: [\n`);
  await page.getByRole('button', { name: 'Share link' }).click();
  const looked = page.getByRole('checkbox', { name: /I looked at these lines/ });
  await expect(page.getByText(/could not be read as YAML/)).toContainText('lines 24 to 25');
  await expect(page.getByRole('textbox', { name: 'Link' })).toHaveValue('');
  await expect(page.getByRole('button', { name: 'Copy', exact: true })).toBeDisabled();
  await expect(page.getByRole('button', { name: 'Download scenario' })).toBeDisabled();
  await looked.check();
  await expect(page.getByRole('textbox', { name: 'Link' })).toHaveValue(/#s=1/);
  await expectNothingKeepsOut(page);
});

for (const [look, use] of [
  ['dark', { colorScheme: 'dark', viewport: { width: 1440, height: 900 } }],
  ['on a phone', { colorScheme: 'light', viewport: { width: 320, height: 700 } }],
] as const) {
  test(`a link that is too long says where, and is made shorter, ${look}`, async ({ page, browser }) => {
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.emulateMedia({ colorScheme: use.colorScheme, reducedMotion: 'reduce' });
    await open(page);
    await paste(page, `${REMARKS}\n${SECRETS}`);
    const headline = verdict(page).locator('strong').first();
    await expect(headline).toContainText(/\w/);
    const said = await headline.textContent();
    await linkOf(page);
    await page.setViewportSize(use.viewport);
    const places = page.getByRole('list', { name: 'Where the link fits' }).getByRole('listitem');
    await expect(places.filter({ hasText: 'Discord message' })).toContainText('too long');
    await expect(places.filter({ hasText: 'Chrome and Edge' })).toContainText('fits');
    await expect
      .poll(() => page.getByRole('dialog').evaluate((dialog) => dialog.scrollWidth))
      .toBeLessThanOrEqual(use.viewport.width);
    await expectNothingKeepsOut(page);

    await page.getByRole('radio', { name: /Only this request/ }).check();
    await expect(places.filter({ hasText: 'Discord message' })).not.toContainText('too long');
    const field = page.getByRole('textbox', { name: 'Link' });
    await expect.poll(async () => (await field.inputValue()).length).toBeLessThan(2_000);
    const link = await field.inputValue();
    const other = await elsewhere(browser, link);
    await expect(verdict(other)).toContainText(said ?? 'nothing was said');
    await other.context().close();
  });
}

test('a link that takes long to make says so, and can be stopped; the page goes on', async ({ page }) => {
  await page.addInitScript(() => {
    globalThis.Worker = class extends Worker {
      override postMessage(message: { readonly question?: { readonly kind: string } }): void {
        if (message.question?.kind !== 'share') super.postMessage(message);
      }
    };
  });
  await open(page);
  await page.getByRole('button', { name: 'Share link' }).click();
  const dialog = page.getByRole('dialog', { name: 'Share' });
  await expect(dialog.getByText('Making the link takes long.')).toBeVisible();
  await expectNothingKeepsOut(page);
  await dialog.getByRole('button', { name: 'Stop' }).click();
  await expect(dialog.getByText('It was stopped before it was finished.')).toBeVisible();
  await expect(dialog.getByText('Making the link takes long.')).toBeHidden();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await settled(page);
  await expect(verdict(page)).toContainText('Delivered');
});

const GOLDEN = ['s1-shop-last-hop', 's1-unicode', 's1-manifests-as-json-text', 's1-hop-that-is-gone', 'g-stale-node'];
for (const name of GOLDEN) {
  test(`a golden link opens: ${name}`, async ({ page }) => {
    const text = readFileSync(new URL(`golden-links/${name}.txt`, import.meta.url), 'utf8');
    const of = (key: string) => new RegExp(`^${key}: ?(.*)$`, 'm').exec(text)?.[1] ?? '';
    await open(page, of('link'));
    await expect(page.getByText(of('title'), { exact: true }).first()).toBeVisible();
    const chip = page.getByRole('button', { name: of('request') === '' ? /./ : of('request'), pressed: true });
    await expect(chip.first()).toBeVisible();
    await expect(currentHop(page)).toBeVisible();
  });
}

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
  await expect(picture(page).getByRole('button', { name: /^Service hello/ })).toBeVisible();
});

test('no journey talks to another origin', async ({ page, baseURL }) => {
  const own = new URL(baseURL ?? '').origin;
  const foreign: string[] = [];
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (origin !== own && protocol !== 'data:' && protocol !== 'blob:') foreign.push(request.url());
  });
  await open(page);
  await paste(page, OWN);
  await linkOf(page);
  expect(foreign).toEqual([]);
});
