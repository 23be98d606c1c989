import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSession } from '#engine';
import { laneNames } from '../src/app/views/player/lane-names.ts';
import { isMeasured, lettersWidth } from '../src/app/views/player/letter-widths.ts';
import { stripOf } from '../src/app/views/player/strip.ts';
import { fontWidths } from './font-widths.ts';

const ROOT = join(import.meta.dirname, '..');
const GALLERY = join(ROOT, 'public/gallery');
const MEDIUM = join(ROOT, 'node_modules/@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-500-normal.woff');
/** What a chip may take on a page of 320 pixels, beside the names of tracks. */
const ON_A_SMALL_PHONE = 208;

describe('the strip of every run of the gallery', () => {
  const scenarios = readdirSync(GALLERY).filter((file) => file.endsWith('.scenario.yaml'));

  it.each(scenarios)('%s: knows the width of every character', (file) => {
    const session = openSession(readFileSync(join(GALLERY, file), 'utf8'));
    const texts = session.scenario.requests.flatMap((request) => {
      const answer = session.ask(request);
      const chips = stripOf(answer, Number.POSITIVE_INFINITY).chips.map(({ text }) => text);
      return [...chips, ...laneNames(answer.trace).map(({ short }) => short)];
    });
    expect([...new Set(texts.join(''))].filter((letter) => !isMeasured(letter))).toEqual([]);
  });

  it.each(scenarios)('%s: keeps on a small phone where each chip leads', (file) => {
    const session = openSession(readFileSync(join(GALLERY, file), 'utf8'));
    for (const request of session.scenario.requests) {
      for (const { text, shown, w } of stripOf(session.ask(request), ON_A_SMALL_PHONE).chips) {
        expect(w).toBeLessThanOrEqual(ON_A_SMALL_PHONE);
        expect(shown.endsWith(text.slice(-4))).toBe(true);
      }
    }
  });
});

describe('the widths that a chip reckons with', () => {
  const font = fontWidths(MEDIUM);
  // Besides marks that stand over another letter, and those that take no room.
  const letters = [...font].filter(([letter, width]) => width > 0 && isMeasured(letter));

  it('are those of the font', () => {
    expect(letters.length).toBeGreaterThan(180);
    const wrong = letters.filter(([letter, width]) => {
      const spare = lettersWidth(letter) - width * 11.5;
      return spare < 0 || spare > 0.7;
    });
    expect(wrong).toEqual([]);
  });
});
