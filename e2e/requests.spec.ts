import { expect, type Page, test } from '@playwright/test';
import {
  currentHop,
  expectNoSidewaysScroll,
  expectNothingKeepsOut,
  open,
  OWN,
  paste,
  settled,
  verdict,
} from './page.ts';

function chips(page: Page) {
  return page.getByRole('group', { name: 'Saved requests' });
}

function chip(page: Page, name: string) {
  return chips(page).getByRole('button', { name: new RegExp(`^${name}`) });
}

async function names(page: Page): Promise<readonly string[]> {
  return chips(page)
    .locator('[data-chip]')
    .evaluateAll((all) => all.map((one) => one.getAttribute('data-chip') ?? ''));
}

async function pasteCommand(page: Page, line: string): Promise<void> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate((text) => navigator.clipboard.writeText(text), line);
  const target = page.getByRole('combobox', { name: 'URL, name or address' });
  await target.focus();
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Control+V');
}

async function send(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await settled(page);
}

test('a chip says what its sender experienced, and a failed expectation beside it', async ({ page }) => {
  await open(page);
  await expect(chip(page, 'browse the cart: delivered 200')).toBeVisible();
  await chip(page, 'web to db: timed out').click();
  await settled(page);
  await expect(verdict(page)).toContainText('Times out');

  await page.getByRole('button', { name: 'Change web to db' }).click();
  await page.getByRole('menuitem', { name: /Edit/ }).click();
  await page.getByRole('dialog').getByRole('combobox', { name: 'Outcome' }).selectOption('delivered');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await settled(page);
  await expect(chip(page, 'web to db: timed out, not as expected')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Not as expected' })).toContainText(
    'outcome should be delivered, and is timeout',
  );
  await expectNothingKeepsOut(page);
});

test('a request is added, renamed, copied, moved and deleted by keys, and all of it is undone', async ({ page }) => {
  await open(page);
  await expect(chip(page, 'web to db: timed out')).toBeVisible();
  const before = await names(page);
  await page.getByRole('combobox', { name: 'URL, name or address' }).fill('https://shop.example.com/other');
  await page.getByRole('button', { name: '+ request' }).click();
  await settled(page);
  const added = 'client to shop.example.com/other';
  await expect(chip(page, added)).toHaveAttribute('aria-pressed', 'true');

  await chip(page, added).focus();
  await page.keyboard.press('F2');
  await page.getByRole('textbox', { name: `New name of ${added}` }).fill('web to db');
  await page.keyboard.press('Enter');
  await expect(
    page.getByRole('alert').filter({ hasText: 'Another request is already called web to db.' }),
  ).toBeVisible();
  await expect(chip(page, added)).toBeFocused();
  await page.keyboard.press('F2');
  await page.getByRole('textbox', { name: `New name of ${added}` }).fill('another page');
  await page.keyboard.press('Enter');
  await settled(page);
  await expect(chip(page, 'another page')).toBeFocused();
  await expect(chip(page, 'another page')).toHaveAttribute('aria-pressed', 'true');

  await page.keyboard.press('Alt+ArrowLeft');
  await settled(page);
  await expect.poll(() => names(page)).toEqual([...before.slice(0, -1), 'another page', ...before.slice(-1)]);
  await expect(chip(page, 'another page')).toBeFocused();

  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem').first()).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('menuitem', { name: 'Duplicate' })).toBeFocused();
  await expectNothingKeepsOut(page);
  await page.keyboard.press('Enter');
  await settled(page);
  await expect(chip(page, 'another page 2')).toHaveAttribute('aria-pressed', 'true');

  await chip(page, 'another page 2').focus();
  await page.keyboard.press('Delete');
  await settled(page);
  await expect.poll(() => names(page)).not.toContain('another page 2');
  await expect(chip(page, before.at(-1) ?? '')).toHaveAttribute('aria-pressed', 'true');

  for (let step = 0; step < 5; step++) {
    await page.getByRole('button', { name: /^Undo/ }).click();
    await settled(page);
  }
  await expect.poll(() => names(page)).toEqual(before);
});

test('a pasted command fills the whole request', async ({ page }) => {
  await open(page);
  await paste(page, OWN);
  await pasteCommand(page, `kubectl exec -n demo caller -- curl -s -H 'X-User: a' --http2 -d hi http://hello/x | jq .`);
  await expect(page.getByLabel('From', { exact: true })).toHaveValue('pod/demo/caller');
  await expect(page.getByRole('combobox', { name: 'Method or protocol' })).toHaveValue('POST');
  await expect(page.getByRole('combobox', { name: 'URL, name or address' })).toHaveValue('http://hello/x');
  await expect(
    page.getByRole('button', { name: 'More of this request: 2 headers, HTTP/2, body of 2 bytes' }),
  ).toBeVisible();
  await expect(
    page.getByRole('alert').filter({ hasText: 'Left out, because no request can state it: what follows it, | jq' }),
  ).toBeVisible();
  await send(page);
  await expect(verdict(page)).toContainText('Delivered');

  for (const [line, target, outcome] of [
    ['nc -zv hello 80', 'hello:80', 'Delivered'],
    ['dig +search hello', 'hello A', 'Answered'],
    ['wget -qO- http://hello/', 'http://hello/', 'Delivered'],
  ] as const) {
    await pasteCommand(page, line);
    await expect(page.getByRole('combobox', { name: 'URL, name or address' })).toHaveValue(target);
    await send(page);
    await expect(verdict(page)).toContainText(outcome);
  }
});

