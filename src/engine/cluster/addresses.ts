import type { Cidr, Family, Ip } from '#net';
import { cidrContains, cidrRange, hash32, ipFromValue } from '#net';

const MOST = 2n ** 31n;

/**
 * Hands out addresses that nobody has yet: the place of the first try is a hash of the key, on collision the next free one
 * of the block. Two pools with the same addresses taken and the same keys in the same order give the same answers.
 */
export interface AddressPool {
  /** `null` when the block is full. `keepFree` counts addresses at either end that are never handed out. */
  take(block: Cidr, key: string, keepFree: { readonly first: number; readonly last: number }): Ip | null;
  /** Takes this address if nobody has it. */
  claim(address: Ip): boolean;
}

export function addressPool(written: Iterable<Ip>): AddressPool {
  const taken = new Set<Ip>(written);
  const places = new Map<Cidr, Places>();
  const placesOf = (block: Cidr): Places => {
    const known = places.get(block);
    if (known !== undefined) return known;
    const { first, last } = cidrRange(block);
    const size = Number(last - first >= MOST ? MOST : last - first + 1n);
    const made = { at: addressesFrom(block), size, used: new Set<number>(), isFull: false };
    places.set(block, made);
    return made;
  };
  return {
    take(block, key, keepFree) {
      const own = placesOf(block);
      const count = own.size - keepFree.first - keepFree.last;
      if (own.isFull || count <= 0) return null;
      const start = hash32(key) % count;
      for (let step = 0; step < count; step++) {
        const place = keepFree.first + ((start + step) % count);
        if (own.used.has(place)) continue;
        own.used.add(place);
        const address = own.at(place);
        if (taken.has(address)) continue;
        taken.add(address);
        return address;
      }
      own.isFull = true;
      return null;
    },
    claim(address) {
      if (taken.has(address)) return false;
      taken.add(address);
      return true;
    },
  };
}

/** The address at a place of a block; within an IPv4 /24 only the last number changes, which spares the arithmetic. */
function addressesFrom(block: Cidr): (place: number) => Ip {
  const { first, family, length } = cidrRange(block);
  if (family === 'IPv6' || length < 24) return (place) => ipFromValue(first + BigInt(place), family);
  const start = ipFromValue(first, family);
  const dot = start.lastIndexOf('.') + 1;
  const [prefix, last] = [start.slice(0, dot), Number(start.slice(dot))];
  return (place) => `${prefix}${last + place}` as Ip;
}

/** What is known of one block: places from its start that are used, found so far. */
interface Places {
  readonly at: (place: number) => Ip;
  readonly size: number;
  readonly used: Set<number>;
  isFull: boolean;
}

/** The address at an offset from the start of a block; `null` beyond its end. */
export function addressAt(block: Cidr, offset: number): Ip | null {
  const { first, last, family } = cidrRange(block);
  const value = first + BigInt(offset);
  return value > last ? null : ipFromValue(value, family);
}

/** Length of a node's share of the pod range: /24 (IPv6 /64), as kube-controller-manager's default, longer in a small range. */
export function nodeBlockLength(range: Cidr): number {
  const { family, length } = cidrRange(range);
  const usual = family === 'IPv4' ? 24 : 64;
  const longest = family === 'IPv4' ? 30 : 126;
  return length + 2 <= usual ? usual : Math.min(length + 4, longest);
}

/** Hands out blocks of one length from a range, none twice and none that overlaps a written one. */
export interface BlockPool {
  /** Block of that place in the range, from 0, if it is free. */
  at(index: number): Cidr | null;
  /** First free block from a place that the key gives; `null` when all are taken. */
  take(key: string): Cidr | null;
}

export function blockPool(range: Cidr, written: readonly Cidr[]): BlockPool {
  const { family, first, length: rangeLength } = cidrRange(range);
  const length = Math.max(nodeBlockLength(range), rangeLength);
  const width = family === 'IPv4' ? 32 : 128;
  const size = 1n << BigInt(width - length);
  const count = 2 ** Math.min(length - rangeLength, 24);
  const used = new Set<number>();
  const foreign = written.filter((block) => cidrRange(block).family === family).map(cidrRange);
  const isFree = (index: number): boolean => {
    if (used.has(index)) return false;
    const start = first + BigInt(index) * size;
    const end = start + size - 1n;
    return !foreign.some((other) => other.first <= end && start <= other.last);
  };
  const block = (index: number): Cidr => {
    used.add(index);
    return `${ipFromValue(first + BigInt(index) * size, family)}/${length}` as Cidr;
  };
  return {
    at: (index) => (index < count && isFree(index) ? block(index) : null),
    take(key) {
      const start = hash32(key) % count;
      for (let step = 0; step < Math.min(count, 65_536); step++) {
        const index = (start + step) % count;
        if (isFree(index)) return block(index);
      }
      return null;
    },
  };
}

export function ofFamily(blocks: readonly Cidr[], family: Family): Cidr | null {
  return blocks.find((block) => cidrRange(block).family === family) ?? null;
}

export function contains(blocks: readonly Cidr[], address: Ip): boolean {
  return blocks.some((block) => cidrContains(block, address));
}

/** The block of that length round an address. */
export function blockAround(address: Ip, length: number): Cidr {
  const { family, first } = cidrRange(`${address}/${address.includes(':') ? 128 : 32}` as Cidr);
  const host = BigInt((family === 'IPv4' ? 32 : 128) - length);
  return `${ipFromValue((first >> host) << host, family)}/${length}` as Cidr;
}
