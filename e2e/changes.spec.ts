import { expect, type Page, test } from '@playwright/test';
import {
  currentHop,
  expectNoSidewaysScroll,
  expectNothingKeepsOut,
  inspector,
  open,
  OWN,
  paste,
  settled,
  verdict,
} from './page.ts';

const DENY = `---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: shut, namespace: demo}
spec: {podSelector: {matchLabels: {app: hello}}, policyTypes: [Ingress]}
`;

/** Text behind the last line of the manifests. */
async function append(page: Page, text: string) {
  await page.getByRole('textbox', { name: 'Manifests' }).focus();
  await page.keyboard.press('Control+End');
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate((added) => navigator.clipboard.writeText(added), text);
  await page.keyboard.press('Control+V');
  await expect(page.getByText('waiting').first()).toBeHidden();
  await settled(page);
}

test('an edit that breaks a delivery is explained, and the two runs are laid side by side', async ({ page }) => {
  await open(page);
  await paste(page, OWN);
  await expect(verdict(page)).toContainText('Delivered to hello-');
  await append(page, DENY);
  await expect(verdict(page)).toContainText('Times out');

  const changed = page.getByRole('region', { name: 'Changed' });
  await expect(changed.getByRole('definition').first()).toContainText('Delivered to hello-');
  await expect(changed.getByRole('definition').first()).toContainText('Nothing isolates Pod hello-');
  await expect(changed.getByRole('definition').nth(1)).toContainText('Times out');
  await expect(changed.getByRole('definition').nth(1)).toContainText('NetworkPolicy shut keeps this from Pod hello-');
  await expect(changed.getByRole('button', { name: /^Policy shut line \d+$/ })).toBeVisible();
  await expectNothingKeepsOut(page, '.inspector');

  await changed.getByRole('button', { name: 'Compare with before' }).click();
  await expect(page.getByRole('tab', { name: 'Compare' })).toHaveAttribute('aria-selected', 'true');
  const hops = page.getByRole('list', { name: 'Both runs, hop by hop' });
  const parting = hops.getByRole('listitem').filter({ hasText: 'here they part' });
  await expect(parting).toHaveCount(1);
  await expect(parting).toContainText('Nothing isolates Pod hello-');
  await parting.getByRole('button', { name: /NetworkPolicy shut keeps this/ }).click();
  await expect(currentHop(page)).toHaveAttribute('aria-label', /policy/);
  await expectNothingKeepsOut(page);

  await page.getByRole('button', { name: 'Let go' }).click();
  await page.getByRole('tab', { name: 'Path' }).click();
  await changed.getByRole('button', { name: 'Got it' }).click();
  await expect(changed).toBeHidden();
  await page.getByRole('tab', { name: 'Compare' }).click();
  await page.getByRole('combobox', { name: 'Compare with' }).selectOption('this request before the last change');
  await expect(inspector(page)).toContainText('Pinned: Before the change');
});

test('a policy that refuses says what another pod network would make of it', async ({ page }) => {
  await open(page);
  await paste(page, OWN + DENY);
  await expect(verdict(page)).toContainText('Times out');
  const others = page.getByRole('region', { name: 'Other answers' });
  await expect(others).toContainText('With cni flannel');
  await expect(others).toContainText('aws-vpc does not enforce NetworkPolicy shut');
  await expect(others).toContainText('Delivered to hello-');
  await expect(others).toContainText('flannel does not enforce NetworkPolicy shut');

  await others.getByRole('button', { name: 'Assumptions and settings' }).click();
  const panel = page.getByRole('tabpanel', { name: /^Assumed/ });
  await expect(panel.getByRole('listitem').filter({ hasText: 'The CNI is calico' })).toContainText(
    /With another cni the outcome stays, the way there differs: compare with .*weave/,
  );
  await expect(panel.getByRole('listitem').filter({ hasText: 'kube-proxy runs in iptables mode' })).toContainText(
    /With another serviceProxy the outcome stays, the way there differs: compare with .*ipvs, .*nftables/,
  );
  const mode = panel.getByRole('listitem').filter({ hasText: 'kube-proxy runs in iptables mode' });
  await mode.getByRole('button', { name: 'Compare with serviceProxy nftables' }).click();
  const differing = page.getByRole('list', { name: 'Both runs, hop by hop' }).getByRole('listitem');
  await expect(differing.filter({ hasText: 'differs first' })).toContainText('mode: nftables');
  await expect(differing.filter({ hasText: 'here they part' })).toHaveCount(0);
  await page.getByRole('tab', { name: /^Assumed/ }).click();
  await expectNothingKeepsOut(page, '.inspector');

  await panel.getByRole('button', { name: 'Compare with cni flannel' }).click();
  await expect(inspector(page)).toContainText('Pinned: With cni flannel');
  await expect(page.getByRole('list', { name: 'Both runs, hop by hop' })).toContainText('here they part');
});

