import type { Cidr, Family } from '#net';
import { cidrRange, ipFromValue } from '#net';

/**
 * Blocks in a rule as nft 1.0.6 lists them: one alone without braces, several in order, those that overlap or touch
 * as one block or as a range `FIRST-LAST`; a single address without its length.
 */
export function addressRanges(blocks: readonly Cidr[]): string {
  const [only, ...more] = blocks;
  if (only !== undefined && more.length === 0) return shownBlock(only);
  return `{ ${merged(blocks).map(shown).join(', ')} }`;
}

interface Interval {
  readonly family: Family;
  readonly first: bigint;
  readonly last: bigint;
}

function merged(blocks: readonly Cidr[]): readonly Interval[] {
  const sorted = blocks.map(cidrRange).sort((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : 0));
  const found: Interval[] = [];
  for (const { family, first, last } of sorted) {
    const before = found.at(-1);
    if (before === undefined || first > before.last + 1n) found.push({ family, first, last });
    else if (last > before.last) found[found.length - 1] = { ...before, last };
  }
  return found;
}

function shownBlock(block: Cidr): string {
  return shown(cidrRange(block));
}

function shown({ family, first, last }: Interval): string {
  const start = ipFromValue(first, family);
  if (first === last) return start;
  const size = last - first + 1n;
  const isBlock = (size & (size - 1n)) === 0n && first % size === 0n;
  const width = family === 'IPv4' ? 32 : 128;
  return isBlock ? `${start}/${width - (size.toString(2).length - 1)}` : `${start}-${ipFromValue(last, family)}`;
}
