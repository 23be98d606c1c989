import { expect, test } from '@playwright/test';
import {
  command,
  currentHop,
  expectNoSidewaysScroll,
  expectNothingKeepsOut,
  expectSameHop,
  hopCount,
  inspector,
  open,
  settled,
  stepTo,
  verdict,
} from './page.ts';

test('the first minute says what this is and what to press, until it was pressed', async ({ page }) => {
  await open(page);
  const line = page.getByText('Hopscope follows one request through a cluster.');
  await expect(line).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect(line).toBeHidden();
  await page.reload();
  await settled(page);
  await expect(line).toBeHidden();
});

test('an empty text says what to paste', async ({ page }) => {
  await open(page);
  await command(page, 'empty text');
  await page.keyboard.press('Enter');
  await settled(page);
  await expect(page.getByText('Nothing is here yet.')).toBeVisible();
  await expectNothingKeepsOut(page);
});

test('a text that cannot be read dims the verdict, and says of which text it is', async ({ page }) => {
  await open(page);
  await expect(page.locator('[data-editor="full"] .monaco-editor').first()).toBeVisible();
  await page.getByRole('textbox', { name: 'Manifests' }).focus();
  await page.keyboard.press('Control+Home');
  await page.keyboard.type('a: "b');
  await expect(inspector(page).getByText('Of the last text that could be read:')).toBeVisible();
  await settled(page);
  await expect(page.getByText('no problem on the way')).toBeHidden();
  await expect(verdict(page)).toContainText('Delivered');
  await expectNothingKeepsOut(page);
});

test('each press of the colours changes what is seen, and leaves what the system says where it comes back to that', async ({
  page,
}) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await open(page);
  const root = page.locator('html');
  await expect(root).toHaveAttribute('data-theme', 'dark');
  await page.getByRole('button', { name: 'Colours: dark, as the system. Change to light' }).click();
  await expect(root).toHaveAttribute('data-theme', 'light');
  await page.getByRole('button', { name: 'Colours: light. Change to dark' }).click();
  await expect(root).toHaveAttribute('data-theme', 'dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await expect(root).toHaveAttribute('data-theme', 'light');
});

test('each tab of the inspector begins at its top', async ({ page }) => {
  await page.setViewportSize({ width: 1024, height: 700 });
  await open(page);
  const panel = inspector(page).getByRole('tabpanel');
  const scrolled = () => panel.evaluate((element) => element.scrollTop);
  await expect(async () => {
    await panel.evaluate((element) => element.scrollTo({ top: 9999 }));
    expect(await scrolled()).toBeGreaterThan(100);
  }).toPass();
  await page.getByRole('tab', { name: 'As text' }).click();
  await expect.poll(scrolled).toBe(0);
});

test('at 1,024 pixels the sentence of the hop stands with the player', async ({ page }) => {
  await page.setViewportSize({ width: 1024, height: 768 });
  await open(page);
  await stepTo(page, 2);
  const sentence = page.getByRole('region', { name: 'Hops and player' }).getByRole('paragraph');
  await expectSameHop(page, sentence);
  await expect(sentence).toBeInViewport({ ratio: 1 });
  await page.setViewportSize({ width: 1440, height: 900 });
  await expect(sentence).toBeHidden();
});

test('three depths tell more and more, and the choice is remembered', async ({ page }) => {
  await open(page);
  await command(page, 'go hop 4');
  await page.keyboard.press('Enter');
  await expect(currentHop(page)).toHaveAttribute('aria-label', /^Hop 4,/);
  const panel = inspector(page);
  await expect(panel.locator('tr[aria-current="true"]').first()).toBeVisible();
  await expect(panel.locator('.consulted tbody tr:not([aria-current])')).toHaveCount(0);
  await expect(panel.getByRole('rowheader', { name: 'size' })).toHaveCount(0);

  await panel.getByText('kernel', { exact: true }).click();
  await expect(panel.getByRole('rowheader', { name: 'size' })).toBeVisible();
  await expect(panel.locator('.consulted tbody tr:not([aria-current])').first()).toBeVisible();
  await expectNothingKeepsOut(page);

  await panel.getByText('story', { exact: true }).click();
  await expect(panel.getByText('On a real cluster')).toHaveCount(0);
  await expect(panel.getByText('Packet', { exact: true })).toHaveCount(0);
  await page.reload();
  await settled(page);
  await expect(panel.getByRole('radio', { name: 'story' })).toBeChecked();
});

