import type { StripChip } from './strip.ts';

/** At both sides of what is seen the rows fade, where they go on: under the names, and to the right. */
export const FADES = { before: 16, after: 24 } as const;

/**
 * How far the strip is scrolled, in pixels, so that a chip is seen whole between what fades; as far as it is, if the chip
 * is. What comes next is more than what went before: the chip stands in the first third, where it fits there.
 */
export function followed({ x, w }: Pick<StripChip, 'x' | 'w'>, left: number, width: number): number {
  const most = Math.max(0, x - FADES.before);
  const least = x + w + FADES.after - width;
  if (left <= x - (left === 0 ? 0 : FADES.before) && left >= least) return left;
  return Math.min(most, Math.max(0, least, x - width / 3));
}
