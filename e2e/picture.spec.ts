import { expect, type Page, test } from '@playwright/test';
import {
  expectNoSidewaysScroll,
  expectNothingKeepsOut,
  expectSameHop,
  inspector,
  open,
  OWN,
  paste,
  picture,
  settled,
  stepTo,
  verdict,
} from './page.ts';

const search = (page: Page) => page.getByRole('searchbox', { name: 'Find in the picture' });

/** The smallest text that the picture prints, in pixels on the screen; 0 before it prints any. */
async function smallestText(page: Page): Promise<number> {
  return page.evaluate(() => {
    const zoom = Number(
      /scale\(([\d.]+)\)/.exec(
        document.querySelector<HTMLElement>('.react-flow__viewport')?.style.transform ?? '',
      )?.[1],
    );
    const texts = [...document.querySelectorAll('.react-flow__node *')].filter(
      (one) => one.childElementCount === 0 && (one.textContent ?? '').trim() !== '',
    );
    if (texts.length === 0 || Number.isNaN(zoom)) return 0;
    return zoom * Math.min(...texts.map((one) => Number.parseFloat(getComputedStyle(one).fontSize)));
  });
}

// One column is laid out for its width; columns shrink to be whole.
for (const { width, least } of [
  { width: 1440, least: 8.6 },
  { width: 1280, least: 8.6 },
  { width: 1024, least: 8.6 },
  { width: 390, least: 10.9 },
  { width: 320, least: 10.9 },
]) {
  test(`texts are readable at ${width} pixels, and the page does not scroll sideways`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    await open(page);
    await expect(picture(page).getByRole('button', { name: /^Pod db-0/ })).toBeAttached();
    await expect.poll(() => smallestText(page)).toBeGreaterThanOrEqual(least);
    await expectNoSidewaysScroll(page);
  });
}

for (const width of [1024, 390]) {
  test(`the packet stays in view at ${width} pixels while it is stepped`, async ({ page }) => {
    await page.setViewportSize({ width, height: 700 });
    await open(page);
    for (let hop = 2; hop <= 13; hop++) {
      await stepTo(page, hop);
      await expect(page.locator('.packet-dot')).toBeInViewport();
    }
  });
}

