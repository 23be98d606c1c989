import { expect, type Page, test } from '@playwright/test';
import { expectNoSidewaysScroll, expectNothingKeepsOut, inspector, open, picture } from './page.ts';

const inside = (page: Page) => page.getByRole('region', { name: 'Inside node node-a' });

async function hopTo(page: Page, name: RegExp): Promise<void> {
  await page.getByRole('list', { name: 'Hops', exact: true }).getByRole('button', { name }).first().click();
}

test('a node opens by keyboard, follows the packet, and gives the focus back', async ({ page }) => {
  await open(page);
  const opener = picture(page).getByRole('button', { name: 'node-a, look inside' });
  await opener.focus();
  await page.keyboard.press('Enter');
  await expect(inside(page).getByRole('heading', { name: 'Inside node-a' })).toBeFocused();
  await expect(opener).toHaveAttribute('aria-expanded', 'true');

  const hooks = inside(page).getByRole('list', { name: 'Hooks of node-a, in order' });
  await hooks.getByRole('button', { name: /^ingress-.* → [0-9]/ }).click();
  await expect(hooks.locator('[aria-current="step"]')).toHaveText(/^ingress-.* → [0-9]/);
  await expect(inside(page).getByText('Now at prerouting')).toBeVisible();
  await page.getByRole('button', { name: 'Step', exact: true }).click();
  await expect(hooks.locator('[aria-current="step"]')).toHaveText(/^source /);
  await expect(inside(page).getByText('Now at postrouting')).toBeVisible();

  await page.keyboard.press('Escape');
  await expect(inside(page)).toBeHidden();
  await expect(opener).toHaveAttribute('aria-expanded', 'false');
});

test('Escape gives the focus back to the node', async ({ page }) => {
  await open(page);
  const opener = picture(page).getByRole('button', { name: 'node-b, look inside' });
  await opener.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Inside node-b' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(opener).toBeFocused();
});

test('the parts of a node are told as their commands print them', async ({ page }) => {
  await open(page);
  await picture(page).getByRole('button', { name: 'node-a, look inside' }).click();
  const part = (name: string) => inside(page).getByRole('region', { name });
  await expect(part('Routes').getByText('10.244.1.0/24 via 10.244.1.0 dev vxlan.calico onlink')).toBeVisible();
  await expect(part('Routes').getByText('used:', { exact: false }).first()).toBeVisible();
  await expect(part('Routes').getByRole('button', { name: 'Copy ip route', exact: true })).toBeVisible();
  await expect(
    part('Connections of this run in conntrack').getByText(/^tcp +6 86400 ESTABLISHED src=\S+ dst=192\.168\.1\.11/),
  ).toBeVisible();
  await expect(part('Interfaces').getByText('vxlan.calico')).toBeVisible();
  await expect(part('Tables read, and the row that won').getByText('KUBE-SERVICES').first()).toBeVisible();
  await expect(part('Not modelled').getByRole('listitem').first()).toBeVisible();
  await expectNothingKeepsOut(page);
});

test('a command opens to what it would print, by keyboard', async ({ page }) => {
  await open(page);
  await picture(page).getByRole('button', { name: 'node-a, look inside' }).click();
  const route = inside(page).getByRole('button', { name: 'What ip route prints' });
  await route.focus();
  await page.keyboard.press('Enter');
  await expect(route).toHaveAttribute('aria-expanded', 'true');
  const printed = inside(page).getByRole('region', { name: 'Output of ip route' });
  await expect(printed).toContainText('10.244.1.0/24 via 10.244.1.0 dev vxlan.calico onlink');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(printed).toBeFocused();
  await inside(page).getByRole('button', { name: 'What iptables-save prints' }).click();
  await expect(inside(page).getByRole('region', { name: 'Output of iptables-save' })).toContainText(':KUBE-SERVICES');
  await expectNothingKeepsOut(page);
  await route.click();
  await expect(printed).toBeHidden();
});

test('conntrack prints the connections of the run that is shown', async ({ page }) => {
  await open(page);
  await picture(page).getByRole('button', { name: 'node-a, look inside' }).click();
  const conntrack = inside(page).getByRole('region', { name: 'Connections of this run in conntrack' });
  await conntrack
    .getByRole('button', { name: /^What conntrack -L/ })
    .first()
    .click();
  await expect(conntrack.getByRole('region', { name: /^Output of conntrack/ })).toContainText('[ASSURED] mark=0 use=1');
});

test('at a hop the command of a node opens to what it prints there', async ({ page }) => {
  await open(page);
  await hopTo(page, /ingress-.* → [0-9]/);
  const rules = inspector(page)
    .getByRole('button', { name: /^What on node-a: iptables.* prints$/ })
    .first();
  await rules.click();
  await expect(inspector(page).getByRole('region', { name: /^Output of iptables/ })).toContainText('-A KUBE-SVC-');
  await expectNothingKeepsOut(page);
});

test('where conntrack was asked, its entry stands in the inspector', async ({ page }) => {
  await open(page);
  await hopTo(page, /NAT undone on node-a/);
  await expect(inspector(page).getByText('conntrack -L on node-a').first()).toBeVisible();
  await expect(
    inspector(page)
      .getByText(/^tcp +6 86400 ESTABLISHED src=/)
      .first(),
  ).toBeVisible();
});

test('a card shows what it selects, to pointer and keyboard', async ({ page }) => {
  await open(page);
  const policy = picture(page).getByRole('button', { name: /^Policy db-allow/ });
  const isolated = picture(page).getByRole('button', { name: /^Pod db-0, .*isolated in/ });
  const sender = picture(page).getByRole('button', { name: /^Pod api-.*may send/ });
  // A picture that is still being fitted can glide from under the pointer.
  await expect(async () => {
    await page.mouse.move(0, 0);
    await policy.hover();
    await expect(isolated).toBeVisible({ timeout: 3000 });
    await expect(sender.first()).toBeVisible({ timeout: 1000 });
  }).toPass();
  await expectNothingKeepsOut(page);

  await page.mouse.move(0, 0);
  await expect(picture(page).getByRole('button', { name: /isolated in/ })).toBeHidden();
  await picture(page)
    .getByRole('button', { name: /^Ingress store/ })
    .focus();
  await expect(
    picture(page)
      .getByRole('button', { name: /^Pod web-.*behind web/ })
      .first(),
  ).toBeVisible();
});

for (const scheme of ['light', 'dark'] as const) {
  test(`an open node keeps nobody out on a phone, ${scheme}`, async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    await open(page);
    await picture(page).getByRole('button', { name: 'node-a, look inside' }).click();
    await expect(inside(page).getByRole('list', { name: 'Hooks of node-a, in order' })).toBeVisible();
    await expectNoSidewaysScroll(page);
    await expectNothingKeepsOut(page);
    await inside(page).getByRole('button', { name: 'What ip addr prints' }).click();
    await expect(inside(page).getByRole('region', { name: 'Output of ip addr' })).toBeVisible();
    await expectNoSidewaysScroll(page);
    await expectNothingKeepsOut(page);
    await inside(page).getByRole('button', { name: 'Close node node-a' }).click();
    await expect(inside(page)).toBeHidden();
  });
}
