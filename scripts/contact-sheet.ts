// Pictures of every scenario of the gallery, to be looked at: desktop light and dark, and a phone, at the hop that the
// lesson is about; of the first request that fails, where that is a later one, too; and one page with all of them. Builds
// the page first.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContextOptions, Page } from '@playwright/test';
import { build } from 'vite';
import { openSession } from '#engine';
import type { Answer, Hop } from '#view';
import { type BuiltPage, serveBuild, settled, visit } from '../src/bench/built-page.ts';

interface Exhibit {
  readonly name: string;
  readonly file: string;
  readonly title: string;
  readonly layer: Hop['layer'];
}

/** One request of a scenario, and the looks in which it is taken. */
interface Shot {
  readonly exhibit: Exhibit;
  readonly request: string;
  /** The hop to stand at, from 0; `problem` is the first one, which the page finds. */
  readonly hop: number | 'problem';
  readonly looks: readonly string[];
  /** Before the look in the file's name. */
  readonly suffix: string;
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
  for (const exhibit of exhibits) {
    for (const shot of shotsOf(exhibit)) for (const look of shot.looks) await take(served, shot, look);
    process.stdout.write(`${exhibit.name}\n`);
  }
} finally {
  await served.close();
}
writeFileSync(join(out, 'index.html'), sheet(exhibits));

/** The first request in all looks, and the first that fails, light and on the phone, if that is another. */
function shotsOf(exhibit: Exhibit): readonly Shot[] {
  const session = openSession(readFileSync(join('public/gallery', exhibit.file), 'utf8'));
  const answers = session.scenario.requests.map((request) => ({ request: request.name, answer: session.ask(request) }));
  const [first] = answers;
  const failing = answers.find(({ answer }) => !answer.verdict.good);
  const shot = ({ request, answer }: (typeof answers)[number]) => ({ exhibit, request, hop: hopOf(answer, exhibit) });
  return [
    ...(first ? [{ ...shot(first), looks: Object.keys(LOOKS), suffix: '' }] : []),
    ...(failing && failing !== first ? [{ ...shot(failing), looks: ['light', 'phone'], suffix: '-failing' }] : []),
  ];
}

/**
 * The first problem; else the first hop on the lesson's layer, or at which a gateway, a Service or a policy decides, of
 * the request itself and what it opens; of its lookups only where the lesson is about names. One that cites what is
 * written comes before one that does not.
 */
function hopOf({ trace, hops, verdict }: Answer, { layer }: Exhibit): number | 'problem' {
  if (!verdict.good) return 'problem';
  const lookups = new Set(trace.passes.filter(({ why }) => why === 'lookup').map(({ id }) => id));
  const isWritten = (key: string) => hops[key]?.evidence.some(({ range }) => range !== null) === true;
  for (const wanted of [layer, 'gateway', 'service', 'policy'] as const) {
    const there = trace.hops.filter(
      (hop) => hop.layer === wanted && hop.way === 'forward' && (wanted === 'dns' || !lookups.has(hop.pass)),
    );
    const best = there.find(({ key }) => isWritten(key)) ?? there[0];
    if (best) return trace.hops.indexOf(best);
  }
  return trace.hops.length - 1;
}

async function take(from: BuiltPage, { exhibit, request, hop, suffix }: Shot, look: string): Promise<void> {
  const page = await visit(from, `#g=${exhibit.name}`, LOOKS[look] ?? {});
  await page.getByRole('complementary', { name: 'Inspector' }).waitFor();
  if (look !== 'phone') await page.locator('[data-editor="full"] .monaco-editor').first().waitFor();
  // A chip for which there is no room is there all the same, unseen.
  await page.locator(`[data-chip="${request}"] .chip-main`).dispatchEvent('click');
  await settled(page);
  await goTo(page, hop);
  // On a phone the player stays at the foot of the screen; in a picture of the whole page it would cover what is there.
  if (look === 'phone') {
    await page.getByRole('region', { name: 'Hops and player' }).evaluate((player) => {
      player.style.position = 'static';
    });
  }
  await page.screenshot({
    path: join(out, fileOf(exhibit.name, suffix, look)),
    animations: 'disabled',
    caret: 'hide',
    fullPage: look === 'phone',
  });
  await page.context().close();
}

async function goTo(page: Page, hop: Shot['hop']): Promise<void> {
  await page.getByRole('list', { name: 'Hops' }).locator('[aria-current="step"]').waitFor();
  await page.keyboard.press('Home');
  if (hop === 'problem') await page.keyboard.press('p');
  else for (let step = 0; step < hop; step++) await page.keyboard.press('ArrowRight');
  await settled(page);
}

function fileOf(name: string, suffix: string, look: string): string {
  return `${name}${suffix}-${look}.png`;
}

function sheet(all: readonly Exhibit[]): string {
  const rows = all.map((exhibit) => {
    const pictures = shotsOf(exhibit).flatMap(({ request, looks, suffix }) =>
      looks.map(
        (look) =>
          `<img src="${fileOf(exhibit.name, suffix, look)}" alt="${exhibit.name}, ${request}, ${look}" height="560">`,
      ),
    );
    return `<h2>${exhibit.title}</h2><p>${pictures.join(' ')}</p>`;
  });
  return `<!doctype html><meta charset="utf-8"><title>Contact sheet</title>${rows.join('\n')}`;
}
