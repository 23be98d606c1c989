import type { Point, Rect } from './measures.ts';
import { grown, overlap, type Surroundings } from './tag-place.ts';

const STEP = 4;
/** So much stays free between a badge and what it must not cover. */
const AROUND = 2;
/** So much of a badge is on the far side of a line that comes near its end. */
const END = 3;
/** A badge keeps so far from where a line bends. */
const BEND = 6;

/** Where a badge stands, which of its texts it has, and how much of other lines it covers. */
export interface PlacedBadge {
  readonly at: Rect;
  readonly choice: number;
  readonly covered: number;
}

/**
 * A place on a line for a badge that may be as wide as one of the widths, widest first: the line runs through it. The
 * widest that covers nothing, no bend and no other line is taken, nearest to the middle of a piece, one that runs as its
 * line does before any that lies across it; else the first that covers least of other lines; `null` where each would cover
 * something solid. Of several surroundings, best first, a place that runs as its line does is looked for in all of them
 * before one that lies across it is in any.
 */
export function placeOnLine(
  points: readonly Point[],
  widths: readonly number[],
  h: number,
  surroundings: readonly Surroundings[],
): PlacedBadge | null {
  const pieces = piecesOf(points);
  let least: PlacedBadge | null = null;
  for (const placed of [alongLine, acrossLine]) {
    for (const { solid, lines, seen } of surroundings) {
      const taken = solid.map((box) => grown(box, AROUND));
      for (const [choice, w] of widths.entries()) {
        for (const at of placed(pieces, { w, h })) {
          if (overlap(at, seen) < w * h - 0.01 || taken.some((box) => overlap(at, box) > 0)) continue;
          const covered = lines.reduce((sum, line) => sum + overlap(at, line), 0) / w;
          if (covered === 0) return { at, choice, covered };
          if (least === null || covered < least.covered) least = { at, choice, covered };
        }
      }
    }
  }
  return least;
}

interface Piece {
  readonly from: Point;
  readonly to: Point;
  readonly length: number;
}

/** The straight pieces of a line, longest first. */
function piecesOf(points: readonly Point[]): readonly Piece[] {
  return points
    .slice(1)
    .flatMap((to, index) => {
      const from = points[index];
      return from ? [{ from, to, length: Math.abs(from.x - to.x) + Math.abs(from.y - to.y) }] : [];
    })
    .toSorted((a, b) => b.length - a.length);
}

/** The places at which a badge runs as its line does, upright on one that runs down, from a piece's middle to its ends. */
function alongLine(pieces: readonly Piece[], { w, h }: Pick<Rect, 'w' | 'h'>): readonly Rect[] {
  return pieces.flatMap(({ from, to, length }) => {
    const free = fromMiddle(length - w - 2 * BEND);
    if (from.y === to.y) {
      const low = Math.min(from.x, to.x) + BEND;
      return free.map((x) => ({ x: low + x, y: from.y - h / 2, w, h }));
    }
    const low = Math.min(from.y, to.y) + BEND;
    return [h / 2, h - END, END].flatMap((before) => free.map((y) => ({ x: from.x - before, y: low + y, w: h, h: w })));
  });
}

/** The places at which a badge lies across a line that runs down. */
function acrossLine(pieces: readonly Piece[], { w, h }: Pick<Rect, 'w' | 'h'>): readonly Rect[] {
  return pieces
    .filter(({ from, to }) => from.y !== to.y)
    .flatMap(({ from, to, length }) => {
      const low = Math.min(from.y, to.y) + BEND;
      return [w / 2, w - END, END].flatMap((before) =>
        fromMiddle(length - h - 2 * BEND).map((y) => ({ x: from.x - before, y: low + y, w, h })),
      );
    });
}

/** From the middle of so much room to both ends, in steps. */
function fromMiddle(room: number): readonly number[] {
  if (room < 0) return [];
  const steps = Math.floor(room / 2 / STEP);
  const each = Array.from({ length: steps }, (_, index) => (index + 1) * STEP);
  return [room / 2, ...each.flatMap((far) => [room / 2 - far, room / 2 + far])];
}