test('a search marks what it finds, and Enter goes from one to the next', async ({ page }) => {
  await open(page);
  await page.keyboard.press('/');
  await expect(search(page)).toBeFocused();
  await page.keyboard.type('tier=none');
  await expect(picture(page).getByText('nothing found')).toBeVisible();
  await search(page).fill('app=api');
  await expect(picture(page).getByText('1 of 3 things')).toBeVisible();
  await expect(picture(page).locator('[data-found="found"]')).toHaveCount(2);
  await page.keyboard.press('Enter');
  await expect(picture(page).getByText('1 of 3 things')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(picture(page).getByText('2 of 3 things')).toBeVisible();
  await expect(picture(page).locator('[data-found="now"]')).toBeInViewport();
  await expectNothingKeepsOut(page, '.topology');
  await page.keyboard.press('Escape');
  await expect(picture(page).locator('[data-found="found"]')).toHaveCount(0);
});

test('a filter leaves out what the request does not touch', async ({ page }) => {
  await open(page);
  const kubeDns = picture(page).getByRole('button', { name: /^Policy db-allow/ });
  await expect(kubeDns).toBeVisible();
  await picture(page).getByRole('combobox', { name: 'Show' }).selectOption('Show this request only');
  await expect(kubeDns).toBeHidden();
  await expect(picture(page).getByRole('button', { name: /^Ingress store/ })).toBeVisible();
  await picture(page).getByRole('combobox', { name: 'Show' }).selectOption('Show everything');
  await expect(kubeDns).toBeVisible();
});

test('a pod tells what it is, leads to its line and sends', async ({ page }) => {
  await open(page);
  const pod = picture(page).getByRole('button', { name: /^Pod db-0/ });
  await pod.focus();
  await page.keyboard.press('Enter');
  const panel = page.getByRole('region', { name: 'Pod db-0' });
  await expect(panel.getByText('StatefulSet/shop/db')).toBeVisible();
  await expect(panel.getByText('app=db', { exact: true })).toBeVisible();
  await expectNothingKeepsOut(page, '.topology');
  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();
  await expect(pod).toBeFocused();

  await page.keyboard.press('Enter');
  await panel.getByRole('button', { name: 'Send from here' }).click();
  const address = page.getByRole('combobox', { name: 'URL, name or address' });
  await expect(address).toBeFocused();
  const chosen = () =>
    address.evaluate((field: HTMLInputElement) => (field.selectionEnd ?? 0) - (field.selectionStart ?? 0));
  await expect.poll(chosen).toBeGreaterThan(0);
  await page.getByRole('combobox', { name: 'URL, name or address' }).fill('http://web.shop/');
  await page.keyboard.press('Enter');
  await settled(page);
  await expect(verdict(page)).toBeVisible();
  await expect(page.locator('.packet')).toHaveAttribute('data-place', /pod|node/);
});

test('a Service tells its selector and ports, and is sent to', async ({ page }) => {
  await open(page);
  const card = picture(page).getByRole('button', { name: /^Service web,/ });
  await card.focus();
  await page.keyboard.press('Enter');
  const panel = page.getByRole('region', { name: 'Service web' });
  await expect(panel.getByText('Selector')).toBeVisible();
  await expect(panel.getByText('app=web', { exact: true }).first()).toBeVisible();
  await expectNothingKeepsOut(page, '.topology');
  await panel.getByRole('button', { name: 'Send to here' }).click();
  const address = page.getByRole('combobox', { name: 'URL, name or address' });
  await expect(address).toHaveValue(/web\.shop/);
  await expect(address).toBeFocused();
});

test('the ways of all requests are drawn at once, and one is chosen by its end', async ({ page }) => {
  await open(page);
  await picture(page).getByRole('button', { name: 'All requests' }).click();
  const end = picture(page).getByRole('button', { name: /^Choose web to db: timed out/ });
  await expect(end).toBeVisible();
  const width = () => end.evaluate((button) => Math.round(button.getBoundingClientRect().width * 100) / 100);
  await expect.poll(width).toBe(24);
  await page.getByRole('button', { name: 'Zoom out' }).click();
  await expect.poll(width).toBe(24);
  await page.getByRole('button', { name: 'Zoom in' }).click();
  await expectNothingKeepsOut(page, '.topology');
  await end.focus();
  await page.keyboard.press('Enter');
  await settled(page);
  await expect(verdict(page)).toContainText('Times out');
});

test('replicas unfold and fold again by keyboard', async ({ page }) => {
  await open(page);
  await paste(page, OWN.replace('replicas: 2', 'replicas: 9'));
  const fold = picture(page)
    .getByRole('button', { name: /^hello, \d of 9/ })
    .first();
  await fold.focus();
  await page.keyboard.press('Enter');
  const back = picture(page).getByRole('button', { name: /^Fold hello/ });
  await expect(back).toHaveAttribute('aria-expanded', 'true');
  await back.focus();
  await page.keyboard.press('Enter');
  await expect(back).toHaveCount(0);
});

test('f shows the whole picture, and again what is readable', async ({ page }) => {
  await page.setViewportSize({ width: 1024, height: 700 });
  await open(page);
  await page.locator('.packet-dot').waitFor();
  await expect.poll(() => smallestText(page)).toBeGreaterThanOrEqual(8.6);
  const readable = await smallestText(page);
  await page.keyboard.press('f');
  await expect.poll(() => smallestText(page)).toBeLessThan(readable);
  await page.keyboard.press('f');
  await expect.poll(() => smallestText(page)).toBeCloseTo(readable);
});

test('another text is looked at afresh: what was searched and zoomed was of the one before', async ({ page }) => {
  await open(page);
  const zoom = () =>
    page
      .locator('.react-flow__viewport')
      .evaluate((viewport) => Number(/scale\(([\d.]+)\)/.exec(viewport.getAttribute('style') ?? '')?.[1]));
  await page.locator('.packet-dot').waitFor();
  const find = page.getByRole('searchbox', { name: 'Find in the picture' });
  await find.fill('web');
  await expect(page.getByText(/^1 of \d+ things/)).toBeVisible();
  for (let press = 0; press < 3; press++) await page.getByRole('button', { name: 'Zoom in' }).click();
  await expect.poll(zoom).toBeGreaterThan(1.4);
  await paste(page, OWN);
  await expect(find).toHaveValue('');
  await expect.poll(zoom).toBeLessThanOrEqual(1.3);
});

const MANY = ['web', 'cart', 'till', 'recommendations-of-the-day', 'mail', 'stock']
  .map(
    (name, index) => `apiVersion: v1
kind: Service
metadata: {name: ${name}, namespace: market}
spec: {clusterIP: 10.110.164.${150 + index}, selector: {app: ${name}}, ports: [{name: grpc, port: 50051}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, namespace: market}
spec:
  replicas: 1
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}}}
    spec: {containers: [{name: ${name}, image: example/${name}, ports: [{containerPort: 50051}]}]}
`,
  )
  .join('---\n');
const ONLY_WEB = `---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: only-web, namespace: market}
spec: {podSelector: {matchLabels: {app: till}}, ingress: [{from: [{podSelector: {matchLabels: {app: web}}}]}]}
`;

test('of many Services every port is whole, the ports that there are are offered, and receivers are listed', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1024, height: 768 });
  await open(page);
  await paste(page, MANY + ONLY_WEB);
  const cut = () =>
    picture(page)
      .locator('.card .mono, .card b, .pod b, .pod .mono')
      .evaluateAll((all) => all.filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.textContent));
  await expect(picture(page).locator('.card .mono').filter({ hasText: '50051' }).first()).toBeAttached();
  await expect.poll(cut).toEqual([]);

  await page.getByLabel('From', { exact: true }).selectOption('deployment/market/web');
  await page.getByRole('combobox', { name: 'URL, name or address' }).fill('http://cart/');
  await page.keyboard.press('Enter');
  await settled(page);
  await expect(verdict(page)).toContainText('Service cart has 50051 (grpc).');
  await page.getByRole('button', { name: 'TCP cart:50051' }).click();
  await settled(page);
  await expect(verdict(page)).toContainText('Delivered to cart-');

  await expect(inspector(page).getByRole('tab', { name: 'Compare' })).toBeInViewport({ ratio: 1 });
  await inspector(page).getByRole('tab', { name: 'Reachability' }).click();
  const receivers = inspector(page).getByRole('list', { name: 'Who may talk to each' });
  await receivers.getByText('market/till', { exact: true }).click();
  await expect(receivers.getByText('may: market/web', { exact: true })).toBeVisible();
  await expectNothingKeepsOut(page, '.inspector');
});

