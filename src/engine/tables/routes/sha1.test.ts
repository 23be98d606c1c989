import { describe, expect, it } from 'vitest';
import { sha1 } from './sha1.ts';

describe('SHA-1', () => {
  it.each([
    ['nothing', '', 'da39a3ee5e6b4b0d3255bfef95601890afd80709'],
    ['the standard’s example', 'abc', 'a9993e364706816aba3e25717850c26c9cd0d89d'],
    [
      'two blocks',
      'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
      '84983e441c3bd26ebaae4aa1f95129e5e54670f1',
    ],
    ['letters beyond ASCII', 'é', 'bf15be717ac1b080b4f1c456692825891ff5073d'],
  ])('of %s', (_name, text, digest) => {
    expect(sha1(text)).toBe(digest);
  });
});
