import type { Ip } from '#net';
import { cidr, cidrContains, cidrRange, familyOf } from '#net';

/** RFC 1918, RFC 6598 (shared address space), RFC 4193, and link-local addresses. */
const BLOCKS = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10',
  '169.254.0.0/16',
  'fc00::/7',
  'fe80::/10',
].map(cidr);

/** Whether an address is none of the public internet. */
export function isPrivate(address: Ip): boolean {
  return BLOCKS.some((block) => cidrRange(block).family === familyOf(address) && cidrContains(block, address));
}
