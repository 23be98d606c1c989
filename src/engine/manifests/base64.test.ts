import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeBase64 } from './base64.ts';

describe('base64', () => {
  it.each([
    { text: '', want: '' },
    { text: 'YQ==', want: 'a' },
    { text: 'YWI=', want: 'ab' },
    { text: 'YWJj', want: 'abc' },
    { text: 'YW\nJj', want: 'abc' },
    { text: '/+8=', want: '\u00ff\u00ef' },
    { text: 'YQ', want: null },
    { text: 'Y Q=', want: null },
    { text: 'plain', want: null },
  ])('$text', ({ text, want }) => {
    expect(decodeBase64(text)).toBe(want);
  });

  it('gives back every byte', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(255)), (bytes) => {
        expect(decodeBase64(encoded(bytes))).toBe(String.fromCharCode(...bytes));
      }),
    );
  });
});

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function encoded(bytes: readonly number[]): string {
  const bits = bytes.map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const letters = (bits.match(/.{1,6}/g) ?? []).map((six) => ALPHABET[Number.parseInt(six.padEnd(6, '0'), 2)] ?? '');
  return letters.join('').padEnd(Math.ceil(letters.length / 4) * 4, '=');
}
