import type { RequestWay } from '#view';
import type { Layout } from './layout.ts';
import type { Point } from './measures.ts';
import { lineName, type Move, movesOf, tracksOf } from './pass-ways.ts';
import { route, stopAt } from './route.ts';
import type { Channel, Choice, Take, Tracks } from './tracks.ts';

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
  const lines = linesIn(run, layout);
  let tracks = tracksOf(layout, [run]);
  let least = crossings(lines, tracks);
  let left = TRIED;
  for (let before = Number.POSITIVE_INFINITY; least < before; ) {
    before = least;
    for (const change of tracks.changes()) {
      for (const choice of tracks.changed(change)) {
        if (least === 0 || left-- <= 0) return tracks.choice();
        const other = tracks.on(choice);
        const count = crossings(lines, other);
        if (count < least) [tracks, least] = [other, count];
      }
    }
  }
  return tracks.choice();
}

/** How often lines of a run cross. Lookups are drawn now and then only, so what they cross weighs less. */
export function crossingsOf(layout: Layout, run: Run, tracks: Tracks): number {
  return crossings(linesIn(run, layout), tracks);
}

function crossings(moves: readonly MoveLines[], tracks: Tracks): number {
  const lines = new Map<string, Line>();
  for (const { way, linesOn } of moves) for (const line of linesOn(tracks.take(way))) lines.set(line.name, line);
  const level: Line[] = [];
  const upright: Line[] = [];
  for (const line of lines.values()) (line.a.y === line.b.y ? level : upright).push(line);
  let count = 0;
  for (const one of level)
    for (const other of upright)
      if (liesAcross(one, other)) count += one.why === 'lookup' || other.why === 'lookup' ? 0.25 : 1;
  return count;
}

/** A straight piece of a way; those that lie on one another have one name. */
interface Line {
  readonly name: string;
  readonly why: string;
  readonly a: Point;
  readonly b: Point;
}

/** A move and its lines on tracks. They are found once for the same tracks in the channels that the move asks for. */
interface MoveLines {
  readonly way: string;
  linesOn(take: Take): readonly Line[];
}

/** The moves of a run, those alike once. */
function linesIn(run: Run, layout: Layout): readonly MoveLines[] {
  const moves = movesOf(run, layout).map((move) => [JSON.stringify([move.way, move.from, move.hop.at]), move] as const);
  return [...new Map(moves).values()].map((move) => {
    const known: { readonly asked: readonly (readonly [Channel, number])[]; readonly lines: readonly Line[] }[] = [];
    const linesOn = (take: Take) => {
      const found = known.find(({ asked }) => asked.every(([channel, at]) => take(channel) === at));
      if (found) return found.lines;
      const asked: (readonly [Channel, number])[] = [];
      const lines = linesOf(layout, move, (channel) => {
        const at = take(channel);
        asked.push([channel, at]);
        return at;
      });
      known.push({ asked, lines });
      return lines;
    };
    return { way: lineName(0, move.way), linesOn };
  });
}

function linesOf(layout: Layout, { hop, why, from }: Move, take: Take): readonly Line[] {
  const start = from && stopAt(layout, from, take);
  const end = stopAt(layout, hop.at, take);
  if (!start || !end) return [];
  const points = route(layout, start, end, take);
  return points.flatMap((b, index) => {
    const a = points[index - 1];
    return a ? [{ name: `${a.x} ${a.y} ${b.x} ${b.y}`, why, a, b }] : [];
  });
}

function liesAcross({ a, b }: Line, { a: c, b: d }: Line): boolean {
  return Math.min(a.x, b.x) < c.x && c.x < Math.max(a.x, b.x) && Math.min(c.y, d.y) < a.y && a.y < Math.max(c.y, d.y);
}