test('a form states headers, a connection and a lookup, and says what is wrong where it is wrong', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: /^More of this request/ }).click();
  const form = page.getByRole('dialog');
  await form.getByText('Headers, protocol and way there').click();
  await form.getByRole('button', { name: 'Add a header' }).click();
  await form.getByRole('textbox', { name: 'Name of header 1' }).fill('x user');
  await form.getByRole('textbox', { name: 'Value of header 1' }).fill('a');
  await form.getByRole('textbox', { name: /^How often/ }).fill('many');
  await form.getByRole('button', { name: 'Save as new' }).click();
  await expect(form.getByText('is no name of a header')).toBeVisible();
  await expect(form.getByText('Write a whole number, or nothing.')).toBeVisible();
  await expect(form.getByRole('textbox', { name: 'Name of header 1' })).toBeFocused();
  await expectNothingKeepsOut(page);

  await form.getByRole('textbox', { name: 'Name of header 1' }).fill('x-user');
  await form.getByRole('textbox', { name: /^How often/ }).fill('');
  await form.getByRole('combobox', { name: 'HTTP version' }).selectOption('2');
  await expect(form.getByLabel('Lines in the scenario, as text')).toContainText('x-user: a');
  await form.getByRole('button', { name: 'Save as new' }).click();
  await settled(page);
  await expect(chip(page, 'browse the cart 2')).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByRole('button', { name: /^More of this request: header x-user, HTTP\/2/ })).toBeVisible();

  await page.getByRole('button', { name: /^More of this request/ }).click();
  await form.getByRole('radio', { name: 'Connection' }).check();
  await form.getByRole('combobox', { name: 'From' }).selectOption('deployment/shop/api');
  await form.getByRole('textbox', { name: /^Host/ }).fill('db');
  await form.getByRole('textbox', { name: 'Port' }).fill('5432');
  await form.getByRole('textbox', { name: 'Called' }).fill('api to db');
  await form.getByRole('button', { name: 'Save as new' }).click();
  await settled(page);
  await expect(chip(page, 'api to db: delivered')).toHaveAttribute('aria-pressed', 'true');

  await page.getByRole('button', { name: /^More of this request/ }).click();
  await form.getByRole('radio', { name: 'DNS lookup' }).check();
  await form.getByRole('textbox', { name: 'Name', exact: true }).fill('web.shop');
  await form.getByRole('button', { name: 'Send without saving' }).click();
  await settled(page);
  await expect(verdict(page)).toContainText('Answered');
  await expectNothingKeepsOut(page);
});

test('a form is filled by keys: a new header is typed at once, host and port go along, the name follows', async ({
  page,
}) => {
  await open(page);
  await page.getByRole('combobox', { name: 'URL, name or address' }).fill('http://web.shop:8080/');
  await page.getByRole('button', { name: /^More of this request/ }).click();
  const form = page.getByRole('dialog');
  await form.getByText('Headers, protocol and way there').click();
  await form.getByRole('button', { name: 'Add a header' }).press('Enter');
  await expect(form.getByRole('textbox', { name: 'Name of header 1' })).toBeFocused();
  await page.keyboard.type('x-user');
  await page.keyboard.press('Tab');
  await page.keyboard.type('a');
  await expect(form.getByRole('textbox', { name: 'Value of header 1' })).toHaveValue('a');
  await form.getByRole('textbox', { name: /^Host header/ }).fill('a.example b');
  await expect(form.getByText('A host has no space')).toBeVisible();
  await expectNothingKeepsOut(page);
  await form.getByRole('textbox', { name: /^Host header/ }).fill('');

  const called = form.getByRole('textbox', { name: 'Called' });
  await expect(called).toHaveValue('client to web.shop:8080');
  await form.getByRole('radio', { name: 'Connection' }).check();
  await expect(form.getByRole('textbox', { name: /^Host/ })).toHaveValue('web.shop');
  await expect(form.getByRole('textbox', { name: 'Port' })).toHaveValue('8080');
  await form.getByRole('textbox', { name: 'Port' }).fill('80');
  await expect(called).toHaveValue('client to web.shop:80');
  await called.fill('mine');
  await form.getByRole('textbox', { name: 'Port' }).fill('81');
  await expect(called).toHaveValue('mine');
});

