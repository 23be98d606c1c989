import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { openSession } from '#engine';
import { refText } from '#manifests';

const ROOMS = ['../../public/gallery/', '../engine/verify/cases/'].map((path) => new URL(path, import.meta.url));

const FILES = ROOMS.flatMap((room) =>
  readdirSync(room, { recursive: true })
    .map(String)
    .filter((file) => file.endsWith('.scenario.yaml'))
    .toSorted()
    .map((file) => ({ file, url: new URL(file, room) })),
);

/** A field as a path, as the view prints it: keys of annotations have dots of their own, so the raw object decides. */
function isWritten(raw: unknown, field: string): boolean {
  if (field === '') return true;
  if (typeof raw !== 'object' || raw === null) return false;
  return Object.entries(raw).some(
    ([key, value]) => field === key || (field.startsWith(`${key}.`) && isWritten(value, field.slice(key.length + 1))),
  );
}

type Claim = ReturnType<ReturnType<typeof openSession>['ask']>['hops'][string]['evidence'][number];

/** What is wrong with a claim; `null` where it is true. */
function faultOf({ field, range, said, near }: Claim, raw: unknown, lines: readonly string[]): string | null {
  const written = raw !== undefined && isWritten(raw, field);
  if (said === '') return 'says nothing';
  if (range === null) {
    if (written) return 'stands in the text, and is not shown there';
    if (said.startsWith('line ')) return 'claims a line and has none';
    return near !== null && (lines[near.range.start.line - 1] ?? '') === '' ? 'is near an empty line' : null;
  }
  if (!written) return 'does not stand in the text';
  if (said.includes('left out')) return 'stands in the text and is said to be left out';
  if (!new RegExp(`^line ${range.start.line}(,|$)`).test(said)) return 'names another line';
  const key = /[a-zA-Z]+$/.exec(field)?.[0] ?? '';
  const start = lines[range.start.line - 1]?.slice(range.start.column - 1) ?? '';
  return new RegExp(`^[^:]*${key}`).test(start) ? null : 'begins at another field';
}

describe('what a hop cites', () => {
  test.each(FILES)('$file: a line is named for a field that stands there, and for no other', ({ url }) => {
    const session = openSession(readFileSync(url, 'utf8'));
    const raws = new Map(session.manifests.objects.map(({ ref, raw }) => [refText(ref), raw]));
    const lines = session.manifests.text.split('\n');
    const claims = session.scenario.requests.flatMap((request) =>
      Object.values(session.ask(request).hops).flatMap(({ evidence }) => evidence),
    );
    const faults = claims.flatMap((claim) => {
      const fault = faultOf(claim, raws.get(claim.object), lines);
      return fault === null ? [] : `${claim.object} ${claim.field}, ${claim.said}: ${fault}`;
    });
    expect([...new Set(faults)]).toEqual([]);
  });
});
