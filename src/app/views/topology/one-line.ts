import type { Point } from './measures.ts';

/**
 * What of lines is still to be drawn where others run on the same spot: each place is drawn once, by whoever asks first.
 * Holds what was drawn so far.
 */
export class OneLine {
  private readonly drawn = new Map<string, readonly (readonly [number, number])[]>();

  /** The pieces of an orthogonal line that nothing drawn before lies on, in its direction. */
  rest(points: readonly Point[]): readonly (readonly Point[])[] {
    const pieces: Point[][] = [];
    for (const [index, to] of points.entries()) {
      const from = points[index - 1];
      if (!from || (from.x === to.x && from.y === to.y)) continue;
      for (const [a, b] of this.free(from, to)) {
        const last = pieces.at(-1);
        const end = last?.at(-1);
        if (last && end && near(end, a)) last.push(b);
        else pieces.push([a, b]);
      }
    }
    return pieces;
  }

  private free(from: Point, to: Point): readonly (readonly [Point, Point])[] {
    const axis = from.x === to.x ? 'x' : 'y';
    const along = axis === 'x' ? 'y' : 'x';
    const key = `${axis}${from[axis].toFixed(1)}`;
    const before = this.drawn.get(key) ?? [];
    const [low, high] = [Math.min(from[along], to[along]), Math.max(from[along], to[along])];
    this.drawn.set(key, [...before, [low, high]]);
    const left = before.reduce<readonly (readonly [number, number])[]>(without, [[low, high]]);
    const pieces = left.map(
      ([a, b]) =>
        [
          { ...from, [along]: a },
          { ...from, [along]: b },
        ] as const,
    );
    return from[along] <= to[along] ? pieces : pieces.toReversed().map(([a, b]) => [b, a] as const);
  }
}

/** Less than this between two lines is nothing. */
const NOTHING = 0.5;

function without(
  pieces: readonly (readonly [number, number])[],
  [from, to]: readonly [number, number],
): readonly (readonly [number, number])[] {
  return pieces.flatMap(([a, b]) =>
    to <= a || from >= b
      ? [[a, b] as const]
      : [[a, from] as const, [to, b] as const].filter(([start, end]) => end - start > NOTHING),
  );
}

function near(a: Point, b: Point): boolean {
  return Math.abs(a.x - b.x) < NOTHING && Math.abs(a.y - b.y) < NOTHING;
}
