import { existsSync } from 'node:fs';
import { type Browser, type BrowserContextOptions, chromium, type Page } from '@playwright/test';
import { preview } from 'vite';

/** The built page on a port of its own, and a browser to look at it. */
export interface BuiltPage {
  readonly browser: Browser;
  readonly url: string;
  close(): Promise<void>;
}

/** Serves a build and starts Chromium: the one named by CHROMIUM_PATH, Debian's, or Playwright's own. */
export async function serveBuild(dist: string): Promise<BuiltPage> {
  const system = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
  const server = await preview({
    build: { outDir: dist },
    preview: { host: '127.0.0.1', port: 0 },
    logLevel: 'error',
  });
  const browser = await chromium.launch({
    ...(existsSync(system) ? { executablePath: system } : {}),
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'],
  });
  return {
    browser,
    url: server.resolvedUrls?.local[0] ?? '',
    async close() {
      await browser.close();
      await server.close();
    },
  };
}

/** Opens the page in a fresh profile, settled: the engine owes no answer. */
export async function visit(
  { browser, url }: BuiltPage,
  fragment: string,
  options: BrowserContextOptions,
): Promise<Page> {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  await page.goto(`${url}${fragment}`);
  await settled(page);
  return page;
}

export async function settled(page: Page): Promise<void> {
  await page.evaluate('window.__hopscope.idle()');
}

/** Resolves when the page's main thread is quiet: fifty timers in a row that none of its tasks held up for 50 ms. */
export async function quiet(page: Page): Promise<void> {
  await page.evaluate(`new Promise((done) => {
    let last = performance.now();
    let calm = 0;
    const look = () => {
      const now = performance.now();
      calm = now - last > 50 ? 0 : calm + 1;
      last = now;
      if (calm === 50) done();
      else setTimeout(look);
    };
    look();
  })`);
}
