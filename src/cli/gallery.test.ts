import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { openSession } from '#engine';
import { REASONS } from '#trace';

/** One line of `public/gallery/index.json`: what the gallery shows of a scenario before it is opened. */
interface Entry {
  readonly name: string;
  readonly file: string;
  /** The heading it stands under; entries of one theme stand together. */
  readonly theme: string;
  readonly title: string;
  readonly teaches: string;
  /** The word of the station where the lesson happens. */
  readonly layer: string;
}

const ROOM = new URL('../../public/gallery/', import.meta.url);
const read = (file: string): string => readFileSync(new URL(file, ROOM), 'utf8');

function entriesOf(value: unknown): readonly Entry[] {
  if (!Array.isArray(value)) throw new Error('index.json is not a list');
  return value.map((one: unknown) => {
    const fields = new Map(Object.entries(one ?? {}));
    const word = (key: keyof Entry): string => {
      const found: unknown = fields.get(key);
      if (typeof found !== 'string' || found === '') throw new Error(`index.json: an entry has no ${key}`);
      return found;
    };
    return {
      name: word('name'),
      file: word('file'),
      theme: word('theme'),
      title: word('title'),
      teaches: word('teaches'),
      layer: word('layer'),
    };
  });
}

const ENTRIES = entriesOf(JSON.parse(read('index.json')));

describe('the gallery', () => {
  test('lists every file that is there, and no other', () => {
    const there = readdirSync(ROOM).filter((file) => file !== 'index.json');
    expect(ENTRIES.map(({ file }) => file).toSorted()).toEqual(there.toSorted());
    expect(new Set(ENTRIES.map(({ name }) => name)).size).toBe(ENTRIES.length);
  });

  test('keeps entries of one theme together, and themes short', () => {
    const themes = ENTRIES.map(({ theme }) => theme);
    const changes = themes.filter((theme, index) => theme !== themes[index - 1]);
    expect(changes).toEqual([...new Set(themes)]);
    expect(Math.max(...changes.map((theme) => themes.filter((one) => one === theme).length))).toBeLessThanOrEqual(10);
  });

  test.each(ENTRIES)('$name is listed under the name of its file, its title and a layer that exists', (entry) => {
    expect(entry.file).toBe(`${entry.name}.scenario.yaml`);
    expect(Object.keys(REASONS)).toContain(entry.layer);
    expect(openSession(read(entry.file)).scenario.title).toBe(entry.title);
  });

  test.each(ENTRIES)('$name fits on a projector', ({ file }) => {
    const { scenario } = openSession(read(file));
    expect(scenario.title?.length).toBeLessThanOrEqual(50);
    expect(scenario.description).not.toBe('');
    expect(
      read(file)
        .split('\n')
        .filter((line) => line.length > 120),
    ).toEqual([]);
    expect(scenario.requests.length).toBeGreaterThanOrEqual(2);
  });

  test.each(ENTRIES)('$name reads without an error, and what it expects holds', ({ file }) => {
    const session = openSession(read(file));
    expect(session.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    const withoutExpect = session.scenario.requests.flatMap((request) =>
      [request, ...request.then].filter(({ expect: expected }) => expected === null).map(({ name }) => name),
    );
    expect(withoutExpect).toEqual([]);
    const report = session.report();
    const failed = [
      ...report.requests.filter(({ pass }) => !pass).map(({ name, failures }) => ({ name, failures })),
      ...report.reachability.filter(({ wrong }) => wrong.length > 0),
      ...report.checks.filter(({ pass }) => !pass),
    ];
    expect(failed).toEqual([]);
  });
});
