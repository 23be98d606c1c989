import type { RequestWay } from '#view';
import type { Layout } from './layout.ts';
import type { Point } from './measures.ts';
import { lineName, type Move, movesOf, tracksOf } from './pass-ways.ts';
import { route, stopAt } from './route.ts';
import type { Channel, Choice, Take, Tracks } from './tracks.ts';

type Run = Pick<RequestWay, 'hops' | 'passes'>;

/** So many other choices are tried at most, so that a picture stands in time; a way through a large one keeps the rest. */
const TRIED = 200;

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

/** Lookups are drawn now and then only, so what they cross weighs less. */
const LOOKUP = 0.25;

/** How often lines of a run cross. */
export function crossingsOf(layout: Layout, run: Run, tracks: Tracks): number {
  return crossings(linesIn(run, layout), tracks);
}

function crossings(moves: readonly MoveLines[], tracks: Tracks): number {
  const level = new Set<Line>();
  const upright = new Set<Line>();
  for (const { way, linesOn } of moves)
    for (const line of linesOn(tracks.take(way))) (line.isLevel ? level : upright).add(line);
  let count = 0;
  for (const one of level) {
    for (const other of upright) {
      if (other.across <= one.from || one.to <= other.across) continue;
      if (one.across <= other.from || other.to <= one.across) continue;
      count += Math.min(one.weight, other.weight);
    }
  }
  return count;
}

/** A straight piece of a way, level or upright: its one coordinate across, and from where to where it lies. */
interface Line {
  readonly isLevel: boolean;
  readonly across: number;
  readonly from: number;
  readonly to: number;
  /** How bad it is to cross it. */
  readonly weight: number;
}

/** A move and its lines on tracks. They are found once for the same tracks in the channels that the move asks for. */
interface MoveLines {
  readonly way: string;
  readonly linesOn: (take: Take) => readonly Line[];
}

/** The moves of a run, those alike once. */
function linesIn(run: Run, layout: Layout): readonly MoveLines[] {
  const moves = movesOf(run, layout).map((move) => [JSON.stringify([move.way, move.from, move.hop.at]), move] as const);
  const all = new Map<string, Line>();
  return [...new Map(moves).values()].map((move) => {
    const known: { readonly asked: readonly (readonly [Channel, number])[]; readonly lines: readonly Line[] }[] = [];
    const linesOn = (take: Take) => {
      const found = known.find(({ asked }) => asked.every(([channel, at]) => take(channel) === at));
      if (found) return found.lines;
      const asked: (readonly [Channel, number])[] = [];
      const lines = linesOf(
        layout,
        move,
        (channel) => {
          const at = take(channel);
          asked.push([channel, at]);
          return at;
        },
        all,
      );
      known.push({ asked, lines });
      return lines;
    };
    return { way: lineName(0, move.way), linesOn };
  });
}

/** The straight pieces of a move; one that another move has too is the same object. */
function linesOf(layout: Layout, { hop, why, from }: Move, take: Take, lines: Map<string, Line>): readonly Line[] {
  const start = from && stopAt(layout, from, take);
  const end = stopAt(layout, hop.at, take);
  if (!start || !end) return [];
  const points = route(layout, start, end, take);
  return points.flatMap((b, index) => {
    const a = points[index - 1];
    if (!a) return [];
    const name = `${a.x} ${a.y} ${b.x} ${b.y}`;
    const line = lines.get(name) ?? lineBetween(a, b, why === 'lookup' ? LOOKUP : 1);
    lines.set(name, line);
    return [line];
  });
}

function lineBetween(a: Point, b: Point, weight: number): Line {
  const isLevel = a.y === b.y;
  const [from, to] = isLevel ? [a.x, b.x] : [a.y, b.y];
  return { isLevel, across: isLevel ? a.y : a.x, from: Math.min(from, to), to: Math.max(from, to), weight };
}
