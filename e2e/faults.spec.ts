import { expect, type Page, test } from '@playwright/test';
import { currentHop, expectNothingKeepsOut, inspector, open, OWN, paste, picture } from './page.ts';

/** Questions of one kind never reach the worker from now on. */
async function loseQuestions(page: Page, kind: string): Promise<void> {
  await page.addInitScript((lost) => {
    globalThis.Worker = class extends Worker {
      override postMessage(message: { readonly question?: { readonly kind: string } }): void {
        const isLost = message.question?.kind === lost && document.documentElement.dataset.lost === 'yes';
        if (!isLost) super.postMessage(message);
      }
    };
  }, kind);
}

const PARTS = [
  { part: 'inspector', chunk: /\/inspector-[^/]*\.js/, says: 'The inspector could not be fetched.' },
  {
    part: 'what moves the picture',
    chunk: /\/flow-picture-[^/]*\.js/,
    says: 'What moves and zooms the picture could not be fetched.',
  },
  { part: 'drop', chunk: /\/drop-[^/]*\.js/, says: 'Opening files could not be fetched.' },
];
for (const { part, chunk, says } of PARTS) {
  test(`what cannot be fetched takes nothing else down: ${part}`, async ({ page }) => {
    await page.route(chunk, (route) => route.abort());
    await page.goto('./');
    await expect(page.getByRole('alert').filter({ hasText: says })).toBeVisible();
    await expect(picture(page).getByRole('button', { name: /^Ingress store/ })).toBeVisible();
    await expect(currentHop(page)).toBeVisible();
    await page.getByRole('button', { name: 'Step', exact: true }).click();
    await expect(currentHop(page)).toHaveAttribute('aria-label', /^Hop 2,/);
  });
}

test('a part that could not be fetched is fetched when it is tried again, or with the page, and the text is kept', async ({
  page,
}) => {
  const inspectorChunk = /\/inspector-[^/]*\.js/;
  const failed = page.getByRole('alert').filter({ hasText: 'The inspector could not be fetched.' });
  await page.route(inspectorChunk, (route) => route.abort());
  await page.goto('./');
  await expect(failed).toContainText('this browser keeps your text');
  await paste(page, OWN);
  await failed.getByRole('button', { name: 'Try again' }).click();
  await expect(failed).toBeVisible();
  await page.unroute(inspectorChunk);
  await failed.getByRole('button', { name: 'Try again' }).click();
  await expect(inspector(page)).toBeVisible();

  await page.route(inspectorChunk, (route) => route.abort());
  await page.reload();
  await expect(failed).toBeVisible();
  await page.unroute(inspectorChunk);
  await failed.getByRole('button', { name: 'Load the page again' }).click();
  await expect(inspector(page)).toBeVisible();
  await expect(picture(page).getByRole('button', { name: /^Service hello/ })).toBeVisible();
});

test('a fault in a part of the page says so; what was typed last is there when the page is loaded again', async ({
  page,
}) => {
  const inspectorChunk = /\/inspector-[^/]*\.js/;
  const body = `export function Inspector() { throw new Error('no such cell'); }
    export const PrintHead = () => null;
    export const PrintTable = () => null;`;
  await page.route(inspectorChunk, (route) => route.fulfill({ contentType: 'text/javascript', body }));
  await open(page);
  const fault = page.getByRole('alert').filter({ hasText: 'The inspector met a fault of the program' });
  await expect(fault).toContainText('no such cell');
  await expect(fault).toContainText('this browser keeps your text');
  await expectNothingKeepsOut(page, '.boundary');
  await paste(page, OWN);
  await page.unroute(inspectorChunk);
  await page.getByRole('textbox', { name: 'Manifests' }).focus();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('# the last thing');
  await fault.getByRole('button', { name: 'Load the page again' }).click();
  await expect(inspector(page)).toBeVisible();
  await expect(page.locator('[data-editor="full"] .monaco-editor').first()).toBeVisible();
  await page.getByRole('textbox', { name: 'Manifests' }).focus();
  await page.keyboard.press('Control+End');
  await expect(page.locator('.view-lines')).toContainText('# the last thing');
});

test('a dialog that cannot be fetched says so in its place, and is there when it is tried or opened again', async ({
  page,
}) => {
  const chunk = /\/dialogs-[^/]*\.js/;
  await page.route(chunk, (route) => route.abort());
  await open(page);
  const dialog = page.getByRole('dialog', { name: 'Keys' });
  const failed = dialog.getByText('The dialog could not be fetched.');
  await page.keyboard.press('?');
  await expect(failed).toBeVisible();
  await expectNothingKeepsOut(page, 'dialog');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await page.keyboard.press('?');
  await expect(failed).toBeVisible();
  await page.unroute(chunk);
  await dialog.getByRole('button', { name: 'Try again' }).click();
  await expect(dialog.getByText('play or pause')).toBeVisible();
});

test('one Escape closes one thing, the last that was opened, and none from a field or the editor', async ({ page }) => {
  await open(page);
  await picture(page)
    .getByRole('button', { name: /^Service web,/ })
    .press('Enter');
  const panel = page.getByRole('region', { name: 'Service web' });
  await expect(panel).toBeVisible();
  await picture(page).getByRole('button', { name: 'node-a, look inside' }).press('Enter');
  const node = page.getByRole('region', { name: 'Inside node node-a' });
  await expect(node.getByRole('heading', { name: 'Inside node-a' })).toBeFocused();

  await page.getByRole('combobox', { name: 'URL, name or address' }).press('Escape');
  await expect(page.locator('[data-editor="full"] .monaco-editor').first()).toBeVisible();
  await page.getByRole('textbox', { name: 'Manifests' }).press('Escape');
  await expect(node).toBeVisible();
  await expect(panel).toBeAttached();

  await node.getByRole('button', { name: 'Close node node-a' }).press('Escape');
  await expect(node).toBeHidden();
  await expect(panel).toBeVisible();
  await panel.press('Escape');
  await expect(panel).toBeHidden();
});

test('with reduced motion a speed that is chosen while it plays is the one it plays at', async ({ page }) => {
  await page.addInitScript(() => {
    const before = globalThis.setInterval.bind(globalThis);
    // The hops stand still: only how often they would be stepped matters.
    const watched = (run: () => void, wait = 0) => {
      document.documentElement.dataset.waits = String(Math.round(wait));
      return before(run, 1_000_000);
    };
    Object.assign(globalThis, { setInterval: watched });
  });
  const root = page.locator('html');
  await open(page);
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await expect(root).toHaveAttribute('data-waits', '1100');
  await page.getByRole('combobox', { name: 'Speed' }).selectOption('2');
  await expect(root).toHaveAttribute('data-waits', '550');
});

test('a table of reachability says its port, also while the next one is worked out', async ({ page }) => {
  await loseQuestions(page, 'reach');
  await open(page);
  await paste(page, OWN);
  await inspector(page).getByRole('tab', { name: 'Reachability' }).click();
  const port = inspector(page).getByRole('spinbutton', { name: 'TCP port of the receiving pod' });
  await port.fill('8080');
  await expect(inspector(page).getByText('On TCP port 8080:')).toBeVisible();
  await page.evaluate(() => {
    document.documentElement.dataset.lost = 'yes';
  });
  await port.fill('9090');
  await expect(port).toHaveValue('9090');
  await expect(inspector(page).getByText('On TCP port 8080:')).toBeVisible();
});
