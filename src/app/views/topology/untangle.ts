import type { RequestWay } from '#view';
import type { Layout } from './layout.ts';
import type { Point } from './measures.ts';
import { lineName, type Move, movesOf, tracksOf } from './pass-ways.ts';
import { route, stopAt } from './route.ts';
import type { Choice, Tracks } from './tracks.ts';

type Run = Pick<RequestWay, 'hops' | 'passes'>;

/** So many other choices are tried at most, so that a picture stands in time; a way through a large one keeps the rest. */
const TRIED = 300;

/**
 * The tracks of several runs that are drawn at once. The first run's ways change tracks as long as fewer of its lines
 * cross each other then; the others take what is free beside it.
 */
export function untangledTracks(layout: Layout, runs: readonly Run[]): Tracks {
  const [first] = runs;
  return first ? tracksOf(layout, runs, untangle(layout, first)) : tracksOf(layout, runs);
}

function untangle(layout: Layout, run: Run): Choice {
  const moves = movesIn(run, layout);
  let tracks = tracksOf(layout, [run]);
  let least = crossings(layout, moves, tracks);
  let left = TRIED;
  for (let before = Number.POSITIVE_INFINITY; least < before; ) {
    before = least;
    for (const change of tracks.changes()) {
      for (const choice of tracks.changed(change)) {
        if (least === 0 || left-- <= 0) return tracks.choice();
        const other = tracks.on(choice);
        const count = crossings(layout, moves, other);
        if (count < least) [tracks, least] = [other, count];
      }
    }
  }
  return tracks.choice();
}

/** The moves of a run, those alike once. */
function movesIn(run: Run, layout: Layout): readonly Move[] {
  const moves = movesOf(run, layout).map((move) => [JSON.stringify([move.way, move.from, move.hop.at]), move] as const);
  return [...new Map(moves).values()];
}

/** How often lines of a run cross. Lookups are drawn now and then only, so what they cross weighs less. */
export function crossingsOf(layout: Layout, run: Run, tracks: Tracks): number {
  return crossings(layout, movesIn(run, layout), tracks);
}

function crossings(layout: Layout, moves: readonly Move[], tracks: Tracks): number {
  const lines = linesOf(layout, moves, tracks);
  const level = lines.filter(({ a, b }) => a.y === b.y);
  const upright = lines.filter(({ a, b }) => a.y !== b.y);
  let count = 0;
  for (const one of level)
    for (const other of upright)
      if (liesAcross(one, other)) count += one.why === 'lookup' || other.why === 'lookup' ? 0.25 : 1;
  return count;
}

interface Line {
  readonly why: string;
  readonly a: Point;
  readonly b: Point;
}

/** The straight pieces of all ways, each once. */
function linesOf(layout: Layout, moves: readonly Move[], tracks: Tracks): readonly Line[] {
  const lines = new Map<string, Line>();
  for (const { hop, why, way, from } of moves) {
    const take = tracks.take(lineName(0, way));
    const start = from && stopAt(layout, from, take);
    const end = stopAt(layout, hop.at, take);
    if (!start || !end) continue;
    const points = route(layout, start, end, take);
    for (const [index, b] of points.entries()) {
      const a = points[index - 1];
      if (a) lines.set(`${a.x} ${a.y} ${b.x} ${b.y}`, { why, a, b });
    }
  }
  return [...lines.values()];
}

function liesAcross({ a, b }: Line, { a: c, b: d }: Line): boolean {
  return Math.min(a.x, b.x) < c.x && c.x < Math.max(a.x, b.x) && Math.min(c.y, d.y) < a.y && a.y < Math.max(c.y, d.y);
}
