import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readYaml } from '#source';
import { LINK_DICTIONARY_1 } from './link-dictionary-1.ts';
import { toBase64 } from './redact-base64.ts';
import { redact } from './redact.ts';
import { B64, PLANTED, configMap, secret } from './redact.fixture.ts';
import { IN_OBJECTS } from './redact-objects.fixture.ts';
import { IN_REQUESTS } from './redact-requests.fixture.ts';
import { NO_SECRETS } from './redact-stays.fixture.ts';
import { IN_TEXTS } from './redact-text.fixture.ts';

const GONE = [...IN_OBJECTS, ...IN_TEXTS, ...IN_REQUESTS];

describe('secrets', () => {
  it.each(GONE)('are removed: $name', ({ text, gone = PLANTED, stays = 'REMOVED' }) => {
    const done = redact(text);
    expect(text).toContain(gone);
    expect(done.text).not.toContain(gone);
    expect(`${done.text} ${toBase64('REMOVED')} REMOVED`).toContain(stays);
    const [before, after] = [text.split('\n'), done.text.split('\n')];
    const changed = before.findIndex((line, index) => line !== after[index]) + 1;
    // A key in a text of several lines is listed at its first.
    const nearest = Math.min(...done.removed.map(({ line }) => Math.abs(line - changed)));
    expect(nearest).toBeLessThanOrEqual(1);
    expect(redact(done.text).text).toBe(done.text);
  });

  it.each(NO_SECRETS)('are not seen where there are none: $name', ({ text }) => {
    expect(redact(text)).toEqual({ text, removed: [], unread: [] });
  });

  it('are listed with object, field and line', () => {
    const text = `${configMap(`db.password: ${PLANTED}`)}---\n${secret(`data:\n  a: ${B64}`)}`;
    expect(redact(text).removed).toEqual([
      {
        what: 'value with the name of a secret',
        object: 'ConfigMap/shop/conf',
        field: ['data', 'db.password'],
        named: null,
        line: 5,
      },
      { what: 'Secret value', object: 'Secret/shop/keys', field: ['data', 'a'], named: null, line: 11 },
    ]);
  });

  it('leave the rest as it was, byte for byte', () => {
    const text = `# kept\r\n${secret(`data:   # kept too\n  a:    ${B64}   # why\n  "b" : ''`)}\n\n---\n{"kind": "Service" , "x":[1,2 ]}\n`;
    expect(redact(text).text).toBe(text.replace(B64, toBase64('REMOVED')));
  });

  it('in a text that does not parse are looked for by their shape, and the lines are told', () => {
    const text = `kind: Service\nmetadata: {name: a}\n---\nkind: Pod\nspec: {a: [\ntoken: ${PLANTED}\n`;
    const done = redact(text);
    expect(done.unread).toEqual([{ first: 3, last: 6 }]);
    expect(done.text).not.toContain(PLANTED);
  });
});

describe('a text of any size', () => {
  it('with a secret in each of many lines of one block is read as fast as its length allows', () => {
    const lines = Array.from({ length: 12_000 }, (_, index) => `    line ${index} with password=${PLANTED} in it`);
    const done = redact(`kind: ConfigMap\ndata:\n  notes: |\n${lines.join('\n')}\n`);
    expect(done.text).not.toContain(PLANTED);
    expect(done.removed.length).toBe(12_000);
    expect(done.removed.at(-1)?.line).toBe(12_003);
  });

  it('with a name of many underscores has an end', () => {
    expect(redact(`note: ${'_'.repeat(60)}password=${PLANTED}`).text).not.toContain(PLANTED);
  });
});

describe('a secret that an alias names', () => {
  it.each([
    [
      'is taken out at its own anchor, not at one with a longer name',
      'kind: Secret\nmetadata: {name: a, annotations: {x: &key-id shop, y: &key VALUE}}\nstringData:\n  a: *key\n',
      'kind: Secret\nmetadata: {name: a, annotations: {x: &key-id shop, y: &key REMOVED}}\nstringData:\n  a: REMOVED\n',
    ],
    [
      'is taken out at the last anchor before it',
      'kind: Secret\nmetadata: {name: a, annotations: {x: &key shop, y: &key VALUE}}\nstringData:\n  a: *key\n',
      'kind: Secret\nmetadata: {name: a, annotations: {x: &key shop, y: &key REMOVED}}\nstringData:\n  a: REMOVED\n',
    ],
  ])('%s', (_, text, expected) => {
    expect(redact(text).text).toBe(expected);
  });
});

describe('laws', () => {
  const texts = [...GONE, ...NO_SECRETS].map(({ text }) => text);

  it.each(GONE)('what parsed before parses after, with the same keys: $name', ({ text }) => {
    expect(keysOf(readYaml(redact(text).text))).toEqual(keysOf(readYaml(text)));
  });

  it('no text makes it throw, and a second time finds nothing more', () => {
    const pieces = fc.array(fc.constantFrom(...texts, '---\n', '\n', LINK_DICTIONARY_1, '{', '"', '\t'), {
      maxLength: 5,
    });
    fc.assert(
      fc.property(
        fc.oneof(
          pieces.map((all) => all.join('')),
          fc.string(),
        ),
        (text) => {
          const once = redact(text);
          expect(redact(once.text).removed).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('the line of a find lies in the text', () => {
    for (const text of texts)
      for (const { line } of redact(text).removed) expect(line).toBeLessThanOrEqual(text.split('\n').length);
  });
});

/** The shape of a value: its keys and lengths, without its texts. */
function keysOf(value: unknown): unknown {
  if (typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'broken') return 'broken';
  if (Array.isArray(value)) return value.map(keysOf);
  if (typeof value !== 'object' || value === null) return '';
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, keysOf(inner)]));
}
