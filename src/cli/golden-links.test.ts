import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { decodeLink, openSession } from '#engine';

const LINKS = new URL('../../e2e/golden-links/', import.meta.url);
const GALLERY = new URL('../../public/gallery/', import.meta.url);

const golden = readdirSync(LINKS)
  .filter((file) => file.endsWith('.txt'))
  .map((file) => {
    const lines = readFileSync(new URL(file, LINKS), 'utf8').trimEnd().split('\n');
    const fields = new Map(lines.map((line) => [line.replace(/:.*/, ''), line.replace(/^\w+: ?/, '')]));
    return { file, of: (key: string): string => fields.get(key) ?? '' };
  });

/** The text behind a link, and the place where it opens. */
function opened(link: string) {
  const exhibit = /^#g=([a-z0-9-]+)$/.exec(link)?.[1];
  if (exhibit !== undefined)
    return { text: readFileSync(new URL(`${exhibit}.scenario.yaml`, GALLERY), 'utf8'), position: null };
  const reading = decodeLink(link);
  if (reading.kind === 'refused') throw new Error(reading.problem.sentence);
  return reading.content;
}

describe('a golden link', () => {
  test('is there for each format, and in all shapes', () => {
    expect(golden.length).toBeGreaterThanOrEqual(18);
    expect(new Set(golden.map(({ file }) => file.replace(/-.*/, '')))).toEqual(new Set(['g', 's1']));
  });

  test.each(golden)('opens for ever: $file', ({ of }) => {
    const { text, position } = opened(of('link'));
    const session = openSession(text);
    expect(session.scenario.title).toBe(of('title'));
    expect(session.manifests.objects).toHaveLength(Number(of('objects')));
    expect(position?.request ?? '').toBe(of('request'));
    expect(position?.hop ?? '').toBe(of('hop'));
  });

  test.each(golden.filter(({ of }) => of('sha256') !== ''))('holds its text byte for byte: $file', ({ of }) => {
    const sum = createHash('sha256')
      .update(opened(of('link')).text)
      .digest('hex');
    expect(sum).toBe(of('sha256'));
  });

  test.each(golden.filter(({ of }) => of('request') !== ''))('its request ends as it did: $file', ({ of }) => {
    const session = openSession(opened(of('link')).text);
    const request = session.request(of('request'));
    const { outcome } = request === null ? { outcome: null } : session.follow(request);
    expect([outcome?.word, String(outcome?.response?.status ?? '')]).toEqual([of('outcome'), of('status')]);
  });
});
