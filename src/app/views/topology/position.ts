import type { Hop, Pass, RequestWay } from '#view';
import type { Layout } from './layout.ts';
import type { Point } from './measures.ts';
import { lineName, movesOf } from './pass-ways.ts';
import { POD_ENDS, route, type Stop, stopAt } from './route.ts';
import type { Tracks } from './tracks.ts';
import { untangledTracks } from './untangle.ts';

/** The way to one hop from the one before; a single point where the packet does not move. */
export interface Leg {
  readonly hop: string;
  readonly pass: string;
  /** Why its pass was opened. */
  readonly why: Pass['why'];
  readonly layer: Hop['layer'];
  readonly way: Hop['way'];
  readonly points: readonly Point[];
  readonly length: number;
  /** The edges of the pods at which its line begins and ends, a little beyond where the packet rests; `null` where it is at none. */
  readonly edges: { readonly from: Point | null; readonly to: Point | null };
}

/** The way to each hop, in the order of the hops. A hop whose place is not drawn stays where the packet was. */
export function legsOf(layout: Layout, run: Pick<RequestWay, 'hops' | 'passes'>): readonly Leg[] {
  return legsOn(layout, run, untangledTracks(layout, [run]), 0);
}

/** The same for one of several runs that are drawn at once, on the tracks that it has among them. */
export function legsOn(
  layout: Layout,
  run: Pick<RequestWay, 'hops' | 'passes'>,
  tracks: Tracks,
  index: number,
): readonly Leg[] {
  let rest: Point | null = null;
  return movesOf(run, layout).map(({ hop, why, way, from }) => {
    const take = tracks.take(lineName(index, way));
    const start = from && stopAt(layout, from, take);
    const end = stopAt(layout, hop.at, take);
    const points = start && end ? route(layout, start, end, take) : end ? [end.at] : start ? [start.at] : nowhere(rest);
    rest = points.at(-1) ?? rest;
    const edges = { from: edgeAt(start), to: edgeAt(end) };
    const { key, pass, layer } = hop;
    return { hop: key, pass, why, layer, way: hop.way, points, length: lengthOf(points), edges };
  });
}

function edgeAt(stop: Stop | null): Point | null {
  return stop?.kind === 'pod' ? { x: stop.at.x, y: stop.pod.y } : null;
}

/**
 * The line that is drawn of a leg: its packet's way from the edge of the pod that it begins at to that of the one it ends
 * at; where the packet stays, none.
 */
export function lineOf({ points, edges: { from, to } }: Pick<Leg, 'points' | 'edges'>): readonly Point[] {
  if (points.length < 2) return points;
  return [
    ...(from === null ? points.slice(0, 1) : [from]),
    ...points.slice(1, -1),
    ...(to === null ? points.slice(-1) : [to]),
  ];
}

function nowhere(rest: Point | null): readonly Point[] {
  return rest === null ? [] : [rest];
}

/** Where the packet is, `moved` of the way behind it from the hop at `index` to the next; `null` if nothing of the way is drawn. */
export function positionAt(legs: readonly Leg[], index: number, moved: number): Point | null {
  const here = Math.max(0, Math.min(index, legs.length - 1));
  const rest = legs[here]?.points.at(-1) ?? null;
  const next = legs[here + 1];
  if (!next || moved <= 0 || next.length === 0) return rest;
  const points = fromRest(rest, next);
  return along(points, lengthOf(points) * moved) ?? rest;
}

/** A way from where the packet rests: at a pod it goes along its edge to where the next way begins. */
function fromRest(rest: Point | null, { points, edges }: Leg): readonly Point[] {
  const [first] = points;
  if (!rest || !first || edges.from === null || rest.y !== first.y) return points;
  return Math.abs(rest.x - first.x) <= POD_ENDS.step * POD_ENDS.count ? [rest, ...points] : points;
}

/** Of an orthogonal way. */
export function lengthOf(points: readonly Point[]): number {
  let length = 0;
  for (const [index, point] of points.entries()) {
    const before = points[index - 1];
    if (before) length += distance(before, point);
  }
  return length;
}

function distance(a: Point, b: Point): number {
  return Math.abs(a.x - b.x) + Math.abs(a.y - b.y);
}

/** The point that many units along an orthogonal way. */
export function along(points: readonly Point[], units: number): Point | null {
  let left = units;
  let before = points[0] ?? null;
  for (const point of points.slice(1)) {
    if (!before) return null;
    const step = distance(before, point);
    if (left <= step) {
      const part = step === 0 ? 0 : left / step;
      return { x: before.x + (point.x - before.x) * part, y: before.y + (point.y - before.y) * part };
    }
    left -= step;
    before = point;
  }
  return before;
}

/** An SVG path along the points, corners rounded. */
export function pathData(points: readonly Point[], radius = 6): string {
  const [first, ...rest] = points;
  if (!first || rest.length === 0) return '';
  let data = `M${first.x} ${first.y}`;
  for (const [index, corner] of rest.entries()) {
    const before = points[index] ?? first;
    const after = rest[index + 1];
    if (!after) {
      data += `L${corner.x} ${corner.y}`;
      continue;
    }
    const r = Math.min(radius, distance(before, corner) / 2, distance(corner, after) / 2);
    const a = towards(corner, before, r);
    const b = towards(corner, after, r);
    data += `L${a.x} ${a.y}Q${corner.x} ${corner.y} ${b.x} ${b.y}`;
  }
  return data;
}

function towards(from: Point, to: Point, by: number): Point {
  const length = distance(from, to) || 1;
  return { x: from.x + ((to.x - from.x) / length) * by, y: from.y + ((to.y - from.y) / length) * by };
}