test('the map of a large picture covers nothing of it', async ({ page }) => {
  await open(page);
  await paste(page, MANY);
  const map = page.locator('.minimap');
  await expect(map).toBeVisible();
  const covered = () =>
    page.evaluate(() => {
      const own = document.querySelector('.minimap')?.getBoundingClientRect();
      return [...document.querySelectorAll('.card, .pod, .box, .machine')]
        .filter((one) => {
          const { left, right, top, bottom } = one.getBoundingClientRect();
          return own && left < own.right && own.left < right && top < own.bottom && own.top < bottom;
        })
        .map((one) => one.textContent);
    });
  await expect.poll(covered).toEqual([]);
  for (const _ of [1, 2, 3]) {
    await page.locator('.canvas').hover();
    await page.mouse.wheel(0, 150);
    await expect.poll(covered).toEqual([]);
  }
});

for (const { width, most } of [
  { width: 390, most: 146 },
  { width: 320, most: 161 },
]) {
  test(`on a phone of ${width} pixels the player is low: one row of buttons, what the hop says, and the track where the packet is`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 844 });
    await open(page);
    const player = page.getByRole('region', { name: 'Hops and player' });
    const sentence = player.locator('.hop-now');
    const chip = player.locator('[aria-current="step"]');
    const height = async () => (await player.boundingBox())?.height ?? 999;
    // How far the chip reaches under the names of the tracks, or beyond the page.
    const hidden = async () => {
      const [at, names] = [await chip.boundingBox(), await player.locator('.track-names').boundingBox()];
      return at && names ? Math.max(names.x + names.width - at.x, at.x + at.width - width) : 999;
    };
    await stepTo(page, 2);
    await expectSameHop(page, sentence);
    await expect.poll(height).toBeLessThanOrEqual(most);
    const low = await height();
    const hops = await player.getByRole('list', { name: 'Hops' }).getByRole('listitem').count();
    for (let hop = 3; hop <= hops; hop++) {
      await stepTo(page, hop);
      await expectSameHop(page, sentence);
      await expect(sentence).toBeInViewport({ ratio: 1 });
      // The buttons stay where they are, whatever the sentence is.
      await expect.poll(height).toBe(low);
      await expect(chip).toBeInViewport({ ratio: 0.9 });
      await expect.poll(hidden).toBeLessThanOrEqual(0);
    }
    const cut = await player
      .locator('.hop-chip > span, .lane-name, .lane-line')
      .evaluateAll((all) => all.filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.textContent));
    expect(cut).toEqual([]);
    await expectNothingKeepsOut(page, '.player');
  });
}

test('a text put in the place of another is looked at as at its first opening', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  const other = OWN.replaceAll('demo', 'own')
    .replaceAll('hello', 'till')
    .replaceAll('caller', 'buyer')
    .replaceAll('80', '90');
  const place = () => page.locator('.react-flow__viewport').getAttribute('style');
  await open(page);
  await paste(page, OWN);
  await page.getByRole('button', { name: 'Zoom in' }).click();
  await page.locator('.react-flow__pane').hover();
  await page.mouse.wheel(0, 200);
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  const zoomed = await place();
  await paste(page, other);
  await page.getByRole('button', { name: 'Close this line' }).click();
  await expect.poll(place).not.toBe(zoomed);
  await expect(page.getByRole('button', { name: 'Close this line' })).toBeHidden();
  await page.keyboard.press('Home');
  const pasted = await place();
  await page.reload();
  await settled(page);
  await expect.poll(place).toBe(pasted);
});

test('a run with lookups leaves the page one screen high, and a refused line marks the run before it', async ({
  page,
}) => {
  const heights = () =>
    page.evaluate(() => [document.documentElement.scrollHeight, document.documentElement.clientHeight]);
  await page.setViewportSize({ width: 1440, height: 900 });
  await open(page);
  await paste(page, OWN);
  await expect(verdict(page)).toBeVisible();
  expect((await heights())[0]).toBe(900);
  await page.setViewportSize({ width: 1024, height: 768 });
  expect((await heights())[0]).toBe(768);

  const target = page.getByLabel('URL, name or address');
  await target.fill('curl http://hello.demo/ --data @file');
  await target.press('Enter');
  await expect(page.locator('.request-bar .complaint')).toBeVisible();
  await expect(inspector(page)).toContainText('Of the request before; the one in the bar was not sent:');
  await expect(search(page)).toBeInViewport({ ratio: 1 });
});
