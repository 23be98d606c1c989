import type { Cidr } from '#net';
import { parseCidr } from '#net';

/** A comma list of addresses and blocks, as source lists and trusted proxies are written. */
export function isCidrList(value: string): boolean {
  return value.split(',').every((part) => parseCidr(part) !== null);
}

/** The blocks of a comma list; entries that are none are left out. */
export function cidrList(value: string): readonly Cidr[] {
  return value
    .split(',')
    .map((part) => parseCidr(part))
    .filter((block) => block !== null);
}
