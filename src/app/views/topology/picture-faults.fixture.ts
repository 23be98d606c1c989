import type { RequestWay } from '#view';
import { labelsOf } from './labels.ts';
import type { Layout } from './layout.ts';
import type { Point, Rect } from './measures.ts';
import { legsOf } from './position.ts';
import { coverable } from './coverable.ts';
import { placeTag } from './tag-place.ts';

/** What a reader would complain about in a picture with a way through it, in words; nothing if the rules are kept. */
export function faultsOf(layout: Layout, way: Pick<RequestWay, 'hops' | 'passes'>): readonly string[] {
  const boxes = [...layout.cards, ...layout.outside, ...layout.balancers, ...layout.pods, ...layout.nodeFolds];
  const faults: string[] = [];
  for (const [index, a] of boxes.entries()) {
    if (a.x < 0 || a.y < 0 || a.x + a.w > layout.width + 0.5 || a.y + a.h > layout.height)
      faults.push(`outside: ${spot(a)}`);
    for (const b of boxes.slice(index + 1)) if (covers(a, b)) faults.push(`overlap: ${spot(a)} and ${spot(b)}`);
  }
  const names = labelsOf(layout);
  for (const leg of legsOf(layout, way)) {
    const [first, last] = [leg.points[0], leg.points.at(-1)];
    for (const [a, b] of segmentsOf(leg.points)) {
      if (a.x !== b.x && a.y !== b.y) faults.push(`${leg.hop}: slanted`);
      if (Math.max(a.x, b.x) > layout.width || Math.min(a.x, b.x) < 0 || Math.min(a.y, b.y) < layout.divider) {
        faults.push(`${leg.hop}: leaves the picture`);
      }
      for (const box of [...layout.pods, ...layout.outside, ...layout.balancers]) {
        if (crosses(a, b, box) && !endsAt(first, box) && !endsAt(last, box))
          faults.push(`${leg.hop}: crosses ${spot(box)}`);
      }
      for (const name of names) if (crosses(a, b, name)) faults.push(`${leg.hop}: crosses a name at ${spot(name)}`);
    }
    if (last) faults.push(...tagFaults(layout, leg.hop, last));
  }
  return faults;
}

function tagFaults(layout: Layout, hop: string, at: Point): readonly string[] {
  const tag = { w: 150, h: 20 };
  const solid = coverable(layout);
  const offset = placeTag(at, tag, {
    solid,
    borders: [],
    lines: [],
    seen: { x: 0, y: 0, w: layout.width, h: layout.height },
  });
  const rect = { x: at.x + offset.x, y: at.y + offset.y, ...tag };
  return solid.filter((box) => covers(rect, box)).map((box) => `${hop}: its tag covers ${spot(box)}`);
}

export function segmentsOf(points: readonly Point[]): readonly (readonly [Point, Point])[] {
  return points.slice(1).flatMap((point, index) => {
    const before = points[index];
    return before ? [[before, point] as const] : [];
  });
}

function crosses(a: Point, b: Point, { x, y, w, h }: Rect): boolean {
  return Math.max(a.x, b.x) > x && Math.min(a.x, b.x) < x + w && Math.max(a.y, b.y) > y && Math.min(a.y, b.y) < y + h;
}

function endsAt(point: Point | undefined, { x, y, w, h }: Rect): boolean {
  return point !== undefined && point.x >= x && point.x <= x + w && point.y >= y && point.y <= y + h;
}

function covers(a: Rect, b: Rect): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

function spot({ x, y }: Point): string {
  return `${Math.round(x)},${Math.round(y)}`;
}
