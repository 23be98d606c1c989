/** Numbers below a limit, the same for the same seed: a linear congruential generator. */
export type Random = (below: number) => number;

export function numbersFrom(seed: number): Random {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

export function range(size: number): readonly number[] {
  return Array.from({ length: Math.ceil(size) }, (_, index) => index);
}

export function oneOf<T>(random: Random, items: readonly [T, ...T[]]): T {
  return items[random(items.length)] ?? items[0];
}
