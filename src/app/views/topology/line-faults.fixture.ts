import type { RequestWay } from '#view';
import { linesOf } from './drawn-lines.ts';
import type { Layout } from './layout.ts';
import type { Point } from './measures.ts';
import { segmentsOf } from './picture-faults.fixture.ts';
import { legsOf } from './position.ts';

/** Nearer than this two lines beside each other look like one that is drawn badly. */
const APART = 3;

/**
 * Where lines of a run lie on one another or too near beside each other, in words: at the first, the middle and the last
 * hop of each connection; and which hops have a line though their packet stays where it is.
 */
export function lineFaultsOf(layout: Layout, run: Pick<RequestWay, 'hops' | 'passes'>): readonly string[] {
  const legs = legsOf(layout, run);
  const moments = run.passes.flatMap(({ id }) => {
    const own = [...run.hops.keys()].filter((index) => run.hops[index]?.pass === id);
    return [0, Math.floor(own.length / 2), own.length - 1].flatMap((index) => own[index] ?? []);
  });
  const faults = [...new Set(moments)].flatMap((now) => {
    const pieces = linesOf(legs, now).flatMap(({ leg, pieces: drawn }) =>
      drawn.flatMap((points) => segmentsOf(points).map(([a, b]) => ({ hop: leg.hop, a, b }))),
    );
    return pieces.flatMap((one, index) =>
      pieces
        .slice(index + 1)
        .filter((other) => one.hop !== other.hop && areNear(one, other))
        .map((other) => `${one.hop} and ${other.hop} at ${spot(one.a)} and ${spot(other.a)}`),
    );
  });
  const stubs = legs.flatMap((leg, now) =>
    leg.length > 0
      ? []
      : linesOf(legs, now)
          .filter(({ leg: { length }, pieces }) => length === 0 && pieces.length > 0)
          .map(({ leg: { hop } }) => `${hop} stays and is drawn`),
  );
  return [...new Set([...faults, ...stubs])];
}

interface Piece {
  readonly a: Point;
  readonly b: Point;
}

function areNear(one: Piece, other: Piece): boolean {
  return (['x', 'y'] as const).some((axis) => {
    if (one.a[axis] !== one.b[axis] || other.a[axis] !== other.b[axis]) return false;
    const along = axis === 'x' ? 'y' : 'x';
    const from = Math.max(Math.min(one.a[along], one.b[along]), Math.min(other.a[along], other.b[along]));
    const to = Math.min(Math.max(one.a[along], one.b[along]), Math.max(other.a[along], other.b[along]));
    return to - from > 8 && Math.abs(one.a[axis] - other.a[axis]) < APART;
  });
}

function spot({ x, y }: Point): string {
  return `${Math.round(x)},${Math.round(y)}`;
}
