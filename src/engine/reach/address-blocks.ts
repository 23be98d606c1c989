import { type Cidr, cidrRange, type Family, familyOf, type Ip, ipValue } from '#net';

/** Finds the innermost of a set of blocks that holds an address. Blocks are nested or apart, so it tells all of them. */
export interface AddressBlocks {
  innermost(ip: Ip): Cidr | null;
  /** The smallest of the others that holds the whole block, `null` if none does. */
  parent(block: Cidr): Cidr | null;
}

export function createAddressBlocks(blocks: Iterable<Cidr>): AddressBlocks {
  const lengths: Record<Family, Map<number, Map<bigint, Cidr>>> = { IPv4: new Map(), IPv6: new Map() };
  for (const block of blocks) {
    const { family, first, length } = cidrRange(block);
    const known = lengths[family].get(length) ?? new Map<bigint, Cidr>();
    known.set(first, block);
    lengths[family].set(length, known);
  }
  const longestFirst = (family: Family): readonly (readonly [bigint, Map<bigint, Cidr>])[] =>
    [...lengths[family]]
      .sort(([a], [b]) => b - a)
      .map(([length, known]) => [BigInt((family === 'IPv4' ? 32 : 128) - length), known]);
  const sorted: Record<Family, ReturnType<typeof longestFirst>> = {
    IPv4: longestFirst('IPv4'),
    IPv6: longestFirst('IPv6'),
  };
  const smallest = (family: Family, value: bigint, above: bigint): Cidr | null => {
    for (const [host, known] of sorted[family]) {
      const block = host > above ? known.get((value >> host) << host) : undefined;
      if (block !== undefined) return block;
    }
    return null;
  };
  return {
    innermost(ip) {
      const family = familyOf(ip);
      return sorted[family].length === 0 ? null : smallest(family, ipValue(ip), -1n);
    },
    parent(block) {
      const { family, first, length } = cidrRange(block);
      return smallest(family, first, BigInt((family === 'IPv4' ? 32 : 128) - length));
    },
  };
}
