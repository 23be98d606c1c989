import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Locator, type Page, test } from '@playwright/test';

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

export function picture(page: Page) {
  return page.getByRole('region', { name: 'Picture of the cluster' });
}

export function inspector(page: Page) {
  return page.getByRole('complementary', { name: 'Inspector' });
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

/** Presses the key of a step and waits until the strip is at hop `hop`, from 1. */
export async function stepTo(page: Page, hop: number): Promise<void> {
  await page.keyboard.press('ArrowRight');
  await expect(currentHop(page)).toHaveAttribute('aria-label', new RegExp(`^Hop ${hop},`));
}

/** `sentence` of the player is about the hop that the inspector is about. */
export async function expectSameHop(page: Page, sentence: Locator): Promise<void> {
  const title = inspector(page).locator('.hop-title');
  await expect(async () => {
    const wanted = (await title.textContent()) ?? '';
    expect(wanted).toMatch(/\w/);
    expect(await sentence.textContent()).toContain(wanted);
  }).toPass();
}

/** The page is no wider than its window. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const width = page.viewportSize()?.width ?? 0;
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
}

/**
 * Nothing that axe knows of WCAG 2.2 AA is wrong in the state that the page is in; in `parts` of it, as selectors, where a
 * journey has changed only those. Each look gets time of its own.
 */
export async function expectNothingKeepsOut(page: Page, ...parts: readonly string[]): Promise<void> {
  const info = test.info();
  info.setTimeout(info.timeout + 30_000);
  const axe = new AxeBuilder({ page }).withTags([
    'wcag2a',
    'wcag2aa',
    'wcag21a',
    'wcag21aa',
    'wcag22aa',
    'best-practice',
  ]);
  for (const part of parts) axe.include(part);
  const { violations } = await axe.analyze();
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
