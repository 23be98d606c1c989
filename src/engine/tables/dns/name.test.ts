import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ipFromValue } from '#net';
import {
  addressOfReverse,
  isValidName,
  isWithin,
  joinNames,
  longestZone,
  reverseNameOf,
  zonesWritten,
} from './name.ts';

describe('names', () => {
  test.each([
    ['a name is within its zone', 'example.', 'www.EXAMPLE.', true],
    ['the zone is within itself', 'example.', 'example', true],
    ['a longer label is another name', 'ample.', 'www.example.', false],
    ['everything is within the root', '.', 'www.example.', true],
  ])('%s', (_, zone, name, within) => {
    expect(isWithin(zone, name)).toBe(within);
  });

  test('the longest zone wins', () => {
    expect(longestZone(['.', 'example.', 'a.example.'], 'x.a.example.')).toBe('a.example.');
    expect(longestZone(['example.'], 'other.')).toBeNull();
  });

  test('joining to the root adds only the dot', () => {
    expect(joinNames('web', '.')).toBe('web.');
    expect(joinNames('web', 'shop.svc')).toBe('web.shop.svc.');
  });

  test.each([
    ['an empty label is refused', 'a..b', false],
    ['a label of 64 characters is refused', `${'a'.repeat(64)}.b`, false],
    ['a label of 63 characters is fine', `${'a'.repeat(63)}.b`, true],
    ['more than 253 characters are refused', `${'abcdefg.'.repeat(32)}x`, false],
  ])('%s', (_, name, valid) => {
    expect(isValidName(name)).toBe(valid);
  });

  test('an address comes back from its reverse name', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 32n - 1n }), (value) => {
        const address = ipFromValue(value, 'IPv4');
        expect(addressOfReverse(reverseNameOf(address))).toBe(address);
      }),
    );
    fc.assert(
      fc.property(fc.bigInt({ min: 2n ** 64n, max: 2n ** 128n - 1n }), (value) => {
        const address = ipFromValue(value, 'IPv6');
        expect(addressOfReverse(reverseNameOf(address))).toBe(address);
      }),
    );
  });

  test.each([
    ['a block at an octet is one reverse zone', '10.1.0.0/16', ['1.10.in-addr.arpa.']],
    ['a block between octets is several', '10.1.2.0/23', ['2.1.10.in-addr.arpa.', '3.1.10.in-addr.arpa.']],
    ['a name is itself, absolute and in lower case', 'Cluster.Local', ['cluster.local.']],
  ])('%s', (_, text, zones) => {
    expect(zonesWritten(text)).toEqual(zones);
  });
});
