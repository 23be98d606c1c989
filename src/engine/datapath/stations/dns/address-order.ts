import type { Family, Ip } from '#net';
import { cidr, cidrContains, familyOf } from '#net';

const UNIQUE_LOCAL = cidr('fc00::/7');

/**
 * The addresses a program tries first, all of them equally good (a server rotates them, so any may stand in front).
 * Addresses of a family the sender lacks come last; then glibc prefers every IPv6 address (RFC 3484's table), musl an IPv4
 * address before a unique local IPv6 one (RFC 6724's table).
 * Not modelled: the remaining rules (scope, longest matching prefix) and what a program does when the first one fails.
 */
export function preferredAddresses(
  addresses: readonly Ip[],
  sender: readonly Family[],
  library: 'glibc' | 'musl',
): readonly Ip[] {
  const rank = (address: Ip): number => {
    const family = familyOf(address);
    if (!sender.includes(family)) return 0;
    if (family === 'IPv4') return 2;
    return library === 'musl' && cidrContains(UNIQUE_LOCAL, address) ? 1 : 3;
  };
  const best = Math.max(...addresses.map(rank));
  return addresses.filter((address) => rank(address) === best);
}
