import { labelsOf } from './labels.ts';
import type { Layout } from './layout.ts';
import type { Point, Rect } from './measures.ts';

/** Room for the packet itself, which its tag does not cover. */
const PACKET = 12;
const FARTHEST = 90;

/** Everything that a tag must not cover: boxes, names and the stops of rails. */
export function coverable(layout: Layout): readonly Rect[] {
  return [
    ...layout.cards,
    ...layout.outside,
    ...layout.balancers,
    ...layout.pods,
    ...layout.nodeFolds,
    ...labelsOf(layout),
    ...layout.machines.flatMap(({ cells, rail }) => cells.map(({ x }) => ({ x: x - 6, y: rail.y - 6, w: 12, h: 12 }))),
  ];
}

/**
 * Where the tag of a packet stands, as its upper left corner beside the packet: the nearest place inside the seen part
 * that covers nothing; where there is none, the one that covers least. All in the picture's units.
 */
export function placeTag(at: Point, tag: Pick<Rect, 'w' | 'h'>, obstacles: readonly Rect[], seen: Rect): Point {
  const reach = FARTHEST + tag.w;
  const near = [
    ...obstacles.filter((box) => distance(box, at) < reach),
    { x: at.x - PACKET, y: at.y - PACKET, w: 2 * PACKET, h: 2 * PACKET },
  ];
  let best: Point | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const offset of offsetsFor(tag)) {
    const rect = { x: at.x + offset.x, y: at.y + offset.y, ...tag };
    const covered = outsideOf(rect, seen) + near.reduce((sum, box) => sum + overlap(rect, box), 0);
    if (covered === 0) return offset;
    if (covered < least) [best, least] = [offset, covered];
  }
  return best ?? { x: PACKET, y: -tag.h - PACKET };
}

/** Offsets from near to far. */
function offsetsFor({ w, h }: Pick<Rect, 'w' | 'h'>): readonly Point[] {
  const offsets: (Point & { readonly far: number })[] = [];
  for (let y = -FARTHEST; y <= FARTHEST - h; y += 4) {
    const beside = y > -h - PACKET && y < PACKET;
    const xs = beside
      ? [PACKET + 2, -w - PACKET - 2]
      : [-3, -2, -1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((part) => (-w * part) / 8 + (part < 0 ? -2 : 0));
    for (const x of xs) offsets.push({ x, y, far: Math.abs(y + h / 2) + Math.abs(x + w / 2) / 4 });
  }
  return offsets.toSorted((a, b) => a.far - b.far);
}

/** How much of a tag covers something or lies outside of the seen part, in square units. */
export function coveredBy(tag: Rect, obstacles: readonly Rect[], seen: Rect): number {
  return outsideOf(tag, seen) + obstacles.reduce((sum, box) => sum + overlap(tag, box), 0);
}

function overlap(a: Rect, b: Rect): number {
  const w = Math.min(a.x + a.w, b.x + b.w) - Math.max(a.x, b.x);
  const h = Math.min(a.y + a.h, b.y + b.h) - Math.max(a.y, b.y);
  return w > 0 && h > 0 ? w * h : 0;
}

function outsideOf(a: Rect, seen: Rect): number {
  return a.w * a.h - overlap(a, seen);
}

function distance(box: Rect, { x, y }: Point): number {
  return Math.max(box.x - x, x - box.x - box.w, box.y - y, y - box.y - box.h, 0);
}
