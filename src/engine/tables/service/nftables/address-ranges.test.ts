import { cidr } from '#net';
import { expect, it } from 'vitest';
import { addressRanges } from './address-ranges.ts';

it.each([
  ['one block stands without braces', ['203.0.113.0/25'], '203.0.113.0/25'],
  ['a single address loses its length', ['1.2.3.4/32'], '1.2.3.4'],
  ['several are in the order of addresses', ['203.0.113.0/25', '1.2.3.4/32'], '{ 1.2.3.4, 203.0.113.0/25 }'],
  ['one that lies in another is gone', ['203.0.113.0/25', '203.0.113.4/32'], '{ 203.0.113.0/25 }'],
  ['neighbours are one block', ['10.128.0.0/9', '10.0.0.0/9'], '{ 10.0.0.0/8 }'],
  ['neighbours that make no block are a range', ['1.1.1.2/31', '1.1.1.4/32', '1.1.1.0/31'], '{ 1.1.1.0-1.1.1.4 }'],
  ['every address', ['0.0.0.0/0', '10.0.0.0/8'], '{ 0.0.0.0/0 }'],
  ['IPv6', ['fd00:0:0:1::/64', 'fd00::/64'], '{ fd00::/63 }'],
])('%s', (_, blocks, want) => {
  expect(addressRanges(blocks.map((block) => cidr(block)))).toBe(want);
});
