import { expect, test } from '@playwright/test';
import { open, settled } from './page.ts';

test('the page opens, complains about nothing and talks to nobody else', async ({ page, baseURL }) => {
  const said: string[] = [];
  const elsewhere: string[] = [];
  const own = new URL(baseURL ?? '').origin;
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') said.push(message.text());
  });
  page.on('pageerror', (error) => said.push(error.message));
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (origin !== own && protocol !== 'data:' && protocol !== 'blob:') elsewhere.push(request.url());
  });

  await open(page);
  await expect(page).toHaveTitle(/Hopscope/);
  await expect(page.getByText('Hopscope', { exact: true }).first()).toBeVisible();
  await expect(page.locator('[data-editor="full"] .monaco-editor').first()).toBeVisible();
  await settled(page);

  expect(said).toEqual([]);
  expect(elsewhere).toEqual([]);
});

test('a content security policy forbids other origins and eval', async ({ page }) => {
  await page.goto('./');
  const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content');
  expect(policy).toContain("default-src 'self'");
  expect(policy).toContain("connect-src 'self'");
  expect(policy).not.toContain('unsafe-eval');

  // Tried from a task of the page's own: what the debugger evaluates directly is exempt from the policy.
  const refused = await page.evaluate(
    () =>
      new Promise<string[]>((resolve) => {
        const broken = new Set<string>();
        document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
          broken.add(effectiveDirective);
          if (broken.size === 2) resolve([...broken].toSorted());
        });
        setTimeout(() => {
          fetch('https://example.com/').catch(() => null);
          // oxlint-disable-next-line typescript/no-implied-eval, typescript/no-unsafe-call -- that it is refused is what is tested
          new Function('return 1')();
        }, 0);
      }),
  );
  expect(refused).toEqual(['connect-src', 'script-src']);
});
