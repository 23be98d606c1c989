import { expect, test } from '@playwright/test';
import { command, currentHop, expectNothingKeepsOut, open, settled, verdict } from './page.ts';

test('by keyboard alone: past the bars, along the way, to the commands and back', async ({ page }) => {
  await open(page);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'To the picture' })).toBeFocused();
  await expect(page.getByRole('button', { name: 'To the picture' })).toBeInViewport();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Hops and player' })).toBeFocused();

  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await expect(currentHop(page)).toHaveAttribute('aria-label', /^Hop 2,/);

  await page.keyboard.press('Control+k');
  const field = page.getByRole('combobox', { name: 'Command' });
  await expect(field).toBeFocused();
  await page.keyboard.type('go hop 9');
  const first = page.getByRole('listbox', { name: 'Commands' }).getByRole('option').first();
  await expect(first).toContainText('Go to hop 9');
  await expect(async () => {
    const id = await first.getAttribute('id');
    expect(await field.getAttribute('aria-activedescendant')).toBe(id ?? 'no id');
  }).toPass();
  await expectNothingKeepsOut(page);
  await page.keyboard.press('Enter');
  await expect(field).toBeHidden();
  await expect(currentHop(page)).toHaveAttribute('aria-label', /^Hop 9,/);
  await expect(page.getByRole('region', { name: 'Hops and player' })).toBeFocused();
});

test('Escape leaves a dialog and gives the focus back', async ({ page }) => {
  await open(page);
  const gallery = page.getByRole('button', { name: 'Gallery', exact: true });
  await gallery.focus();
  for (const [keys, name] of [
    ['Control+k', 'Commands'],
    ['?', 'Keys'],
    ['Enter', 'Gallery'],
  ] as const) {
    await page.keyboard.press(keys);
    await expect(page.getByRole('dialog', { name })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(gallery).toBeFocused();
  }
});

test('letters typed before the palette was fetched go to it, and none to the page behind', async ({ page }) => {
  let come = () => {};
  const allowed = new Promise<void>((resolve) => {
    come = resolve;
  });
  await page.route(/\/dialogs-[^/]*\.js/, async (route) => {
    await allowed;
    await route.continue();
  });
  await open(page);
  const hop = await currentHop(page).getAttribute('aria-label');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('go to hop 3 ?');
  await expect(page.getByRole('textbox', { name: 'Command' })).toHaveValue('go to hop 3 ?');
  await expectNothingKeepsOut(page, 'dialog');
  await page.keyboard.press('Backspace');
  come();
  const field = page.getByRole('combobox', { name: 'Command' });
  await expect(field).toBeFocused();
  await expect(field).toHaveValue('go to hop 3 ');
  await page.keyboard.press('Backspace');
  await expect(field).toHaveValue('go to hop 3');
  await expect(currentHop(page)).toHaveAttribute('aria-label', hop ?? 'no hop');
  await page.keyboard.press('Enter');
  await expect(currentHop(page)).toHaveAttribute('aria-label', /^Hop 3,/);
});

test('a command opens a scenario of the gallery, and another finds an object by a few letters', async ({ page }) => {
  await open(page);
  await command(page, 'default deny');
  await expect(page.getByRole('option', { name: /Open Default deny/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await settled(page);
  await expect(page.getByText('Default deny, and DNS was forgotten').first()).toBeVisible();
  await command(page, 'policy deny-all');
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-editor="full"] .view-lines').getByText('name: deny-all')).toBeVisible();
});

test('commands open from inside the editor too, and single keys stay out of it', async ({ page }) => {
  await open(page);
  const editor = page.getByRole('textbox', { name: 'Manifests' });
  await expect(page.locator('[data-editor="full"] .monaco-editor').first()).toBeVisible();
  await editor.focus();
  await expect(editor).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog', { name: 'Commands' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(editor).toBeFocused();
  await expect(currentHop(page)).toHaveAttribute('aria-label', /^Hop 1,/);
});

test('u goes to the URL from a button and a choice, and stays a letter in a field and a list', async ({ page }) => {
  await open(page);
  const address = page.getByRole('combobox', { name: 'URL, name or address' });
  const depth = page.getByRole('radio', { name: 'operator' });
  for (const from of [page.getByRole('button', { name: 'Gallery', exact: true }), currentHop(page), depth]) {
    await from.focus();
    await page.keyboard.press('u');
    await expect(address).toBeFocused();
  }
  await depth.focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('radio', { name: 'kernel' })).toBeFocused();
  await expect(currentHop(page)).toHaveAttribute('aria-label', /^Hop 1,/);
  const speed = page.getByRole('combobox', { name: 'Speed' });
  await speed.focus();
  await page.keyboard.press('u');
  await expect(speed).toBeFocused();
  const search = page.getByRole('searchbox', { name: 'Find in the picture' });
  await search.focus();
  await page.keyboard.press('u');
  await expect(search).toHaveValue('u');
});

test('single keys can be switched off, which is remembered; those of the playhead stay', async ({ page }) => {
  await open(page);
  await page.keyboard.press('?');
  await expectNothingKeepsOut(page);
  await page.getByRole('checkbox', { name: /Keys without Ctrl/ }).uncheck();
  await page.keyboard.press('Escape');
  await page.reload();
  await settled(page);
  const slider = page.getByRole('slider', { name: 'Playhead' });
  await expect(slider).toHaveAttribute('aria-valuenow', '1');
  await page.getByRole('region', { name: 'Hops and player' }).evaluate((one) => {
    one.tabIndex = -1;
    one.focus();
  });
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(slider).toHaveAttribute('aria-valuenow', '1');
  await slider.focus();
  await page.keyboard.press('ArrowRight');
  await expect(slider).toHaveAttribute('aria-valuetext', /^hop 2 of/);
  await page.keyboard.press('End');
  await expect(slider).toHaveAttribute('aria-valuenow', (await slider.getAttribute('aria-valuemax')) ?? '');
});

test('a step over a lookup lands behind it, and the hops are one stop of the Tab key', async ({ page }) => {
  await open(page, '#g=default-deny-dns');
  await page.keyboard.press('Home');
  const over = page.getByRole('button', { name: 'Step over what opens here' });
  await expect(over).toBeEnabled();
  await page.keyboard.press('Shift+ArrowRight');
  await expect(currentHop(page)).not.toHaveAttribute('aria-label', /^Hop [12],/);
  await currentHop(page).focus();
  await page.keyboard.press('ArrowRight');
  await expect(currentHop(page)).toBeFocused();
  await expect(page.getByRole('list', { name: 'Hops' }).locator('button[tabindex="0"]')).toHaveCount(1);
});

test('each step and the verdict are said once', async ({ page }) => {
  await open(page);
  const step = page.getByRole('status', { name: 'Current hop' });
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await expect(step).toHaveText(/^Hop 2 of \d+, sender: /);
  await expect(page.getByRole('status', { name: 'Verdict of the run' })).toContainText('Delivered');
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await expect(step).toHaveText('Playing.');
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(step).toHaveText(/^Hop \d+ of/);
  await expect(verdict(page)).toBeVisible();
});
