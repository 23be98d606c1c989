import type { Point, Rect } from './measures.ts';
import { grown, overlap, type Surroundings } from './tag-place.ts';

const STEP = 4;
/** So much stays free between a badge and what it must not cover. */
const AROUND = 2;
/** So much of a badge is on the far side of a line that comes near its end. */
const END = 5;
/** A badge keeps so far from where a line bends. */
const BEND = 6;

/**
 * A place on a line for a badge that may be as wide as one of the widths, widest first: the line runs through it. The
 * widest that covers nothing, no bend and no other line is taken, nearest to the middle of a piece, upright
 * rather than lying where the piece runs so; else the widest that covers least of other lines; `null` where each would cover
 * something solid.
 */
export function placeOnLine(
  points: readonly Point[],
  widths: readonly number[],
  h: number,
  around: Surroundings,
): { readonly at: Rect; readonly choice: number } | null {
  const solid = around.solid.map((box) => grown(box, AROUND));
  let least: { readonly at: Rect; readonly choice: number; readonly covered: number } | null = null;
  for (const [choice, w] of widths.entries()) {
    for (const at of placesOn(points, { w, h })) {
      if (overlap(at, around.seen) < w * h - 0.01 || solid.some((box) => overlap(at, box) > 0)) continue;
      const covered = around.lines.reduce((sum, line) => sum + overlap(at, line), 0) / w;
      if (covered === 0) return { at, choice };
      if (least === null || covered < least.covered) least = { at, choice, covered };
    }
  }
  return least && { at: least.at, choice: least.choice };
}

/** The places on the pieces of a line, longest piece first, from its middle to its ends. */
function placesOn(points: readonly Point[], size: Pick<Rect, 'w' | 'h'>): readonly Rect[] {
  return points
    .slice(1)
    .flatMap((to, index) => {
      const from = points[index];
      return from ? [{ from, to, length: Math.abs(from.x - to.x) + Math.abs(from.y - to.y) }] : [];
    })
    .toSorted((a, b) => b.length - a.length)
    .flatMap(({ from, to }) => (from.y === to.y ? alongRow(from, to, size) : alongColumn(from, to, size)));
}

function alongRow(from: Point, to: Point, { w, h }: Pick<Rect, 'w' | 'h'>): readonly Rect[] {
  const low = Math.min(from.x, to.x);
  const room = Math.abs(from.x - to.x) - w - 2 * BEND;
  return fromMiddle(room).map((x) => ({ x: low + BEND + x, y: from.y - h / 2, w, h }));
}

function alongColumn(from: Point, to: Point, { w, h }: Pick<Rect, 'w' | 'h'>): readonly Rect[] {
  const low = Math.min(from.y, to.y);
  const room = (length: number) => fromMiddle(Math.abs(from.y - to.y) - length - 2 * BEND);
  const lying = [w / 2, w - END, END].flatMap((before) =>
    room(h).map((y) => ({ x: from.x - before, y: low + BEND + y, w, h })),
  );
  const upright = [h / 2, h - END, END].flatMap((before) =>
    room(w).map((y) => ({ x: from.x - before, y: low + BEND + y, w: h, h: w })),
  );
  return [...upright, ...lying];
}

/** From the middle of so much room to both ends, in steps. */
function fromMiddle(room: number): readonly number[] {
  if (room < 0) return [];
  const steps = Math.floor(room / 2 / STEP);
  const each = Array.from({ length: steps }, (_, index) => (index + 1) * STEP);
  return [room / 2, ...each.flatMap((far) => [room / 2 - far, room / 2 + far])];
}
