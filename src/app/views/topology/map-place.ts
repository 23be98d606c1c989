import { bandTitles } from './band-titles.ts';
import { needsMap, type PaneSize, type View } from './camera.ts';
import { waysOf } from './coverable.ts';
import type { Layout } from './layout.ts';
import type { Point, Rect } from './measures.ts';
import type { Leg } from './position.ts';
import { grown } from './tag-place.ts';

const GAP = 8;
const STEP = 16;
const HEIGHT = 84;
const MOST_WIDTH = 132;

/**
 * The map's place in the pane, in pixels, where much of the picture is not seen: free of boxes, of titles and of the way,
 * and so of the packet; `null` where there is no such place, or no need.
 */
export function mapIn(layout: Layout, legs: readonly Leg[], pane: PaneSize, view: View): Rect | null {
  if (!needsMap({ w: layout.width, h: layout.height }, pane, view)) return null;
  const scale = Math.min(MOST_WIDTH / layout.width, HEIGHT / layout.height);
  const size = { w: layout.width * scale, h: layout.height * scale };
  const titles = bandTitles(layout).map((title) => grown(title, GAP));
  const taken = [...mapped(layout), ...layout.machines, ...layout.nodeFolds, ...titles, ...waysOf(legs)];
  const at = freePlace(size, taken, pane, view);
  return at && { ...at, ...size };
}

/** The boxes that the map shows. */
export function mapped({ cards, outside, balancers, pods }: Layout): readonly Rect[] {
  return [...cards, ...outside, ...balancers, ...pods];
}

/**
 * Where in the pane a map lies without covering anything of the picture: in a corner, else along an edge; `null` where
 * there is no such place. In pixels of the pane; `boxes` are in units of the picture.
 */
export function freePlace(map: PaneSize, boxes: readonly Rect[], pane: PaneSize, view: View): Point | null {
  const far = { x: pane.w - map.w - GAP, y: pane.h - map.h - GAP };
  if (far.x < GAP || far.y < GAP) return null;
  const seen = boxes
    .map(({ x, y, w, h }) => ({
      x: x * view.zoom + view.x,
      y: y * view.zoom + view.y,
      w: w * view.zoom,
      h: h * view.zoom,
    }))
    .filter((box) => overlaps(box, { x: 0, y: 0, ...pane }));
  return places(far).find((at) => !seen.some((box) => overlaps(box, { ...at, ...map }))) ?? null;
}

function places(far: Point): readonly Point[] {
  const across = steps(far.x);
  const down = steps(far.y).toReversed();
  return [
    { x: GAP, y: far.y },
    far,
    { x: far.x, y: GAP },
    { x: GAP, y: GAP },
    ...down.flatMap((y) => [
      { x: GAP, y },
      { x: far.x, y },
    ]),
    ...across.flatMap((x) => [
      { x, y: far.y },
      { x, y: GAP },
    ]),
  ];
}

function steps(end: number): readonly number[] {
  return Array.from({ length: Math.max(0, Math.floor((end - GAP) / STEP)) }, (_, index) => GAP + index * STEP);
}

function overlaps(one: Rect, other: Rect): boolean {
  return one.x < other.x + other.w && other.x < one.x + one.w && one.y < other.y + other.h && other.y < one.y + one.h;
}