test('what the inspector prints needs no scrolling sideways', async ({ page }) => {
  await page.addInitScript(() => localStorage.setItem('hopscope.preferences', '{"depth":"kernel"}'));
  await open(page);
  const hops = await hopCount(page);
  const wide = () =>
    page
      .locator('.inspector-panel, .inspector-panel fieldset')
      .evaluateAll((all) =>
        all.filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.getAttribute('aria-label') ?? ''),
      );
  for (let hop = 2; hop <= hops; hop++) {
    await stepTo(page, hop);
    await expectSameHop(page, page.getByRole('region', { name: 'Hops and player' }).locator('.hop-now'));
    await expect.poll(wide, { message: `hop ${hop}` }).toEqual([]);
  }
});

test('chips and names of the strip are whole, and what is out of sight is counted', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await open(page);
  const player = page.getByRole('region', { name: 'Hops and player' });
  const hops = await hopCount(page);
  await page.evaluate('document.fonts.ready');
  const cut = () =>
    player
      .locator('.hop-chip > span, .lane-name')
      .evaluateAll((all) =>
        all
          .filter((one) => one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 2)
          .map((one) => one.textContent),
      );
  await expect.poll(cut).toEqual([]);
  await page.keyboard.press('End');
  await expect(currentHop(page)).toHaveAttribute('aria-label', new RegExp(`^Hop ${hops},`));
  await expect(player.locator('.strip-corner')).toHaveText(/^← \d+$/);
  await expect(player.locator('.strip-after')).toHaveCount(0);
});

test('with reduced motion nothing moves: the packet stands at one place for each hop', async ({ page }) => {
  await open(page);
  await page.getByRole('combobox', { name: 'Speed' }).selectOption('4');
  const seen = await page.evaluate(async () => {
    const places = new Map<string, Set<string>>();
    let animations = 0;
    document.querySelector<HTMLElement>('[aria-label="Play"]')?.click();
    const end = () => {
      const slider = document.querySelector('[aria-label="Playhead"]');
      return slider?.getAttribute('aria-valuenow') === slider?.getAttribute('aria-valuemax');
    };
    await new Promise<void>((resolve) => {
      const look = () => {
        animations += document.getAnimations().length;
        const packet = document.querySelector<HTMLElement>('.packet');
        const hop = packet?.dataset.hop ?? '';
        places.set(hop, (places.get(hop) ?? new Set()).add(packet?.style.transform ?? ''));
        if (end()) resolve();
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });
    return { animations, most: Math.max(...[...places.values()].map((set) => set.size)), hops: places.size };
  });
  expect(seen.animations).toBe(0);
  expect(seen.hops).toBeGreaterThan(5);
  // A frame may fall between the hop's name and its place.
  expect(seen.most).toBeLessThanOrEqual(2);
});

test('what moves by itself can be paused', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await open(page);
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible();
  const slider = page.getByRole('slider', { name: 'Playhead' });
  const at = (await slider.getAttribute('aria-valuenow')) ?? 'nowhere';
  await page.clock.install();
  await page.clock.runFor(10_000);
  await settled(page);
  await expect(slider).toHaveAttribute('aria-valuenow', at);
});

