import fc from 'fast-check';
import { deflateSync, strToU8 } from 'fflate';
import { describe, expect, it } from 'vitest';
import { decodeBase64Url, encodeBase64Url } from './base64url.ts';
import { decodeLink, encodeLink } from './link.ts';
import { LINK_DICTIONARY_1 } from './link-dictionary-1.ts';

const TEXT = 'hopscope: 1\ntitle: Ünïcødé 🚀\nmanifests: |\n  apiVersion: v1\n  kind: Service\n';

const codeOf = (fragment: string) => {
  const reading = decodeLink(fragment);
  return reading.kind === 'refused' ? reading.problem.code : 'read';
};

/** A link of codec 1 around bytes that its encoder did not make. */
function linkOf(packed: Uint8Array): string {
  let hash = 0x811c9dc5;
  for (const byte of packed) hash = Math.imul(hash ^ byte, 0x01000193);
  const sum = ((hash >>> 24) ^ hash) & 0xffffff;
  return `#s=1${encodeBase64Url(new Uint8Array([sum >> 16, (sum >> 8) & 255, sum & 255, ...packed]))}`;
}

describe('a link', () => {
  it('made by the first page opens for ever', () => {
    // Made once and never to be changed: dictionary, checksum and packing of codec 1.
    const link = '#s=1u3pZc4hWguRqJR0lSFJ2gAxcAXsdWAq9w3PyDq9PPrwj5fBKhQ_zZzXgS7FYggUA';
    expect(decodeLink(link)).toEqual({
      kind: 'read',
      content: { text: TEXT, position: { request: 'browse', hop: 'policy@node-a' } },
    });
  });

  it('is short for what scenarios are made of', () => {
    expect(encodeLink(LINK_DICTIONARY_1.slice(-800)).length).toBeLessThan(60);
  });

  const good = encodeLink(TEXT);
  it.each([
    { name: 'nothing', link: '', want: 'LinkEmpty' },
    { name: 'a bare #', link: '#', want: 'LinkEmpty' },
    { name: 'no content', link: '#s=1', want: 'LinkEmpty' },
    { name: 'no codec', link: '#s=', want: 'LinkEmpty' },
    { name: 'another fragment', link: '#section', want: 'LinkForeign' },
    { name: 'a newer version', link: `#s=2${good.slice(4)}`, want: 'LinkWrongVersion' },
    { name: 'no version', link: '#s=xyz', want: 'LinkWrongVersion' },
    { name: 'characters of no link', link: '#s=1ab%20cd', want: 'LinkBroken' },
    { name: 'the end cut off', link: good.slice(0, -4), want: 'LinkBroken' },
    { name: 'one character cut off', link: good.slice(0, -1), want: 'LinkBroken' },
    { name: 'garbage behind it', link: `${good}AAAA`, want: 'LinkBroken' },
    {
      name: 'a letter changed',
      link: `${good.slice(0, 12)}${good[12] === 'A' ? 'B' : 'A'}${good.slice(13)}`,
      want: 'LinkBroken',
    },
    { name: 'no deflate stream', link: linkOf(new Uint8Array([255, 255, 255])), want: 'LinkBroken' },
    { name: 'a stream without its end', link: linkOf(deflateSync(strToU8(TEXT)).slice(0, -5)), want: 'LinkBroken' },
    { name: 'a position without a scenario', link: linkOf(deflateSync(strToU8('@["a","b"]'))), want: 'LinkBroken' },
    { name: 'a bomb', link: linkOf(deflateSync(new Uint8Array(40_000_000))), want: 'LinkTooLarge' },
    { name: 'a link longer than any', link: `#s=1${'A'.repeat(3_000_001)}`, want: 'LinkTooLarge' },
    { name: 'a good one', link: good, want: 'read' },
    { name: 'a good one without its #', link: good.slice(1), want: 'read' },
  ])('with $name: $want', ({ link, want }) => {
    expect(codeOf(link)).toBe(want);
  });

  it('with a position nobody understands still opens', () => {
    expect(decodeLink(linkOf(deflateSync(strToU8('@{}\nhopscope: 1'))))).toEqual({
      kind: 'read',
      content: { text: 'hopscope: 1', position: null },
    });
  });
});

describe('laws', () => {
  const wellFormed = fc.oneof(
    fc.string({ unit: 'grapheme', size: 'large' }),
    fc.constantFrom('@', '@\n', '@["a","b"]\nx', ''),
  );

  it('what is packed comes out, position too', () => {
    const positions = fc.option(fc.record({ request: fc.string(), hop: fc.string() }));
    fc.assert(
      fc.property(wellFormed, positions, (text, position) => {
        const link = encodeLink(text, position);
        expect(link).toMatch(/^#s=1[\w-]*$/);
        expect(decodeLink(link)).toEqual({ kind: 'read', content: { text, position } });
      }),
    );
  });

  it('no fragment makes reading throw', () => {
    const letters = fc.string({ unit: fc.constantFrom('A', 'b', '-', '_', '9', '%', '=', '#'), maxLength: 60 });
    const broken = fc.oneof(
      fc.string(),
      letters.map((body) => `#s=1${body}`),
      fc.uint8Array().map(linkOf),
    );
    fc.assert(
      fc.property(broken, (fragment) => {
        expect(['read', 'refused']).toContain(decodeLink(fragment).kind);
      }),
      { numRuns: 1000 },
    );
  });

  it('bytes survive base64url', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(decodeBase64Url(encodeBase64Url(bytes))).toEqual(bytes);
      }),
    );
  });
});
