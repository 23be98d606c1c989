import { expect, type Page, test } from '@playwright/test';
import {
  currentHop,
  expectNoSidewaysScroll,
  expectNothingKeepsOut,
  open,
  OWN,
  paste,
  settled,
  stepTo,
} from './page.ts';

const service = (page: Page, name: string) =>
  page
    .getByRole('region', { name: 'Picture of the cluster' })
    .getByRole('button', { name: new RegExp(`^Service ${name}`) });
const undo = (page: Page) => page.getByRole('button', { name: /^Undo/ });
const redo = (page: Page) => page.getByRole('button', { name: /^Redo/ });
const chips = (page: Page) => page.getByRole('group', { name: 'Saved requests' });
const recent = (page: Page) => page.getByRole('list', { name: 'Recent documents' });
const toast = (page: Page) => page.getByRole('region', { name: 'What happened to your text' });
const bar = (page: Page) => page.getByRole('region', { name: 'About this document' });

async function openGallery(page: Page, title: RegExp): Promise<void> {
  await page.getByRole('button', { name: 'Gallery', exact: true }).click();
  await page.getByRole('dialog', { name: 'Gallery' }).getByRole('button', { name: title }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await settled(page);
}

test('one undo goes back over a loading, a request and a text, and redo goes on again', async ({ page }) => {
  await open(page);
  await expect(undo(page)).toHaveAttribute('aria-disabled', 'true');
  await paste(page, OWN);
  await expect(service(page, 'hello')).toBeVisible();
  await page.getByLabel('From', { exact: true }).selectOption('pod/demo/caller');
  await page.getByRole('combobox', { name: 'URL, name or address' }).fill('http://hello/');
  await page.getByRole('button', { name: '+ request' }).click();
  await settled(page);
  const request = chips(page)
    .getByRole('button', { name: /caller to hello/ })
    .first();
  await expect(request).toBeVisible();
  await openGallery(page, /Pods are fine, the Service is dead/);
  await expect(service(page, 'hello')).toHaveCount(0);
  await expect(toast(page)).toContainText('was put away');

  await page.getByRole('button', { name: /^Undo: gallery: Pods are fine/ }).click();
  await settled(page);
  await expect(service(page, 'hello')).toBeVisible();
  await expect(request).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByText('edited, not shared')).toBeVisible();
  await expect(toast(page)).toHaveCount(0);

  await page.getByRole('button', { name: /^Undo: request caller to hello/ }).click();
  await settled(page);
  await expect(request).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await settled(page);
  await expect(page.getByText('A shop behind one Ingress').first()).toBeVisible();
  await expect(
    chips(page)
      .getByRole('button', { name: /^browse the cart/ })
      .first(),
  ).toHaveAttribute('aria-pressed', 'true');
  await expect(undo(page)).toHaveAttribute('aria-disabled', 'true');

  await page.keyboard.press('Control+Shift+z');
  await settled(page);
  await expect(service(page, 'hello')).toBeVisible();
  await page.keyboard.press('Control+y');
  await settled(page);
  await expect(request).toBeVisible();
  await redo(page).click();
  await settled(page);
  await expect(page.getByText('Pods are fine, the Service is dead').first()).toBeVisible();
  await expectNothingKeepsOut(page);
});

test('undo over a link takes it out of the address, so that a reload stays', async ({ page }) => {
  await open(page);
  await paste(page, OWN);
  await page.evaluate(() => {
    location.hash = '#g=empty-endpoints';
  });
  await page.getByRole('button', { name: /^Undo: gallery/ }).click();
  await settled(page);
  await expect(service(page, 'hello')).toBeVisible();
  await expect.poll(() => new URL(page.url()).hash).toBe('');
  await page.reload();
  await settled(page);
  await expect(service(page, 'hello')).toBeVisible();
  await page.evaluate(() => {
    location.hash = '#g=empty-endpoints';
  });
  await expect(page.getByText('Pods are fine, the Service is dead').first()).toBeVisible();
  await expect.poll(() => new URL(page.url()).hash).toBe('#g=empty-endpoints');
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'A shop behind one Ingress' }).click();
  await expect(service(page, 'web')).toBeVisible();
  await expect.poll(() => new URL(page.url()).hash).toBe('');
});

