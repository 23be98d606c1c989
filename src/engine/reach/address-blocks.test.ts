import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cidr, cidrContains, cidrRange, ip } from '#net';
import { createAddressBlocks } from './address-blocks.ts';

test('the innermost block that holds an address, of either family', () => {
  const blocks = createAddressBlocks([cidr('10.0.0.0/8'), cidr('10.1.0.0/16'), cidr('0.0.0.0/0'), cidr('fd00::/8')]);
  expect(blocks.innermost(ip('10.1.2.3'))).toBe('10.1.0.0/16');
  expect(blocks.innermost(ip('10.2.2.3'))).toBe('10.0.0.0/8');
  expect(blocks.innermost(ip('192.0.2.1'))).toBe('0.0.0.0/0');
  expect(blocks.innermost(ip('fd00::1'))).toBe('fd00::/8');
  expect(blocks.innermost(ip('2001:db8::1'))).toBeNull();
});

test('law: it is the longest of those that a search one by one finds', () => {
  const octet = fc.nat(3);
  const block = fc
    .tuple(octet, octet, fc.integer({ min: 0, max: 32 }))
    .map(([a, b, length]) => cidr(`${a}.${b}.1.1/${length}`));
  const address = fc.tuple(octet, octet, octet).map(([a, b, c]) => ip(`${a}.${b}.${c}.1`));
  fc.assert(
    fc.property(fc.array(block, { maxLength: 20 }), address, (blocks, one) => {
      const holding = blocks.filter((each) => cidrContains(each, one));
      const longest = holding.sort((a, b) => cidrRange(b).length - cidrRange(a).length)[0] ?? null;
      expect(createAddressBlocks(blocks).innermost(one)).toBe(longest);
    }),
  );
});
