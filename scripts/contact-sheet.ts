// Pictures of every scenario of the gallery, to be looked at: desktop light and dark, and a phone, at the hop where it goes
// wrong or at the last one on the way there; and one page with all of them. Builds the page first.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContextOptions, Page } from '@playwright/test';
import { build } from 'vite';
import { type BuiltPage, serveBuild, settled, visit } from '../src/bench/built-page.ts';

interface Exhibit {
  readonly name: string;
  readonly title: string;
}

const LOOKS: Readonly<Record<string, BrowserContextOptions>> = {
  light: { viewport: { width: 1440, height: 900 } },
  dark: { viewport: { width: 1440, height: 900 }, colorScheme: 'dark' },
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true },
};

const [out = 'contact-sheet', only] = process.argv.slice(2);
const exhibits = (JSON.parse(readFileSync('public/gallery/index.json', 'utf8')) as readonly Exhibit[]).filter(
  ({ name }) => only === undefined || name === only,
);
mkdirSync(out, { recursive: true });
const dist = process.env.HOPSCOPE_DIST ?? 'dist';
if (process.env.HOPSCOPE_DIST === undefined) await build({ logLevel: 'error' });
const served = await serveBuild(dist);
try {
  for (const { name } of exhibits) {
    for (const [look, options] of Object.entries(LOOKS)) await take(served, name, look, options);
    process.stdout.write(`${name}\n`);
  }
} finally {
  await served.close();
}
writeFileSync(join(out, 'index.html'), sheet(exhibits));

async function take(from: BuiltPage, name: string, look: string, options: BrowserContextOptions): Promise<void> {
  const page = await visit(from, `#g=${name}`, options);
  await page.getByRole('complementary', { name: 'Inspector' }).waitFor();
  if (look !== 'phone') await page.locator('[data-editor="full"] .monaco-editor').first().waitFor();
  await goToWhatMatters(page);
  await page.screenshot({
    path: join(out, `${name}-${look}.png`),
    animations: 'disabled',
    caret: 'hide',
    fullPage: look === 'phone',
  });
  await page.context().close();
}

/** The first problem; else the hop at which a gateway or a Service decides, of the first connection. */
async function goToWhatMatters(page: Page): Promise<void> {
  const hops = page.getByRole('list', { name: 'Hops' });
  await hops.locator('[aria-current="step"]').waitFor();
  await page.keyboard.press('Home');
  await page.keyboard.press('p');
  await settled(page);
  if (await page.getByText('no problem on the way').isVisible()) {
    const names = await hops
      .getByRole('button')
      .evaluateAll((all) => all.map((one) => one.getAttribute('aria-label') ?? ''));
    const wanted = [/^Hop (\d+), gateway/, /^Hop (\d+), service/, /^Hop (\d+), policy/].flatMap((layer) => {
      const numbers = names.flatMap((name) => layer.exec(name)?.[1] ?? []).map(Number);
      return numbers.length === 0 ? [] : Math.min(...numbers) - 1;
    });
    const at = wanted[0] ?? names.length - 1;
    for (let step = 0; step < at; step++) await page.keyboard.press('ArrowRight');
  }
  await settled(page);
}

function sheet(all: readonly Exhibit[]): string {
  const rows = all.map(
    ({ name, title }) =>
      `<h2>${title}</h2><p>${Object.keys(LOOKS)
        .map((look) => `<img src="${name}-${look}.png" alt="${name}, ${look}" height="560">`)
        .join(' ')}</p>`,
  );
  return `<!doctype html><meta charset="utf-8"><title>Contact sheet</title>${rows.join('\n')}`;
}
