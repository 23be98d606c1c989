import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { open, OWN, paste, picture, settled } from './page.ts';

const editor = (page: Page) => page.getByRole('region', { name: 'Editor', exact: true });
const manifests = (page: Page) => page.getByRole('textbox', { name: 'Manifests' });
const lines = (page: Page) => editor(page).locator('.view-lines');

/** Puts the caret behind a text of the editor by its own search. */
async function caretAt(page: Page, text: string): Promise<void> {
  await manifests(page).focus();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('Control+F');
  await expect(page.getByRole('textbox', { name: 'Find', exact: true })).toBeFocused();
  await page.keyboard.insertText(text);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await page.keyboard.press('ArrowRight');
}

/** The editor and what floats over it; the rest of the page is looked at by its own journeys. */
async function nothingForAxe(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).exclude('.react-flow').exclude('.inspector').analyze();
  expect(violations).toEqual([]);
}

test('a Service is written from what is offered, by keyboard', async ({ page }) => {
  await open(page);
  await paste(page, `${OWN}---\napiVersion: v1\nkind: Service\nmetadata: {name: other, namespace: demo}\nspec:\n`);
  await manifests(page).focus();
  await page.keyboard.press('Control+End');
  await page.keyboard.insertText('  ');
  const offers = page.locator('.suggest-widget.visible');
  await page.keyboard.press('Control+Space');
  await expect(offers).toContainText('externalTrafficPolicy');
  await page.keyboard.type('typ');
  await expect(offers.locator('.focused')).toContainText('type');
  await page.keyboard.press('Enter');
  await expect(offers).toContainText('LoadBalancer');
  await page.keyboard.type('Nod');
  await expect(offers.locator('.focused')).toContainText('NodePort');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await page.keyboard.type('ports');
  await expect(offers.locator('.focused')).toContainText('ports');
  await page.keyboard.press('Enter');
  await expect(offers).toContainText('targetPort');
  await page.keyboard.type('port');
  await expect(offers.locator('.focused')).toContainText('port');
  await page.keyboard.press('Enter');
  await page.keyboard.type('80');
  await expect(lines(page)).toContainText('type: NodePort');
  await expect(lines(page)).toContainText('- port: 80');
  await nothingForAxe(page);
});

test('in braces a field and its words are offered too', async ({ page }) => {
  await open(page);
  await paste(page, `${OWN}---\napiVersion: v1\nkind: Service\nmetadata: {name: other, namespace: demo}\n`);
  await manifests(page).focus();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('spec: {ports: [{port: 80}], ');
  const offers = page.locator('.suggest-widget.visible');
  await expect(offers).toContainText('externalTrafficPolicy');
  await page.keyboard.type('typ');
  await expect(offers.locator('.focused')).toContainText('type');
  await page.keyboard.press('Enter');
  await expect(offers).toContainText('LoadBalancer');
  await page.keyboard.type('Nod');
  await expect(offers.locator('.focused')).toContainText('NodePort');
  await page.keyboard.press('Enter');
  // The line wraps, and is closed.
  await expect(lines(page)).toContainText('NodePort');
  await expect(page.getByRole('region', { name: 'Problems' })).toContainText('4 objects, 0 errors');
});

test('a field that does not exist is marked with its line and what was meant', async ({ page }) => {
  await open(page);
  await paste(page, OWN.replace('containerPort: 8080', 'containerPorts: 8080'));
  const problems = page.getByRole('region', { name: 'Problems' });
  await expect(problems).toContainText('there is no field containerPorts here. Did you mean containerPort?');
  await expect(editor(page).locator('.squiggly-warning').first()).toBeVisible();
  await expect(editor(page).locator('.line-sign').first()).toBeVisible();
  await problems.getByRole('button', { name: /containerPorts/ }).click();
  await expect(manifests(page)).toBeFocused();
  await nothingForAxe(page);
});

test('a hover says what a field means, what it names and which hop it decides', async ({ page }) => {
  await open(page);
  await expect(lines(page)).toBeVisible();
  await caretAt(page, 'secretName');
  await page.keyboard.press('F1');
  const hover = page.locator('.monaco-hover:visible').first();
  await expect(hover).toContainText('spec.tls.secretName');
  await expect(hover).toContainText('text');
  await nothingForAxe(page);
});

test('a hover says which hop a line decides and what it names, and leads there', async ({ page }) => {
  await open(page);
  await paste(page, OWN);
  await caretAt(page, 'selector: {app');
  await page.keyboard.press('F1');
  const hover = page.locator('.monaco-hover:visible').first();
  await expect(hover).toContainText('spec.selector');
  await expect(hover).toContainText('Names Deployment demo/hello');
  await expect(hover).toContainText(/Decides hop \d+/);
  await hover.getByRole('link', { name: /Deployment demo/ }).click();
  await expect(editor(page).locator('.line-numbers.active-line-number')).toHaveText('10');
  await nothingForAxe(page);
});