test('a field takes back its own letters', async ({ page }) => {
  await open(page);
  const target = page.getByRole('combobox', { name: 'URL, name or address' });
  await target.focus();
  await page.keyboard.press('End');
  await page.keyboard.type('x');
  await page.keyboard.press('Control+z');
  await expect(page.getByText('A shop behind one Ingress').first()).toBeVisible();
  await expect(target).toHaveValue('https://shop.example.com/cart');
});

test('what was edited is there after a reload, in the list of recent documents, and can be deleted and put back', async ({
  page,
}) => {
  await open(page);
  await paste(page, OWN);
  await openGallery(page, /Pods are fine, the Service is dead/);
  await expect(toast(page)).toContainText('It is kept under Open');
  await toast(page).getByRole('button', { name: 'Close this line' }).click();
  await page.reload();
  await settled(page);
  await expect(service(page, 'hello')).toBeVisible();

  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(recent(page).getByRole('listitem')).toHaveCount(1);
  await expect(recent(page).getByRole('listitem')).toContainText(/open now, today .*\d characters|kB, pasted/);
  await expectNothingKeepsOut(page);
  await recent(page)
    .getByRole('button', { name: /^Delete/ })
    .click();
  await expect(recent(page).getByRole('listitem')).toHaveCount(0);
  await page.getByRole('button', { name: 'Put it back' }).click();
  await expect(recent(page).getByRole('listitem')).toHaveCount(1);
  await page.getByRole('dialog').getByRole('button', { name: 'A shop behind one Ingress' }).click();
  await settled(page);
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await recent(page)
    .getByRole('button', { name: /^Service hello/ })
    .click();
  await settled(page);
  await expect(service(page, 'hello')).toBeVisible();
});

test('a reload shows the same request at the same hop', async ({ page }) => {
  await open(page);
  await openGallery(page, /Pods are fine, the Service is dead/);
  await page.getByRole('textbox', { name: 'Manifests' }).focus();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('# mine');
  await settled(page);
  const second = chips(page)
    .getByRole('button', { name: /^frontend to the pod/ })
    .first();
  await second.click();
  await settled(page);
  await page.keyboard.press('Home');
  await stepTo(page, 2);
  await stepTo(page, 3);
  await page.reload();
  await settled(page);
  await expect(second).toHaveAttribute('aria-pressed', 'true');
  await expect(currentHop(page)).toHaveAttribute('aria-label', /^Hop 3,/);
});

