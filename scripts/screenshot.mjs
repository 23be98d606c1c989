// Makes the README's picture: builds the page, opens the first visit, plays to the hop where the ingress controller decides.
import { existsSync, mkdirSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { build, preview } from 'vite';

const system = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const out = process.argv[2] ?? 'docs/screenshot.png';

/** @param {import('@playwright/test').Page} page */
const settled = (page) => page.evaluate('window.__hopscope.idle()');

await build({ logLevel: 'error' });
const server = await preview({ preview: { host: '127.0.0.1', port: 0 } });
const browser = await chromium.launch({
  ...(existsSync(system) ? { executablePath: system } : {}),
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'],
});
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
  await page.goto(server.resolvedUrls?.local[0] ?? '');
  await settled(page);
  const next = page.getByRole('button', { name: 'Step', exact: true });
  const title = page.getByText(/ingress-nginx takes rule/);
  for (let step = 0; step < 30 && !(await title.first().isVisible()); step++) await next.click();
  await settled(page);
  mkdirSync('docs', { recursive: true });
  await page.screenshot({ path: out, animations: 'disabled', caret: 'hide' });
} finally {
  await browser.close();
  await server.close();
}
