/** A set of small numbers, one bit each. */
export type Bits = Uint32Array;

export function noBits(size: number): Bits {
  return new Uint32Array(Math.ceil(size / 32));
}

/** All of 0 to `size` - 1; the bits behind stay clear. */
export function allBits(size: number): Bits {
  const bits = noBits(size).fill(0xffffffff);
  const rest = size % 32;
  const last = bits.length - 1;
  if (rest > 0 && last >= 0) bits[last] = 2 ** rest - 1;
  return bits;
}

export function setBit(bits: Bits, at: number): void {
  const word = at >>> 5;
  bits[word] = (bits[word] ?? 0) | (1 << (at & 31));
}

export function hasBit(bits: Bits, at: number): boolean {
  return (((bits[at >>> 5] ?? 0) >>> (at & 31)) & 1) === 1;
}

export function addAll(into: Bits, from: Bits): void {
  for (let word = 0; word < into.length; word++) into[word] = (into[word] ?? 0) | (from[word] ?? 0);
}

export function keepOnly(into: Bits, from: Bits): void {
  for (let word = 0; word < into.length; word++) into[word] = (into[word] ?? 0) & (from[word] ?? 0);
}

export function dropAll(into: Bits, from: Bits): void {
  for (let word = 0; word < into.length; word++) into[word] = (into[word] ?? 0) & ~(from[word] ?? 0);
}

export function both(a: Bits, b: Bits): Bits {
  const result = a.slice();
  keepOnly(result, b);
  return result;
}

export function countBits(bits: Bits): number {
  let count = 0;
  for (const word of bits) {
    let left = word - ((word >>> 1) & 0x55555555);
    left = (left & 0x33333333) + ((left >>> 2) & 0x33333333);
    count += Math.imul((left + (left >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
  }
  return count;
}

/** Columns of a square of bits become rows: bit `r` of column `c` is bit `c` of row `r` (Hacker's Delight, 7-3). */
export function transposed(columns: readonly Bits[], size: number): readonly Bits[] {
  const rows = Array.from({ length: size }, () => noBits(size));
  const block = new Uint32Array(32);
  for (let column = 0; column < size; column += 32) {
    for (let word = 0; word * 32 < size; word++) {
      for (let i = 0; i < 32; i++) block[i] = columns[column + i]?.[word] ?? 0;
      transposeBlock(block);
      for (let i = 0; i < 32; i++) {
        const row = rows[word * 32 + i];
        if (row !== undefined) row[column >>> 5] = block[i] ?? 0;
      }
    }
  }
  return rows;
}

function transposeBlock(block: Uint32Array): void {
  let mask = 0x0000ffff;
  for (let width = 16; width > 0; width >>>= 1, mask ^= mask << width) {
    for (let i = 0; i < 32; i = (i + width + 1) & ~width) {
      const low = block[i] ?? 0;
      const high = block[i + width] ?? 0;
      const swap = ((low >>> width) ^ high) & mask;
      block[i + width] = high ^ swap;
      block[i] = low ^ (swap << width);
    }
  }
}
