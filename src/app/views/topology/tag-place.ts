import type { Point, Rect } from './measures.ts';

/** Room for the packet itself, which its tag does not cover. */
const PACKET = 12;
/** So much stays free between a tag and what it must not cover, where there is room for it; else nothing. */
const AROUND = [3, 0] as const;
/** A tag is no farther from its packet than this. */
const FARTHEST = 260;
const STEP_X = 6;
const STEP_Y = 8;

/** A line to a tag that crosses a box or a name makes its place as bad as so many units more, and more the longer it does. */
const CROSSING = 40;
const CROSSED_UNIT = 1.5;

type Size = Pick<Rect, 'w' | 'h'>;

/** What is written beside the way must cover none of it: `solid` are boxes, names and signs; `seen` is what is free otherwise. */
export interface Surroundings {
  readonly solid: readonly Rect[];
  readonly lines: readonly Rect[];
  readonly seen: Rect;
}

/**
 * Where the tag of a packet stands, as its upper left corner beside the packet: of all places within reach and inside the
 * seen part that cover nothing the one nearest to the packet, above rather than below, and not behind a box or a name;
 * where there is none, the one that covers least. All in the picture's units; the same picture gives the same place.
 */
export function placeTag(at: Point, tag: Size, around: Surroundings): Point {
  const reach = { x: at.x - FARTHEST - tag.w, y: at.y - FARTHEST - tag.h };
  const within = { ...reach, w: 2 * (FARTHEST + tag.w), h: 2 * (FARTHEST + tag.h) };
  const isNear = (box: Rect) => overlap(box, within) > 0;
  const solid = around.solid.filter(isNear);
  const near = [...solid, ...around.lines.filter(isNear), packetAt(at)];
  const search = { at, tag, solid, seen: around.seen };
  for (const free of AROUND) {
    const place = freePlace({ ...search, near: near.map((box) => grown(box, free)) });
    if (place) return place;
  }
  return leastCovering({ ...search, near });
}

interface Search {
  readonly at: Point;
  readonly tag: Size;
  /** What a tag there would cover. */
  readonly near: readonly Rect[];
  /** What the line to it would cross. */
  readonly solid: readonly Rect[];
  readonly seen: Rect;
}

/** The horizontal offsets that are tried: at the packet's sides, centred, and in steps on both sides. */
export function columnsOf({ w }: Size): readonly number[] {
  const steps = Math.ceil((FARTHEST + w / 2) / STEP_X);
  const inSteps = Array.from({ length: 2 * steps + 1 }, (_, index) => -w / 2 + (index - steps) * STEP_X);
  return [PACKET, -w - PACKET, ...inSteps];
}

function freePlace({ at, tag, near, solid, seen }: Search): Point | null {
  let best: Point | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const x of columnsOf(tag)) {
    const left = at.x + x;
    if (left < seen.x || left + tag.w > seen.x + seen.w) continue;
    for (const y of freeRows(left, at.y, tag, near, seen)) {
      const cost = costOf({ x, y, ...tag }, at, solid);
      if (cost < least) [best, least] = [{ x, y }, cost];
    }
  }
  return best;
}

/** Of each free stretch of a column the vertical offset that brings the tag nearest to the packet. */
function freeRows(left: number, middle: number, tag: Size, near: readonly Rect[], seen: Rect): readonly number[] {
  const taken = near
    .filter((box) => box.x < left + tag.w && left < box.x + box.w)
    .map((box) => ({ from: box.y - tag.h, to: box.y + box.h }))
    .toSorted((a, b) => a.from - b.from);
  const lowest = Math.min(seen.y + seen.h - tag.h, middle + FARTHEST);
  const rows: number[] = [];
  let from = Math.max(seen.y, middle - FARTHEST - tag.h);
  for (const stretch of [...taken, { from: lowest, to: lowest }]) {
    const to = Math.min(stretch.from, lowest);
    if (to >= from) rows.push(Math.min(to, Math.max(from, middle - tag.h / 2)) - middle);
    from = Math.max(from, stretch.to);
  }
  return rows;
}

function leastCovering({ at, tag, near, solid, seen }: Search): Point {
  let best: Point = { x: PACKET, y: -tag.h - PACKET };
  let least = Number.POSITIVE_INFINITY;
  for (const x of columnsOf(tag)) {
    for (let y = -FARTHEST / 2; y <= FARTHEST / 2; y += STEP_Y) {
      const rect = { x: at.x + x, y: at.y + y, ...tag };
      const cost = coveredBy(rect, near, seen) + costOf({ x, y, ...tag }, at, solid) / 4;
      if (cost < least) [best, least] = [{ x, y }, cost];
    }
  }
  return best;
}

/** How far a tag is from its packet, in units, with a little more below it and aside of it, and more behind something. */
function costOf(tag: Rect, at: Point, solid: readonly Rect[]): number {
  const to = nearestPoint(tag);
  const far = Math.hypot(to.x, to.y);
  const isTied = far > PACKET + AROUND[0];
  const crossed = isTied ? solid.map((box) => lengthIn(box, at, to)).filter((length) => length > 0) : [];
  const behind = crossed.reduce((sum, length) => sum + CROSSING + length * CROSSED_UNIT, 0);
  return far + (tag.y + tag.h / 2 > 0 ? 1 : 0) + Math.abs(tag.x + tag.w / 2) / 100 + behind;
}

/** How much of a straight line from the packet's edge to an offset from it lies in a box. */
function lengthIn({ x, y, w, h }: Rect, at: Point, to: Point): number {
  const length = Math.hypot(to.x, to.y);
  let [from, until] = [Math.min(1, PACKET / length), 1];
  for (const [start, move, low, high] of [
    [at.x, to.x, x, x + w],
    [at.y, to.y, y, y + h],
  ] as const) {
    if (move === 0) {
      if (start <= low || start >= high) return 0;
      continue;
    }
    const [a, b] = [(low - start) / move, (high - start) / move];
    [from, until] = [Math.max(from, Math.min(a, b)), Math.min(until, Math.max(a, b))];
  }
  return Math.max(0, until - from) * length;
}

/** The point of a tag at which a line from its packet ends; both are offsets from the packet. */
export function nearestPoint({ x, y, w, h }: Rect): Point {
  return { x: Math.min(x + w, Math.max(x, 0)), y: Math.min(y + h, Math.max(y, 0)) };
}

/** How much of a tag covers something or lies outside of the seen part, in square units. */
export function coveredBy(tag: Rect, obstacles: readonly Rect[], seen: Rect): number {
  return tag.w * tag.h - overlap(tag, seen) + obstacles.reduce((sum, box) => sum + overlap(tag, box), 0);
}

function packetAt({ x, y }: Point): Rect {
  return { x: x - PACKET, y: y - PACKET, w: 2 * PACKET, h: 2 * PACKET };
}

/** A rectangle with so much around it. */
export function grown({ x, y, w, h }: Rect, by: number): Rect {
  return { x: x - by, y: y - by, w: w + 2 * by, h: h + 2 * by };
}

/** The area that two rectangles share. */
export function overlap(a: Rect, b: Rect): number {
  const w = Math.min(a.x + a.w, b.x + b.w) - Math.max(a.x, b.x);
  const h = Math.min(a.y + a.h, b.y + b.h) - Math.max(a.y, b.y);
  return w > 0 && h > 0 ? w * h : 0;
}
