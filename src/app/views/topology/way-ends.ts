import type { Point } from './measures.ts';

/** How far ends stand from one another at least, in pixels of the page: what has to be hit is 24 wide, and 2 lie between. */
const APART = 26;

/** Where the signs of ends are drawn, in units of the picture: up and before their ends, off what the way ends at, and beside those that lie there already. */
export function placedEnds(ends: readonly Point[], zoom: number): readonly Point[] {
  const gap = APART / zoom;
  const placed: Point[] = [];
  for (const { x, y } of ends) {
    const at = { x: x - 14 / zoom, y: y - 13 / zoom };
    for (const near of placed.filter((one) => Math.abs(one.y - at.y) < gap).toSorted((a, b) => b.x - a.x))
      if (Math.abs(near.x - at.x) < gap) at.x = near.x - gap;
    placed.push(at);
  }
  return placed;
}