test('the text of a run has all hops, and is copied as Markdown', async ({ page }) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page);
  await page.getByRole('tab', { name: 'As text' }).click();
  const told = page.getByRole('tabpanel', { name: 'As text' });
  await page.getByRole('button', { name: 'Copy as Markdown' }).click();
  await expect(told.getByText('Copied.')).toBeVisible();
  const markdown = await page.evaluate(() => navigator.clipboard.readText());
  const rows = markdown.split('\n').filter((line) => /^\| \d/.test(line));
  expect(rows).toHaveLength(await hopCount(page));
  await expect(told.locator('.text-twin > li')).toHaveCount(rows.length);
  const packets = rows.flatMap((row) => /`([^`]+)`/.exec(row)?.[1] ?? []);
  expect(packets).not.toEqual([]);
  for (const packet of packets) await expect(told).toContainText(packet);
  await expectNothingKeepsOut(page);
});

for (const { name, width, height } of [
  { name: 'zoomed to 200 %', width: 720, height: 450 },
  { name: 'at 390 px', width: 390, height: 844 },
  { name: 'at 320 px', width: 320, height: 640 },
]) {
  test(`nothing is lost ${name}`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await open(page);
    for (const part of ['Picture of the cluster', 'Hops and player']) {
      await expect(page.getByRole('region', { name: part })).toBeVisible();
    }
    await page.getByRole('button', { name: 'Step', exact: true }).click();
    await expect(currentHop(page)).toHaveAttribute('aria-label', /^Hop 2,/);
    await expect(verdict(page)).toBeAttached();
    await expectNoSidewaysScroll(page);
    const targets = page.locator(
      '.player button, .player select, .request-bar button, .topbar button, .tabs button, .depth label',
    );
    await expect(page.getByRole('tab', { name: 'As text' })).toBeAttached();
    const small = () =>
      targets.evaluateAll((all) =>
        all
          .map((one) => ({ name: one.getAttribute('aria-label') ?? one.textContent, box: one.getBoundingClientRect() }))
          .filter(({ box }) => box.width > 1 && (box.width < 24 || box.height < 24))
          .map((one) => one.name),
      );
    await expect.poll(small).toEqual([]);
    await expectNothingKeepsOut(page);
  });
}

test('on a phone the order is request, verdict, picture, player, text', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page);
  const order = () =>
    page.locator('.request-bar, .verdict-line, .topology, .inspector, .page > .editor').evaluateAll((all) =>
      all
        .map((one) => ({ name: one.classList.item(0), top: one.getBoundingClientRect().top }))
        .toSorted((a, b) => a.top - b.top)
        .map(({ name }) => name),
    );
  // Views that come later take no room before they are there.
  await expect.poll(order).toEqual(['request-bar', 'verdict-line', 'topology', 'inspector', 'editor']);
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeInViewport();
});

test('what has the focus is never under the player on a phone', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page);
  const player = page.getByRole('region', { name: 'Hops and player' });
  const focused = () =>
    player.evaluate((bar) => {
      const one = document.activeElement;
      if (!one || one === document.body || bar.contains(one)) return { outside: false, hidden: null };
      const box = one.getBoundingClientRect();
      const from = bar.getBoundingClientRect();
      const under = box.top >= from.top && box.bottom <= from.bottom;
      return { outside: true, hidden: under ? (one.getAttribute('aria-label') ?? one.outerHTML) : null };
    });
  let outside = 0;
  for (let stop = 0; stop < 40; stop++) {
    await page.keyboard.press('Tab');
    await expect.poll(async () => (await focused()).hidden).toBeNull();
    if ((await focused()).outside) outside++;
  }
  expect(outside).toBeGreaterThan(20);
});

test('paper has the verdict, the whole picture and every hop, in light colours', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await open(page);
  const hops = await hopCount(page);
  await page.getByRole('tab', { name: 'As text' }).click();
  await expect(page.getByRole('button', { name: 'Copy as Markdown' })).toBeVisible();
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await expect(page.locator('.print-head')).toContainText('Delivered');
  await expect(page.locator('.print-table tbody tr:not(:has([scope="rowgroup"]))')).toHaveCount(hops);
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeHidden();
  const ink = () => page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--ink'));
  await expect.poll(ink).toBe('#1d2320');
  const cards = page.locator('.react-flow__node');
  const cut = () =>
    cards.evaluateAll((all) => {
      const sheet = document.querySelector('.topology')?.getBoundingClientRect();
      return all.filter((one) => {
        const box = one.getBoundingClientRect();
        return !sheet || box.right > sheet.right + 1 || box.bottom > sheet.bottom + 1;
      }).length;
    });
  await expect(cards).not.toHaveCount(0);
  await expect.poll(cut).toBe(0);
});

for (const scheme of ['light', 'dark'] as const) {
  test(`no tab keeps people out, ${scheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await open(page, '#g=default-deny-dns');
    await page.keyboard.press('p');
    await expectNothingKeepsOut(page);
    for (const tab of ['As text', 'Reachability', /Assumed|Cluster/]) {
      await page.getByRole('tab', { name: tab }).click();
      await expect(page.getByRole('tabpanel', { name: tab })).toContainText(/\w/);
      await settled(page);
      await expectNothingKeepsOut(page);
    }
  });

  test(`no dialog keeps people out, ${scheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await open(page);
    for (const name of ['Gallery', 'Open', /Share/, 'Keyboard keys']) {
      await page.getByRole('button', { name }).first().click();
      await expect(page.getByRole('dialog')).toBeVisible();
      await expectNothingKeepsOut(page);
      await page.keyboard.press('Escape');
    }
  });
}

test('forced colours keep what is chosen and where the packet is', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await open(page);
  await stepTo(page, 2);
  await expect(currentHop(page)).toHaveCSS('border-top-width', '3px');
  const dot = page.locator('.packet-dot');
  await expect(dot).toBeVisible();
  const colours = await dot.evaluate((element) => [
    getComputedStyle(element).backgroundColor,
    getComputedStyle(document.body).backgroundColor,
  ]);
  expect(new Set(colours).size).toBe(2);
});
