import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cidr, cidrContains, ip } from '#net';
import { addressAt, addressPool, blockAround, blockPool, nodeBlockLength } from './addresses.ts';

const NOTHING = { first: 0, last: 0 };

describe('an address pool', () => {
  it('gives every address of a block once, then none', () => {
    const pool = addressPool([ip('10.0.0.3')]);
    const given = Array.from({ length: 7 }, (_, index) => pool.take(cidr('10.0.0.0/29'), `key ${index}`, NOTHING));
    expect(new Set(given).size).toBe(7);
    expect(given).not.toContain('10.0.0.3');
    expect(pool.take(cidr('10.0.0.0/29'), 'one more', NOTHING)).toBeNull();
  });

  it('keeps the ends free', () => {
    const pool = addressPool([]);
    const given = Array.from({ length: 6 }, (_, index) =>
      pool.take(cidr('10.0.0.0/29'), `key ${index}`, { first: 2, last: 1 }),
    );
    expect(given.filter((address) => address !== null).length).toBe(5);
    expect(given).not.toContain('10.0.0.0');
    expect(given).not.toContain('10.0.0.7');
  });

  it('gives the same place for the same key, whatever the block’s size or family', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.constantFrom('10.0.0.0/8', '10.1.2.0/24', '10.1.2.64/26', 'fd00::/64', 'fd00::/8'),
        (key, text) => {
          const block = cidr(text);
          const address = addressPool([]).take(block, key, NOTHING);
          expect(address !== null && cidrContains(block, address)).toBe(true);
          expect(addressPool([]).take(block, key, NOTHING)).toBe(address);
        },
      ),
    );
  });

  it('claims what is free', () => {
    const pool = addressPool([ip('10.0.0.1')]);
    expect([pool.claim(ip('10.0.0.1')), pool.claim(ip('10.0.0.2')), pool.claim(ip('10.0.0.2'))]).toEqual([
      false,
      true,
      false,
    ]);
  });
});

describe('a block pool', () => {
  it('gives blocks in their place and none that overlaps a written one', () => {
    const pool = blockPool(cidr('10.244.0.0/16'), [cidr('10.244.1.128/25')]);
    expect([pool.at(0), pool.at(1), pool.at(0), pool.at(2)]).toEqual(['10.244.0.0/24', null, null, '10.244.2.0/24']);
    expect(pool.at(256)).toBeNull();
  });

  it.each([
    ['10.0.0.0/8', 24],
    ['10.0.0.0/22', 24],
    ['10.0.0.0/24', 28],
    ['10.0.0.0/30', 30],
    ['fd00::/48', 64],
    ['fd00::/64', 68],
  ])('cuts %s into shares of length %i', (text, length) => {
    expect(nodeBlockLength(cidr(text))).toBe(length);
  });
});

describe('single addresses', () => {
  it('are found by their offset, within the block', () => {
    expect([addressAt(cidr('10.96.0.0/12'), 10), addressAt(cidr('10.96.0.0/30'), 10)]).toEqual(['10.96.0.10', null]);
  });

  it('have a block round them', () => {
    expect([blockAround(ip('10.42.7.9'), 16), blockAround(ip('fd00:1:2:3::9'), 64)]).toEqual([
      '10.42.0.0/16',
      'fd00:1:2:3::/64',
    ]);
  });
});