test('a setting is stated in the form, runs again at the same hop, and is undone', async ({ page }) => {
  await open(page);
  await paste(page, OWN + DENY);
  await page.getByRole('button', { name: 'Last hop' }).click();
  await page.getByRole('tab', { name: /^Assumed/ }).click();
  const cni = page.getByRole('combobox', { name: /^Pod network/ });
  await expect(cni).toHaveValue('');
  await cni.selectOption('flannel');
  await expect(verdict(page)).toBeHidden();
  await expect(cni).toHaveValue('flannel');
  await page.getByRole('tab', { name: 'Path' }).click();
  await expect(verdict(page)).toContainText('Delivered to hello-');
  await expect(page.getByRole('region', { name: 'Changed' })).toContainText('flannel does not enforce');
  await expect(currentHop(page)).toHaveAttribute('aria-label', /policy/);

  await page.getByRole('tab', { name: /^Assumed/ }).click();
  const mtu = page.getByRole('spinbutton', { name: /^MTU/ });
  await mtu.fill('1400');
  await mtu.press('Enter');
  await settled(page);
  await expect(mtu).toHaveValue('1400');
  await page.getByRole('button', { name: /^Undo/ }).click();
  await expect(mtu).toHaveValue('');
  await page.getByRole('button', { name: /^Undo/ }).click();
  await expect(cni).toHaveValue('');
  await page.getByRole('tab', { name: 'Path' }).click();
  await expect(verdict(page)).toContainText('Times out');
});

test('an edit says which other requests it changed, and undo says so too', async ({ page }) => {
  await open(page);
  await expect(page.locator('[data-editor="full"] .monaco-editor').first()).toBeVisible();
  await append(page, DENY.replace('namespace: demo', 'namespace: shop').replace('{app: hello}', '{app: api}'));
  const changed = page.getByRole('region', { name: 'Changed' });
  await changed.getByText(/other requests? ended otherwise before|requests? ended otherwise before/).click();
  await expect(changed.getByRole('button', { name: 'api from outside' })).toBeVisible();
  await changed.getByRole('button', { name: 'api from outside' }).click();
  await expect(verdict(page)).toContainText('504');
  await expect(changed).toContainText('NetworkPolicy shut keeps this from Pod api-');
  await expect(
    page
      .getByRole('button', { name: /^api from outside.*now answered 504, was delivered 200/ })
      .or(page.getByRole('button', { name: /^\+\d+ more/ })),
  ).toBeVisible();
  await expectNothingKeepsOut(page, '.inspector');
  await page.getByRole('button', { name: /^Undo/ }).click();
  await expect(verdict(page)).toContainText('Delivered to api-');
  await expect(changed.getByRole('definition').first()).toContainText('504');
});

test('two requests are compared on a phone', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page);
  await page.getByRole('tab', { name: 'Compare' }).click();
  await page.getByRole('combobox', { name: 'Compare with' }).selectOption('web to db');
  await expect(inspector(page)).toContainText('Pinned: web to db');
  await expect(page.getByRole('list', { name: 'Both runs, hop by hop' })).toContainText('here they part');
  await expectNoSidewaysScroll(page);
  await expectNothingKeepsOut(page);
});

test('the settings fit a phone', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 800 });
  await open(page);
  await page.getByRole('tab', { name: /^Assumed/ }).click();
  await page.getByRole('button', { name: 'To the settings' }).click();
  await expect(page.getByRole('heading', { name: 'Settings of the cluster' })).toBeFocused();
  await expect(page.getByRole('combobox', { name: /^Pod network/ })).toBeVisible();
  await expectNoSidewaysScroll(page);
  await expectNothingKeepsOut(page);
});
