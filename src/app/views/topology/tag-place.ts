import type { Point, Rect } from './measures.ts';

/** Room for the packet itself, which its tag does not cover. */
const PACKET = 12;
/** A tag is no farther from its packet than this. */
const FARTHEST = 260;
/** So near, a tag needs no line to it. */
const UNTIED = 16;
/** A packet rests no farther from its own box. */
const OWN = 6;
/** A line so near to a box looks as if it were its border. */
const TOUCH = 2;
/** No text of a box is nearer to its border. */
const BLANK = 3;
const STEP_X = 6;
const STEP_Y = 8;
/** How far a tag may stand from the nearest place of a free stretch: the line to it may cross less from there. */
const ASIDE = [0, -4, 4, -8, 8, -12, 12] as const;

/** A line to a tag that crosses a line of the way makes its place as bad as so many units more, and more the longer it does. */
const CROSSING = 15;
const CROSSED_UNIT = 0.4;

/** What may be tried: so much stays free around the tag, it covers lines of the way or not, and is so much worse for that. */
const TRIALS = [
  { free: 3, onLines: 'never', worse: 0 },
  { free: 0, onLines: 'never', worse: 12 },
  { free: 0, onLines: 'allowed', worse: 80 },
] as const;

type Size = Pick<Rect, 'w' | 'h'>;

/** What is written beside the way must cover none of it: `solid` are boxes, names and signs; `seen` is what is free otherwise. */
export interface Surroundings {
  readonly solid: readonly Rect[];
  readonly lines: readonly Rect[];
  readonly seen: Rect;
}

/** The same for a tag: `borders` are lines of the picture itself, which a tag must not cover, and the line to it not cross. */
export interface TagSurroundings extends Surroundings {
  readonly borders: readonly Rect[];
}

/**
 * Where the tag of a packet stands, as its upper left corner beside the packet: of all places within reach and inside the
 * seen part that cover no box, name or border, and to which a line crosses none, the one nearest to the packet, above
 * rather than below, and off the lines of the way where that is not far; where there is none, one to which the line
 * crosses borders, but neither crosses a box or a name nor touches one that is not the packet's own; where there is none
 * of these either, one to which it crosses something; else the one that covers least. All in the picture's units; the same
 * picture gives the same place.
 */
export function placeTag(at: Point, tag: Size, around: TagSurroundings): Point {
  const reach = { x: at.x - FARTHEST - tag.w, y: at.y - FARTHEST - tag.h };
  const within = { ...reach, w: 2 * (FARTHEST + tag.w), h: 2 * (FARTHEST + tag.h) };
  const isNear = (box: Rect) => overlap(box, within) > 0;
  const solid = around.solid.filter(isNear);
  const barriers = [...solid, ...around.borders.filter(isNear)];
  const lines = around.lines.filter(isNear);
  const touched = solid.map((box) => untouchable(box, at));
  const search = { at, tag, barriers, touched, lines, seen: around.seen };
  return (
    freePlace(search, 'nothing') ??
    freePlace(search, 'borders') ??
    freePlace(search, 'anything') ??
    leastCovering({ ...search, near: [...barriers, ...lines, packetAt(at)] })
  );
}

interface Search {
  readonly at: Point;
  readonly tag: Size;
  /** What neither a tag covers nor the line to it crosses. */
  readonly barriers: readonly Rect[];
  /** Boxes and names, with as much around them as the line to a tag must not come into. */
  readonly touched: readonly Rect[];
  readonly lines: readonly Rect[];
  readonly seen: Rect;
}

/** The horizontal offsets that are tried: at the packet's sides, from it to either side, and in steps on both sides of centred. */
export function columnsOf({ w }: Size): readonly number[] {
  const steps = Math.ceil((FARTHEST + w / 2) / STEP_X);
  const inSteps = Array.from({ length: 2 * steps + 1 }, (_, index) => -w / 2 + (index - steps) * STEP_X);
  return [PACKET, -w - PACKET, 0, -w, ...inSteps];
}