test('F12 goes to what a line names, or says that it is not there', async ({ page }) => {
  await open(page);
  await paste(page, OWN.replace('image: example/curl', 'image: example/curl, envFrom: [{secretRef: {name: keys}}]'));
  await caretAt(page, 'selector: {app');
  await page.keyboard.press('F12');
  await expect(editor(page).locator('.line-numbers.active-line-number')).toHaveText('10');
  await caretAt(page, 'secretRef');
  await page.keyboard.press('F12');
  const message = page.locator('.monaco-editor-overlaymessage');
  await expect(message).toContainText('These manifests have no Secret keys in namespace demo.');
  await page.keyboard.press('Escape');
  await caretAt(page, 'kind: Service');
  await page.keyboard.press('Shift+F12');
  await expect(message).toContainText('Nothing in these manifests names Service demo/hello.');
  await nothingForAxe(page);
});

test('undo in the editor is the page’s, and keeps the caret where the change is', async ({ page }) => {
  await open(page);
  await paste(page, OWN);
  await caretAt(page, 'targetPort: 8080');
  await page.keyboard.insertText('1');
  await expect(lines(page)).toContainText('80801');
  await settled(page);
  await page.keyboard.press('Control+Z');
  await expect(lines(page)).not.toContainText('80801');
  await expect(manifests(page)).toBeFocused();
  await page.keyboard.press('Control+Y');
  await expect(lines(page)).toContainText('80801');
  await nothingForAxe(page);
});

test('Tab stays in the editor, and Escape, then Tab leaves it', async ({ page }) => {
  await open(page);
  await expect(lines(page)).toBeVisible();
  await manifests(page).focus();
  await expect(manifests(page)).toHaveAccessibleDescription(/Escape, then Tab leaves/);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  await expect(manifests(page)).not.toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await expect(manifests(page)).toBeFocused();
  await expect(editor(page).locator('.editor-hint')).toBeVisible();
  await nothingForAxe(page);
});

test('a jump that is asked for before the heavy editor is there is made, and kept when it comes', async ({ page }) => {
  let release = () => undefined as void;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/assets/monaco-pane-*.js', async (route) => {
    await held;
    await route.continue();
  });
  await open(page);
  await expect(picture(page).locator('.react-flow')).toBeVisible();
  await picture(page)
    .getByRole('button', { name: /^Policy db-allow/ })
    .click();
  const light = editor(page).locator('[data-editor="light"] textarea');
  await expect.poll(() => light.evaluate((field) => field.scrollTop)).toBeGreaterThan(0);
  release();
  await page.getByRole('combobox', { name: 'URL, name or address' }).focus();
  await expect(lines(page).getByText('name: db-allow')).toBeVisible();
  await nothingForAxe(page);
});

test('what is looked at stays in sight when the page becomes narrow, and the light editor takes over', async ({
  page,
}) => {
  await open(page);
  await expect(lines(page)).toBeVisible();
  await picture(page)
    .getByRole('button', { name: /^Policy db-allow/ })
    .click();
  await expect(lines(page).getByText('name: db-allow')).toBeVisible();
  await page.setViewportSize({ width: 800, height: 900 });
  const light = editor(page).locator('[data-editor="light"] textarea');
  await expect
    .poll(() =>
      light.evaluate((field: HTMLTextAreaElement) => {
        const before = field.value.slice(0, field.value.indexOf('name: db-allow'));
        const y = before.split('\n').length * 18 - field.scrollTop;
        return y > 0 && y < field.clientHeight ? 'in sight' : 'out of sight';
      }),
    )
    .toBe('in sight');
});

test('an empty editor says what belongs there', async ({ page }) => {
  await open(page);
  await expect(lines(page)).toBeVisible();
  await manifests(page).focus();
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Delete');
  await expect(editor(page)).toContainText('Paste manifests, or the output of kubectl get … -o yaml, here.');
  await nothingForAxe(page);
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 320, height: 640 } });

  test('the light editor shows problems beside its lines', async ({ page }) => {
    await open(page);
    const show = page.getByRole('button', { name: 'Manifests' }).or(page.getByRole('tab', { name: 'Manifests' }));
    await show.first().click();
    await manifests(page).fill(OWN.replace('containerPort: 8080', 'containerPorts: 8080'));
    await settled(page);
    await expect(editor(page).locator('[data-severity="error"]').first()).toBeVisible();
    await nothingForAxe(page);
  });
});
