import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';

declare global {
  interface Window {
    readonly __hopscope: { idle(): Promise<void> };
  }
}

/** Opens the page and waits until the engine owes no answer. */
export async function open(page: Page, fragment = ''): Promise<void> {
  await page.goto(`./${fragment}`);
  await settled(page);
}

export async function settled(page: Page): Promise<void> {
  await page.evaluate(() => globalThis.window.__hopscope.idle());
}

/** Replaces the manifests by a paste from the clipboard. */
export async function paste(page: Page, text: string): Promise<void> {
  await expect(page.locator('[data-editor="full"] .monaco-editor').first()).toBeVisible();
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate((pasted) => navigator.clipboard.writeText(pasted), text);
  await page.getByRole('textbox', { name: 'Manifests' }).focus();
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Control+V');
  await expect(page.getByText('edited, not shared')).toBeVisible();
  await settled(page);
}

export function verdict(page: Page) {
  return page.getByRole('group', { name: 'Verdict' });
}

/** How many hops the run has, once the strip shows them. */
export async function hopCount(page: Page): Promise<number> {
  await expect(currentHop(page)).toBeVisible();
  return page.getByRole('list', { name: 'Hops' }).getByRole('listitem').count();
}

/** The hop that the player is at, as the strip names it. */
export function currentHop(page: Page) {
  return page.getByRole('list', { name: 'Hops' }).locator('[aria-current="step"]');
}

/** Opens the palette and types the name of a command. */
export async function command(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: 'Command' })).toBeFocused();
  await page.keyboard.type(name);
}

/** Nothing that axe knows of WCAG 2.2 AA is wrong in the state that the page is in. Each look gets time of its own. */
export async function expectNothingKeepsOut(page: Page): Promise<void> {
  const info = test.info();
  info.setTimeout(info.timeout + 30_000);
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`)).toEqual(
    [],
  );
}

export const OWN = `apiVersion: v1
kind: Service
metadata: {name: hello, namespace: demo}
spec:
  selector: {app: hello}
  ports: [{port: 80, targetPort: 8080}]
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: hello, namespace: demo}
spec:
  replicas: 2
  selector: {matchLabels: {app: hello}}
  template:
    metadata: {labels: {app: hello}}
    spec:
      containers: [{name: hello, image: example/hello, ports: [{containerPort: 8080}]}]
---
apiVersion: v1
kind: Pod
metadata: {name: caller, namespace: demo, labels: {app: caller}}
spec:
  containers: [{name: curl, image: example/curl}]
`;
