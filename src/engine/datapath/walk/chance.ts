import { hash32 } from '#net';
import type { Fraction, Member, NonEmpty } from '#trace';
import { fraction } from '#trace';
import type { Branch, Chance } from '../flow.ts';

/** One way on from a fork: the alternative to take, those it stands for, and the probability of all of them together. */
export interface Way {
  readonly part: Fraction;
  readonly one: Member | string;
  readonly alike: NonEmpty<Member | string>;
  readonly branch: Branch;
}

/** All ways on, with exact shares; classes of weight 0 are left out. */
export function everyWay(branches: readonly Branch[]): readonly Way[] {
  const total = totalWeight(branches);
  return branches
    .filter((branch) => branch.weight > 0n)
    .map((branch) => ({
      part: fraction(branch.weight, total),
      one: branch.alike[0],
      alike: branch.alike,
      branch,
    }));
}

/** The way that this request takes: a hash of seed, request name, number, pass and choice point, so one more request changes no other. */
export function drawnWay(branches: readonly Branch[], choice: string, pass: string, chance: Chance): Way {
  const number = chance.sameConnection && pass === 'request' ? 0 : chance.number;
  const point = `${chance.seed}/${chance.request}/${number}/${pass}/${choice}`;
  const total = totalWeight(branches);
  const drawn = (BigInt(hash32(point)) * total) >> 32n;
  let passed = 0n;
  for (const branch of branches) {
    passed += branch.weight;
    if (drawn < passed) {
      const one = branch.alike[hash32(`${point}/which`) % branch.alike.length] ?? branch.alike[0];
      return { part: fraction(branch.weight, total), one, alike: branch.alike, branch };
    }
  }
  throw new RangeError('a fork without weight');
}

function totalWeight(branches: readonly Branch[]): bigint {
  const total = branches.reduce((sum, branch) => sum + branch.weight, 0n);
  if (total <= 0n) throw new RangeError('a fork without weight');
  return total;
}
