import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { neededManifests, openSession, redact, sameRun, withoutRemarks } from '#engine';

const GALLERY = new URL('../../public/gallery/', import.meta.url);
const CASES = new URL('../engine/verify/cases/', import.meta.url);

const texts = [
  ...readdirSync(GALLERY).map((file) => ({ file, text: readFileSync(new URL(file, GALLERY), 'utf8') })),
  ...readdirSync(CASES, { recursive: true, encoding: 'utf8' }).map((file) => ({
    file,
    text: file.endsWith('.yaml') ? readFileSync(new URL(file, CASES), 'utf8') : '',
  })),
].filter(({ file, text }) => file.endsWith('.scenario.yaml') && text !== '');

describe('what is shared', () => {
  test.each(texts)('runs as before without its secrets: $file', ({ text }) => {
    const redaction = redact(text);
    const before = openSession(text);
    const after = openSession(redaction.text);
    expect(after.scenario.requests.length).toBe(before.scenario.requests.length);
    for (const [index, request] of before.scenario.requests.entries())
      expect(sameRun(before, after, request, after.scenario.requests[index])).toBe(true);
  });

  test('the gallery holds no secrets, so that its scenarios are shared as they are', () => {
    const found = texts.filter(({ file }) => !file.includes('/')).flatMap(({ text }) => redact(text).removed);
    expect(found).toEqual([]);
  });

  test.each(texts)('runs as before without comments: $file', ({ text }) => {
    const before = openSession(text);
    const after = openSession(withoutRemarks(text));
    for (const [index, request] of before.scenario.requests.entries())
      expect(sameRun(before, after, request, after.scenario.requests[index])).toBe(true);
  });

  test('most requests run as before with what they need alone', () => {
    let asked = 0;
    let same = 0;
    for (const { text } of texts.filter(({ file }) => !file.includes('/'))) {
      const before = openSession(text);
      const { scenario } = before;
      for (const request of scenario.requests) {
        const tiers = neededManifests(before, request);
        if (tiers.length === 0) continue;
        asked += 1;
        if (tiers.some((one) => sameRun(before, openSession(withManifests(text, one)), request))) same += 1;
      }
    }
    expect(same / asked).toBeGreaterThan(0.8);
  });
});

function withManifests(text: string, manifests: string): string {
  const rest = text.replace(/^manifests:[^\n]*\n(?:[ \t][^\n]*\n|\n)*/m, '');
  return `${rest.trimEnd()}\nmanifests: ${JSON.stringify(manifests)}\n`;
}
