import { describe, expect, it } from 'vitest';
import { base32Hash, sha256 } from './sha256.ts';

describe('SHA-256', () => {
  it.each([
    ['the empty text', '', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['a short text', 'abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    [
      'a text that fills more than one block',
      'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
      '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
    ],
    ['text beyond ASCII, as UTF-8', 'ü€', 'efb65b779538006d489299318d8a96a512e6b42d1127d64a0afa38169c30c33a'],
  ])('%s', (_name, text, want) => {
    const hex = Array.from(sha256(text), (byte) => byte.toString(16).padStart(2, '0')).join('');
    expect(hex).toBe(want);
  });
});

describe('names of chains', () => {
  it('is base32 of the hash, cut', () => {
    expect(base32Hash('ns1/svc1:p80tcp', 16)).toBe('XPGD46QRK7WJZT7O');
    expect(base32Hash('ns1/svc1:p80tcp10.180.0.1:80', 16)).toBe('SXIVWICOYRO3J4NJ');
    expect(base32Hash('ns1/svc1/tcp/p80', 8)).toBe('ULMVA6XW');
  });
});