test('several of one request show whom they reach, by rule and drawn', async ({ page }) => {
  await open(page);
  await paste(page, OWN);
  await pasteCommand(page, 'kubectl exec -n demo caller -- curl http://hello/');
  await page.getByRole('button', { name: /^More of this request/ }).click();
  const form = page.getByRole('dialog');
  await form.getByRole('textbox', { name: /^How often/ }).fill('10');
  await form.getByRole('button', { name: 'Send without saving' }).click();
  await settled(page);
  const shares = page.getByRole('region', { name: 'Where the requests go' });
  await expect(shares.getByRole('listitem')).toHaveCount(2);
  await expect(shares.getByText('1/2 by rule').first()).toBeVisible();
  const drawn = async () => {
    const texts = await shares.getByText(/\d+ of 10/).allTextContents();
    return texts.reduce((sum, text) => sum + Number(/(\d+) of 10/.exec(text)?.[1] ?? 0), 0);
  };
  await expect.poll(drawn).toBe(10);
  await expect(shares).toContainText('each of the 10 opens its own');

  await page.getByRole('button', { name: /^More of this request/ }).click();
  await form.getByRole('checkbox', { name: 'All on one connection' }).check();
  await form.getByRole('button', { name: 'Send without saving' }).click();
  await settled(page);
  await expect(shares).toContainText('all 10 are on one connection');
  await expect(shares.getByText('10 of 10')).toBeVisible();
  await expectNothingKeepsOut(page);
});

test('what a receiver sends in turn is part of the run, and each step can be reached', async ({ page }) => {
  await open(page);
  await chips(page)
    .getByRole('button', { name: /^then web asks the api: delivered 200/ })
    .click();
  await settled(page);
  await expect(currentHop(page)).not.toHaveAttribute('aria-label', /^Hop 1,/);
  const run = page.getByRole('region', { name: 'Requests of this run' });
  await expect(run.getByRole('button', { name: /then web asks the api.*Delivered to api-/ })).toHaveAttribute(
    'aria-current',
    'step',
  );
  await run.getByRole('button', { name: /browse the cart.*Delivered to web-/ }).click();
  await expect(currentHop(page)).toHaveAttribute('aria-label', /^Hop 1,/);
  await expectNothingKeepsOut(page);
});

test('what a receiver sends in turn is changed, added and taken away in the form', async ({ page }) => {
  await open(page);
  const form = page.getByRole('dialog');
  const edit = async () => {
    await page.getByRole('button', { name: 'Change browse the cart' }).click();
    await page.getByRole('menuitem', { name: 'Edit …' }).click();
  };
  await edit();
  await expect(form.getByRole('textbox', { name: 'Name of step 1' })).toHaveValue('web asks the api');
  await form.getByRole('textbox', { name: 'Name of step 1' }).fill('web asks');
  await form.getByRole('button', { name: 'Add a step' }).click();
  const target = form.getByRole('textbox', { name: 'Where step 2 is sent to' });
  await expect(target).toBeFocused();
  await form.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(form.getByText('Say where it is sent to.')).toBeVisible();
  await form.getByRole('combobox', { name: 'How step 2 is sent' }).selectOption('TCP');
  await target.fill('db:5432');
  await form.getByRole('textbox', { name: 'Name of step 2' }).fill('web asks the db');
  await expect(form.getByLabel('Lines in the scenario, as text')).toContainText('web asks the db');
  await expectNothingKeepsOut(page);
  await form.getByRole('button', { name: 'Save', exact: true }).click();
  await settled(page);
  const run = page.getByRole('region', { name: 'Requests of this run' });
  await expect(run.getByRole('button', { name: /then web asks *: *Delivered to api-/ })).toBeVisible();
  await expect(run.getByRole('button', { name: /then web asks the db *: *Times out/ })).toBeVisible();
  await edit();
  await form.getByRole('button', { name: 'Remove step web asks the db' }).click();
  await expect(form.getByRole('button', { name: 'Add a step' })).toBeFocused();
  await form.getByRole('button', { name: 'Save', exact: true }).click();
  await settled(page);
  await expect(run.getByRole('button', { name: /then web asks the db/ })).toHaveCount(0);
});

for (const width of [390, 320]) {
  test(`requests are kept and changed on a screen of ${width} pixels`, async ({ page }) => {
    await page.setViewportSize({ width, height: 844 });
    await open(page);
    await page.getByRole('button', { name: 'Change browse the cart' }).click();
    await page.getByRole('menuitem', { name: 'Edit …' }).click();
    const form = page.getByRole('dialog');
    await form.getByRole('textbox', { name: 'Called' }).fill('a visit');
    await expect
      .poll(() => form.evaluate((element) => element.scrollWidth - element.clientWidth))
      .toBeLessThanOrEqual(0);
    await expectNothingKeepsOut(page);
    await form.getByRole('button', { name: 'Save', exact: true }).click();
    await settled(page);
    await expect(chip(page, 'a visit')).toHaveAttribute('aria-pressed', 'true');
    await page.getByRole('button', { name: /more saved requests/ }).click();
    await page.getByRole('menuitem', { name: /web to db timed out/ }).click();
    await settled(page);
    await expect(chip(page, 'web to db: timed out')).toBeFocused();
    await expectNoSidewaysScroll(page);
    await expectNothingKeepsOut(page);
  });
}
