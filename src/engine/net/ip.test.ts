import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Cidr,
  cidr,
  cidrContains,
  cidrCovers,
  cidrRange,
  familyOf,
  hostPort,
  type Ip,
  ip,
  ipFromValue,
  ipValue,
  isLoopback,
  parseCidr,
  parseIp,
} from './ip.ts';

describe('addresses', () => {
  it.each([
    { text: '10.96.0.10', want: '10.96.0.10' },
    { text: ' 10.0.0.1 ', want: '10.0.0.1' },
    { text: '010.001.0.1', want: '10.1.0.1' },
    { text: '256.0.0.1', want: null },
    { text: '1.2.3', want: null },
    { text: '1.2.3.4.5', want: null },
    { text: '1.2.3.a', want: null },
    { text: '', want: null },
    { text: 'FD00::1', want: 'fd00::1' },
    { text: 'fd00:0:0:1:0:0:0:1', want: 'fd00:0:0:1::1' },
    { text: '0:0:0:0:0:0:0:0', want: '::' },
    { text: '1:0:0:2:0:0:3:4', want: '1::2:0:0:3:4' },
    { text: '1:0:2:3:4:5:6:7', want: '1:0:2:3:4:5:6:7' },
    { text: '::ffff:10.0.0.1', want: '10.0.0.1' },
    { text: '64:ff9b::10.0.0.1', want: '64:ff9b::a00:1' },
    { text: '1::2::3', want: null },
    { text: '1:2:3:4:5:6:7', want: null },
    { text: '1:2:3:4:5:6:7:8:9', want: null },
    { text: '1:2:3:4:5:6:7::8', want: null },
    { text: '12345::', want: null },
    { text: ':', want: null },
    { text: ':::', want: null },
    { text: '1:', want: null },
    { text: 'fe80::1%eth0', want: null },
  ])('"$text"', ({ text, want }) => {
    expect(parseIp(text)).toBe(want);
  });

  it('stand with a port, IPv6 in brackets', () => {
    expect([hostPort(ip('10.0.0.1'), 80), hostPort(ip('fd00::1'), 80), hostPort(ip('fd00::1'), null)]).toEqual([
      '10.0.0.1:80',
      '[fd00::1]:80',
      'fd00::1',
    ]);
  });
});

describe('blocks', () => {
  it.each([
    { text: '10.0.0.7/8', want: '10.0.0.0/8' },
    { text: '10.0.0.7', want: '10.0.0.7/32' },
    { text: 'fd00::7', want: 'fd00::7/128' },
    { text: 'fd00:1::/20', want: 'fd00::/20' },
    { text: '0.0.0.0/0', want: '0.0.0.0/0' },
    { text: '::/0', want: '::/0' },
    { text: '10.0.0.0/33', want: null },
    { text: '10.0.0.0/', want: null },
    { text: '10.0.0.0/-1', want: null },
    { text: '/8', want: null },
    { text: 'A', want: null },
  ])('"$text"', ({ text, want }) => {
    expect(parseCidr(text)).toBe(want);
  });

  it.each([
    { block: '10.0.0.0/8', address: '10.255.255.255', want: true },
    { block: '10.0.0.0/8', address: '11.0.0.0', want: false },
    { block: '0.0.0.0/0', address: '255.255.255.255', want: true },
    { block: '0.0.0.0/0', address: 'fd00::1', want: false },
    { block: '::/0', address: '10.0.0.1', want: false },
    { block: 'fd00::/8', address: 'fdff::1', want: true },
  ])('$block holds $address: $want', ({ block, address, want }) => {
    expect(cidrContains(cidr(block), ip(address))).toBe(want);
  });

  it.each([
    { outer: '10.0.0.0/8', inner: '10.1.0.0/16', want: true },
    { outer: '10.1.0.0/16', inner: '10.0.0.0/8', want: false },
    { outer: '10.0.0.0/8', inner: '10.0.0.0/8', want: true },
    { outer: '0.0.0.0/0', inner: '::/0', want: false },
  ])('$outer covers $inner: $want', ({ outer, inner, want }) => {
    expect(cidrCovers(cidr(outer), cidr(inner))).toBe(want);
  });
});

const v4: fc.Arbitrary<Ip> = fc.bigInt({ min: 0n, max: (1n << 32n) - 1n }).map((value) => ipFromValue(value, 'IPv4'));
const v6: fc.Arbitrary<Ip> = fc
  .bigInt({ min: 0n, max: (1n << 128n) - 1n })
  // ::ffff:a.b.c.d is the IPv4 address a.b.c.d.
  .filter((value) => value >> 32n !== 0xffffn)
  .map((value) => ipFromValue(value, 'IPv6'));
const address = fc.oneof(v4, v6);
const block: fc.Arbitrary<Cidr> = fc
  .tuple(address, fc.nat(128))
  .map(([of, length]) => cidr(`${of}/${length % (familyOf(of) === 'IPv4' ? 33 : 129)}`));

describe('laws', () => {
  it('an address in canonical text reads as itself, and its number leads back to it', () => {
    fc.assert(
      fc.property(address, (one) => {
        expect(parseIp(one)).toBe(one);
        expect(ipFromValue(ipValue(one), familyOf(one))).toBe(one);
      }),
    );
  });

  it('every way to write an IPv6 address gives one text', () => {
    fc.assert(
      fc.property(v6, (one) => {
        const hex = ipValue(one).toString(16).padStart(32, '0');
        const groups = hex.match(/.{4}/g) ?? [];
        expect(parseIp(groups.join(':'))).toBe(one);
        expect(parseIp(groups.join(':').toUpperCase())).toBe(one);
      }),
    );
  });

  it('a block in canonical text reads as itself and holds its first and last address', () => {
    fc.assert(
      fc.property(block, (one) => {
        const { first, last, family } = cidrRange(one);
        expect(parseCidr(one)).toBe(one);
        expect(cidrContains(one, ipFromValue(first, family))).toBe(true);
        expect(cidrContains(one, ipFromValue(last, family))).toBe(true);
        expect(cidrCovers(one, one)).toBe(true);
      }),
    );
  });

  it('a block covers another exactly if it holds both its ends', () => {
    fc.assert(
      fc.property(block, block, (outer, inner) => {
        const { first, last, family } = cidrRange(inner);
        const holds = [first, last].every((value) => cidrContains(outer, ipFromValue(value, family)));
        expect(cidrCovers(outer, inner)).toBe(holds);
      }),
    );
  });
});

describe('loopback', () => {
  it.each([
    ['127.0.0.1', true],
    ['127.255.0.9', true],
    ['::1', true],
    ['::ffff:127.0.0.1', true],
    ['128.0.0.1', false],
    ['12.7.0.1', false],
    ['::2', false],
  ])('%s: %s', (text, expected) => {
    expect(isLoopback(ip(text))).toBe(expected);
  });
});