/** The best of all trials; `across` says what the line to the tag may cross. */
function freePlace(search: Search, across: 'nothing' | 'borders' | 'anything'): Point | null {
  const { at, tag, barriers, touched, lines, seen } = search;
  let best: Point | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const { free, onLines, worse } of TRIALS) {
    const taken = [...barriers, packetAt(at), ...(onLines === 'never' ? lines : [])];
    const near = taken.map((box) => grown(box, free));
    for (const x of columnsOf(tag)) {
      const left = at.x + x;
      if (left < seen.x || left + tag.w > seen.x + seen.w) continue;
      for (const y of freeRows(left, at.y, tag, near, seen)) {
        const place = { x, y, ...tag };
        const to = nearestPoint(place);
        if (Math.hypot(to.x, to.y) + worse >= least) continue;
        const cost = costOf(place, at, lines) + worse;
        if (cost >= least) continue;
        const crossed = crossedOn(place, at, barriers);
        if (across === 'nothing' && crossed > 0) continue;
        if (across !== 'anything' && crossedOn(place, at, touched) > 0) continue;
        if (cost + crossed < least) [best, least] = [{ x, y }, cost + crossed];
      }
    }
  }
  return best;
}

/** Of each free stretch of a column the vertical offset that brings the tag nearest to the packet, and some beside it. */
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
    const nearest = Math.min(to, Math.max(from, middle - tag.h / 2));
    for (const aside of ASIDE) {
      const row = nearest + aside;
      if (row >= from && row <= to) rows.push(row - middle);
    }
    from = Math.max(from, stretch.to);
  }
  return rows;
}

function leastCovering({ at, tag, near, lines, seen }: Search & { readonly near: readonly Rect[] }): Point {
  let best: Point = { x: PACKET, y: -tag.h - PACKET };
  let least = Number.POSITIVE_INFINITY;
  for (const x of columnsOf(tag)) {
    for (let y = -FARTHEST / 2; y <= FARTHEST / 2; y += STEP_Y) {
      const rect = { x: at.x + x, y: at.y + y, ...tag };
      const cost = coveredBy(rect, near, seen) + costOf({ x, y, ...tag }, at, lines) / 4;
      if (cost < least) [best, least] = [{ x, y }, cost];
    }
  }
  return best;
}

/** How far a tag is from its packet, in units, with a little more below it and aside of it, and more across lines of the way. */
function costOf(tag: Rect, at: Point, lines: readonly Rect[]): number {
  const to = nearestPoint(tag);
  const across = crossedOn(tag, at, lines);
  return Math.hypot(to.x, to.y) + (tag.y + tag.h / 2 > 0 ? 1 : 0) + Math.abs(tag.x + tag.w / 2) / 100 + across;
}

/** How bad it is what a line from a packet to its tag crosses; nothing where they are so near that there is no line. */
function crossedOn(tag: Rect, at: Point, boxes: readonly Rect[]): number {
  const to = nearestPoint(tag);
  if (Math.hypot(to.x, to.y) <= UNTIED) return 0;
  return boxes.reduce((sum, box) => {
    const length = lengthIn(box, at, to);
    return length > 0 ? sum + CROSSING + length * CROSSED_UNIT : sum;
  }, 0);
}

/** A box or a name with what the line to a tag must not come into; of the packet's own, at whose edge it rests, what has text. */
export function untouchable(box: Rect, { x, y }: Point): Rect {
  const { x: left, y: top, w, h } = grown(box, OWN);
  const isOwn = x >= left && x <= left + w && y >= top && y <= top + h;
  return grown(box, isOwn ? -BLANK : TOUCH);
}

/** How much of a straight line from the packet's edge to an offset from it lies in a box. */
export function lengthIn({ x, y, w, h }: Rect, at: Point, to: Point): number {
  const [endX, endY] = [at.x + to.x, at.y + to.y];
  // Most boxes lie all on one side of the line; this is asked very often.
  if ((at.x <= x && endX <= x) || (at.x >= x + w && endX >= x + w)) return 0;
  if ((at.y <= y && endY <= y) || (at.y >= y + h && endY >= y + h)) return 0;
  const length = Math.hypot(to.x, to.y);
  let from = Math.min(1, PACKET / length);
  let until = 1;
  if (to.x !== 0) {
    const [left, right] = [(x - at.x) / to.x, (x + w - at.x) / to.x];
    from = Math.max(from, Math.min(left, right));
    until = Math.min(until, Math.max(left, right));
  }
  if (to.y !== 0) {
    const [top, bottom] = [(y - at.y) / to.y, (y + h - at.y) / to.y];
    from = Math.max(from, Math.min(top, bottom));
    until = Math.min(until, Math.max(top, bottom));
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
