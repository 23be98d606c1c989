import { labelsOf } from './labels.ts';
import type { Layout } from './layout.ts';
import type { Point, Rect } from './measures.ts';
import { linesOf } from './drawn-lines.ts';
import type { Leg } from './position.ts';
import type { TagSurroundings } from './tag-place.ts';

/** Half of what a line takes. */
const LINE = 1.5;
/** Half of the sign where a way ends. */
const SIGN = 8;

/** Boxes, names and the stops of rails: what nothing that is written beside the way may cover. */
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

/** The borders of nodes, their rails, the links between cards and the line between both bands. */
export function strokesOf(layout: Layout): readonly Rect[] {
  return [
    ...layout.machines.flatMap(({ x, y, w, h, rail }) => [
      stroke({ x, y }, { x: x + w, y }),
      stroke({ x, y: y + h }, { x: x + w, y: y + h }),
      stroke({ x, y }, { x, y: y + h }),
      stroke({ x: x + w, y }, { x: x + w, y: y + h }),
      stroke({ x: rail.left, y: rail.y }, { x: rail.right, y: rail.y }),
    ]),
    ...layout.links.flatMap(({ points }) => strokesAlong(points)),
    stroke({ x: 0, y: layout.divider }, { x: layout.width, y: layout.divider }),
  ];
}

/** What the tag of a packet at a hop must not cover, but for badges and the map; `stops` are the hops that nothing leads on from. */
export function besidePacket(
  layout: Layout,
  legs: readonly Leg[],
  now: number,
  stops: ReadonlySet<string>,
): Omit<TagSurroundings, 'seen'> {
  const signs = legs
    .filter(({ hop }, index) => index !== now && stops.has(hop))
    .flatMap(({ points }) => points.slice(-1))
    .map(({ x, y }) => ({ x: x - SIGN, y: y - SIGN, w: 2 * SIGN, h: 2 * SIGN }));
  const drawn = linesOf(legs, now).flatMap(({ pieces }) => pieces.flatMap(strokesAlong));
  return { solid: [...coverable(layout), ...signs], borders: strokesOf(layout), lines: drawn };
}

/** The pieces of the ways. */
export function waysOf(legs: readonly Pick<Leg, 'points'>[]): readonly Rect[] {
  return legs.flatMap(({ points }) => strokesAlong(points));
}

function strokesAlong(points: readonly Point[]): readonly Rect[] {
  return points.slice(1).flatMap((point, index) => {
    const before = points[index];
    return before ? [stroke(before, point)] : [];
  });
}

function stroke(a: Point, b: Point): Rect {
  const x = Math.min(a.x, b.x) - LINE;
  const y = Math.min(a.y, b.y) - LINE;
  return { x, y, w: Math.abs(a.x - b.x) + 2 * LINE, h: Math.abs(a.y - b.y) + 2 * LINE };
}
