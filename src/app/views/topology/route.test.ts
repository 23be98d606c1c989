import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Location } from '#view';
import { layOut, type Layout } from './layout.ts';
import type { Point, Rect } from './measures.ts';
import type { Needed } from './needed.ts';
import { randomJourney } from './picture.fixture.ts';
import { route, stopAt } from './route.ts';

const shapes = ['wide', 'narrow'] as const;

describe.each(shapes)('the way through a %s picture', (shape) => {
  it('runs orthogonally from stop to stop', () => {
    each(shape, (_, points, from, to) => {
      expect(points[0]).toEqual(from);
      expect(points.at(-1)).toEqual(to);
      for (const [a, b] of segments(points)) expect(a.x === b.x || a.y === b.y).toBe(true);
    });
  });

  it('never runs over a box or a label', () => {
    each(shape, (layout, points, from, to) => {
      for (const rect of forbidden(layout, [from, to])) {
        for (const segment of segments(points))
          expect(crosses(segment, rect), JSON.stringify({ segment, rect })).toBe(false);
      }
    });
  });

  it('stays inside the picture', () => {
    each(shape, (layout, points) => {
      for (const { x, y } of points) {
        expect(x >= 0 && x <= layout.width && y >= layout.divider && y <= layout.height).toBe(true);
      }
    });
  });
});

function each(
  shape: Layout['shape'],
  check: (layout: Layout, points: readonly Point[], from: Point, to: Point) => void,
): void {
  fc.assert(
    fc.property(randomJourney, ({ picture, visits }) => {
      const layout = layOut(picture, needed(visits), new Set(), shape);
      for (const [index, visit] of visits.entries()) {
        const before = visits[index - 1];
        const from = before && stopAt(layout, before);
        const to = stopAt(layout, visit);
        if (from && to) check(layout, route(layout, from, to, index), from.at, to.at);
      }
    }),
    { numRuns: 300 },
  );
}

function needed(visits: readonly Location[]): Needed {
  return {
    nodes: new Set(),
    pods: new Set(visits.flatMap(({ place }) => (place.kind === 'pod' ? [place.pod] : []))),
    rules: new Set(),
    outside: new Set(['203.0.113.7']),
    balancers: new Set(),
  };
}

function segments(points: readonly Point[]): readonly (readonly [Point, Point])[] {
  return points.slice(1).flatMap((point, index) => {
    const before = points[index];
    return before ? [[before, point] as const] : [];
  });
}

/** Boxes, and the strip of names under each rail and at the top of each node. A balancer is passed behind its own box. */
function forbidden(layout: Layout, ends: readonly Point[]): readonly Rect[] {
  return [
    ...layout.pods,
    ...layout.outside,
    ...layout.balancers.filter((box) => !ends.some(({ x, y }) => x === box.x + box.w && y === box.y + box.h / 2)),
    ...layout.machines.flatMap((machine) => [
      { x: machine.x + 20, y: machine.rail.y + 6, w: machine.w - 40, h: 15 },
      { x: machine.x + 20, y: machine.y + 4, w: 180, h: 16 },
    ]),
  ];
}

function crosses([a, b]: readonly [Point, Point], { x, y, w, h }: Rect): boolean {
  return Math.max(a.x, b.x) > x && Math.min(a.x, b.x) < x + w && Math.max(a.y, b.y) > y && Math.min(a.y, b.y) < y + h;
}
