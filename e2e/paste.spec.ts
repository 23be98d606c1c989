import { expect, test } from '@playwright/test';
import { currentHop, expectNothingKeepsOut, inspector, open, OWN, paste, picture, settled, verdict } from './page.ts';

test('own manifests are pasted, drawn and played at once', async ({ page }) => {
  await open(page);
  await paste(page, OWN);
  await expect(picture(page).getByRole('button', { name: /^Service hello/ })).toBeVisible();
  await expect(picture(page).getByText('caller')).toBeVisible();
  await expect(page.getByText('3 objects, 0 errors')).toBeVisible();
});

test('a Service that is called like one of the example is asked for by its own name', async ({ page }) => {
  await open(page);
  await paste(
    page,
    'apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {selector: {app: web}, ports: [{port: 80}]}',
  );
  await expect(page.getByRole('button', { name: 'browse the cart' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Add sample workloads' }).first().click();
  await settled(page);
  await expect(verdict(page)).toContainText('Delivered to web-');
});

test('manifests pasted before the editor has come are opened as one step of undo, other text is left alone', async ({
  page,
}) => {
  await page.route(/\/editor-[^/]*\.js/, () => undefined);
  await page.goto('./');
  await expect(picture(page).getByRole('button', { name: /^Ingress store/ })).toBeVisible();
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  for (const text of ['no manifests at all', OWN]) {
    await page.evaluate((pasted) => navigator.clipboard.writeText(pasted), text);
    await page.keyboard.press('Control+V');
  }
  await expect(picture(page).getByRole('button', { name: /^Service hello/ })).toBeVisible();
  await page.getByRole('button', { name: /^Undo: manifests pasted/ }).click();
  await expect(picture(page).getByRole('button', { name: /^Ingress store/ })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Undo', exact: true })).toBeDisabled();
});

test('a request is sent and stepped; a hop leads to its line and the line back to it', async ({ page }) => {
  await open(page);
  await paste(page, OWN);
  await page.getByLabel('From', { exact: true }).selectOption('pod/demo/caller');
  await page.getByRole('combobox', { name: 'Method or protocol' }).selectOption('GET');
  await page.getByRole('combobox', { name: 'URL, name or address' }).fill('http://hello/');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await settled(page);
  await expect(verdict(page)).toContainText('Delivered');

  // The hop that the Service's line decides.
  await page.getByRole('button', { name: /^Hop \d+, service: hello/ }).click();
  const hop = /^Hop \d+, service: hello/;
  await expect(currentHop(page)).toHaveAttribute('aria-label', hop);
  await inspector(page)
    .getByRole('button', { name: /Service hello .*line 6$/ })
    .first()
    .click();
  await expect(page.getByRole('textbox', { name: 'Manifests' })).toBeFocused();
  await expect(page.locator('.line-numbers.active-line-number')).toHaveText('6');

  await page.getByRole('button', { name: 'First hop' }).click();
  const line = page.getByRole('region', { name: 'Editor' }).locator('.view-line');
  // Long lines wrap: line 6 is the one with the port.
  await line.filter({ hasText: 'port: 80,' }).first().click();
  await expect(currentHop(page)).toHaveAttribute('aria-label', hop);
});

test('an edit that breaks the selector changes the verdict, and says so', async ({ page }) => {
  await open(page);
  await expect(verdict(page)).toContainText('Delivered');
  await expect(page.locator('[data-editor="full"] .monaco-editor').first()).toBeVisible();
  const text = await page.request.get('./gallery/shop.scenario.yaml').then((response) => response.text());
  const manifests = text
    .slice(text.indexOf('manifests: |\n') + 13, text.indexOf('\nrequests:'))
    .replaceAll(/^ {2}/gm, '');
  await paste(page, manifests.replace('selector: {app: web}', 'selector: {app: webb}'));
  await expect(verdict(page)).not.toContainText('Delivered');
  await expect(page.getByRole('button', { name: /browse the cart.*was delivered/ })).toBeVisible();
});

test('text that cannot be read keeps the last picture and names the line', async ({ page }) => {
  await open(page);
  await expect(page.locator('[data-editor="full"] .monaco-editor').first()).toBeVisible();
  await page.getByRole('textbox', { name: 'Manifests' }).focus();
  await page.keyboard.press('Control+Home');
  await page.keyboard.type('a: "b');
  await settled(page);
  await expect(page.getByText('The picture is of the last text that could be read.', { exact: true })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Problems' })).toContainText('as last read)');
  await expect(page.getByRole('region', { name: 'Problems' }).getByRole('button', { name: /line \d/ })).toBeVisible();
  await expect(picture(page).getByRole('button', { name: /^Ingress store/ })).toBeVisible();
});

test('one broken document of a paste is left out, and nothing of the text before stands in for it', async ({
  page,
}) => {
  await open(page);
  await paste(page, `${OWN}---\nkind: Pod\nmetadata: {name: "a"-0}\n`);
  await expect(page.getByRole('region', { name: 'Problems' })).toContainText('3 objects, 1 error');
  await expect(picture(page).getByRole('button', { name: /^Service hello/ })).toBeVisible();
  await expect(picture(page).getByRole('button', { name: /^Ingress store/ })).toHaveCount(0);
  await expect(page.getByText('The picture is of the last text')).toHaveCount(0);
  await expectNothingKeepsOut(page);
});

for (const { name, text, says } of [
  { name: 'prose', text: 'Dear all,\nthe shop is down: please help.\n', says: /0 objects/ },
  { name: 'JSON of something else', text: '{"users": [{"name": "Ann"}]}', says: /no kind/ },
  {
    name: 'a Helm template',
    text: 'apiVersion: v1\nmetadata:\n  labels: {{- toYaml .x }}\n',
    says: /Template expressions .* must be rendered first/,
  },
]) {
  test(`${name} pasted over the example leaves nothing of the example`, async ({ page }) => {
    await open(page);
    await paste(page, text);
    await expect(page.getByRole('region', { name: 'Problems' })).toContainText(says);
    await expect(page.getByText('A shop behind one Ingress')).toHaveCount(0);
    await expect(page.getByRole('group', { name: 'Saved requests' }).getByRole('button')).toHaveCount(1);
    await expect(page.getByRole('combobox', { name: 'URL, name or address' })).toHaveValue('');
    await expectNothingKeepsOut(page);
  });
}

test('names with markup in them are only text', async ({ page }) => {
  await open(page);
  await paste(page, OWN.replace('name: caller', 'name: "<img src=x onerror=alert(1)>"'));
  await expect(picture(page).getByRole('button', { name: 'Pod <img src=x onerror=alert(1)>' })).toBeVisible();
  await expect(page.locator('img')).toHaveCount(0);
});

test('what was typed is there again on the next visit', async ({ page }) => {
  await open(page);
  await paste(page, OWN);
  await open(page);
  await expect(picture(page).getByRole('button', { name: /^Service hello/ })).toBeVisible();
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(page.getByRole('dialog').getByRole('button', { name: /^Service hello/ })).toBeVisible();
  await page.getByRole('button', { name: 'A shop behind one Ingress' }).click();
  await settled(page);
  await expect(verdict(page)).toContainText('Delivered');
});
