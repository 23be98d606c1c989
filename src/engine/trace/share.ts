declare const shareBrand: unique symbol;
/** A probability as a reduced fraction: `1`, `1/3`, `0`. */
export type Share = string & { readonly [shareBrand]: true };

/** An exact probability inside the engine; always reduced, `of` above 0. */
export interface Fraction {
  readonly part: bigint;
  readonly of: bigint;
}

export const ONE: Fraction = { part: 1n, of: 1n };
export const ZERO: Fraction = { part: 0n, of: 1n };

export function fraction(part: bigint, of: bigint): Fraction {
  if (of === 0n) throw new RangeError('a fraction of nothing');
  const divisor = greatestCommonDivisor(part, of);
  return { part: part / divisor, of: of / divisor };
}

export function times(a: Fraction, b: Fraction): Fraction {
  return fraction(a.part * b.part, a.of * b.of);
}

export function plus(a: Fraction, b: Fraction): Fraction {
  return fraction(a.part * b.of + b.part * a.of, a.of * b.of);
}

export function minus(a: Fraction, b: Fraction): Fraction {
  return fraction(a.part * b.of - b.part * a.of, a.of * b.of);
}

export function shareOf(value: Fraction): Share {
  return (value.of === 1n ? `${value.part}` : `${value.part}/${value.of}`) as Share;
}

export function fractionOf(share: Share): Fraction {
  const [part, of] = share.split('/');
  return fraction(BigInt(part ?? '0'), BigInt(of ?? '1'));
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let x = a < 0n ? -a : a;
  let y = b;
  while (y !== 0n) [x, y] = [y, x % y];
  return x === 0n ? 1n : x;
}