test('the open document that is deleted from the recent ones is kept again on request', async ({ page }) => {
  await open(page);
  await paste(page, OWN);
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await recent(page)
    .getByRole('button', { name: /^Delete/ })
    .click();
  await expect(page.getByText('It is still open, and kept nowhere.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(bar(page)).toContainText('You deleted this document');
  await expectNothingKeepsOut(page);
  await bar(page).getByRole('button', { name: 'Keep it' }).click();
  await expect(bar(page)).toHaveCount(0);
  await page.reload();
  await settled(page);
  await expect(service(page, 'hello')).toBeVisible();
});

test('all recent documents are deleted after a second question', async ({ page }) => {
  await open(page);
  await paste(page, OWN);
  await openGallery(page, /Pods are fine, the Service is dead/);
  await paste(page, OWN.replaceAll('hello', 'other'));
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(recent(page).getByRole('listitem')).toHaveCount(2);
  await page.getByRole('button', { name: 'Delete all' }).click();
  await page.getByRole('button', { name: 'Delete them' }).click();
  await expect(page.getByText('What you edit is kept here')).toBeVisible();
});

test('one document in two tabs: the tab that edits second keeps a copy', async ({ page, context }) => {
  await open(page);
  await paste(page, OWN);
  const second = await context.newPage();
  await open(second);
  await expect(service(second, 'hello')).toBeVisible();
  await expect(bar(page)).toContainText('Also open in another tab');
  await expect(bar(second)).toContainText('An edit here makes a copy');
  await expectNothingKeepsOut(second);

  await paste(
    second,
    `${OWN}---\napiVersion: v1\nkind: Service\nmetadata: {name: later, namespace: demo}\nspec: {ports: [{port: 1}]}\n`,
  );
  await expect(toast(second)).toContainText('This is a copy now');
  await expect(bar(second)).toHaveCount(0);
  await expect(bar(page)).toHaveCount(0);
  await second.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(recent(second).getByRole('listitem')).toHaveCount(2);
  await expect(recent(second)).toContainText('a copy');

  await page.bringToFront();
  await page.reload();
  await settled(page);
  await expect(service(page, 'hello')).toBeVisible();
  await expect(service(page, 'later')).toHaveCount(0);
});

test('a tab whose document was edited elsewhere can show the edited one', async ({ page, context }) => {
  await open(page);
  await paste(page, OWN);
  await page.reload();
  await settled(page);
  const second = await context.newPage();
  await open(second);
  await expect(bar(page)).toContainText('Also open in another tab');
  await paste(
    page,
    `${OWN}---\napiVersion: v1\nkind: Service\nmetadata: {name: later, namespace: demo}\nspec: {ports: [{port: 1}]}\n`,
  );
  await expect(service(second, 'later')).toHaveCount(0);
  await bar(second).getByRole('button', { name: 'Show the edited one' }).click();
  await settled(second);
  await expect(service(second, 'later')).toBeVisible();
});

test('a browser that keeps nothing says so, and the page works', async ({ page }) => {
  await page.addInitScript(() => Object.defineProperty(globalThis, 'indexedDB', { value: undefined }));
  await open(page);
  await expect(bar(page)).toHaveCount(0);
  await paste(page, OWN);
  await expect(bar(page)).toContainText('keeps nothing for this page');
  await expect(service(page, 'hello')).toBeVisible();
  await expectNothingKeepsOut(page);
});

test('a full storage is told', async ({ page }) => {
  await page.addInitScript(() => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
  });
  await open(page);
  await paste(page, OWN);
  await expect(bar(page)).toContainText('storage of this browser is full');
});

test('a database that never answers keeps no one waiting', async ({ page }) => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => new EventTarget() as IDBOpenDBRequest;
  });
  await open(page);
  await expect(service(page, 'web')).toBeVisible();
});

test('texts that an earlier version kept are under Open', async ({ page }) => {
  await page.addInitScript((text) => {
    if (localStorage.getItem('moved') !== null) return;
    localStorage.setItem('moved', 'yes');
    const kept = { id: '7', title: 'Service hello', at: 1, manifests: text, rest: 'hopscope: 1\n' };
    localStorage.setItem('hopscope.documents.1', JSON.stringify([kept]));
  }, OWN);
  await open(page);
  await expect(service(page, 'hello')).toBeVisible();
  await page.reload();
  await settled(page);
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(recent(page).getByRole('button', { name: /^Service hello/ })).toBeVisible();
  await expect.poll(() => page.evaluate(() => localStorage.getItem('hopscope.documents.1'))).toBeNull();
});

for (const width of [390, 320]) {
  test(`on a page ${width} px wide undo is at hand and the rest is in a menu`, async ({ page }) => {
    await page.setViewportSize({ width, height: 844 });
    await open(page);
    const more = page.getByRole('button', { name: 'More', exact: true });
    await more.focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('menuitem', { name: 'Gallery' })).toBeFocused();
    await expectNothingKeepsOut(page);
    await page.keyboard.press('Escape');
    await expect(more).toBeFocused();
    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Open' }).getByRole('button', { name: 'Nothing' }).click();
    await settled(page);
    await page.getByRole('button', { name: 'Undo: an empty editor' }).click();
    await settled(page);
    await expect(page.getByRole('button', { name: /^Ingress store/ }).first()).toBeVisible();
    await expectNoSidewaysScroll(page);
  });
}
