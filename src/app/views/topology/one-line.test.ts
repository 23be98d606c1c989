import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Point } from './measures.ts';
import { OneLine } from './one-line.ts';

const at = (x: number, y: number): Point => ({ x, y });

describe('of lines on one another', () => {
  it.each([
    { name: 'the first is drawn whole', drawn: [], line: [at(0, 0), at(9, 0)], left: [[at(0, 0), at(9, 0)]] },
    { name: 'what lies on another is not drawn', drawn: [at(9, 0), at(0, 0)], line: [at(2, 0), at(5, 0)], left: [] },
    {
      name: 'what goes on beyond another is drawn from there, round its corner',
      drawn: [at(0, 0), at(9, 0)],
      line: [at(4, 0), at(20, 0), at(20, 7)],
      left: [[at(9, 0), at(20, 0), at(20, 7)]],
    },
    {
      name: 'a line is drawn on both sides of another, in its direction',
      drawn: [at(4, 3), at(6, 3)],
      line: [at(9, 3), at(0, 3)],
      left: [
        [at(9, 3), at(6, 3)],
        [at(4, 3), at(0, 3)],
      ],
    },
    {
      name: 'crossing is not lying on',
      drawn: [at(3, -5), at(3, 5)],
      line: [at(0, 0), at(9, 0)],
      left: [[at(0, 0), at(9, 0)]],
    },
  ])('$name', ({ drawn, line, left }) => {
    const lines = new OneLine();
    lines.rest(drawn);
    expect(lines.rest(line)).toEqual(left);
  });

  it('every spot is drawn exactly once', () => {
    const walk = fc.array(fc.record({ turn: fc.boolean(), to: fc.integer({ min: 0, max: 12 }) }), { maxLength: 8 });
    fc.assert(
      fc.property(fc.array(walk, { maxLength: 5 }), (walks) => {
        const lines = new OneLine();
        const wanted = new Set<string>();
        const drawn: string[] = [];
        for (const steps of walks) {
          const points = [at(0, 0)];
          for (const { turn, to } of steps) {
            const { x, y } = points.at(-1) ?? at(0, 0);
            points.push(turn ? at(x, to) : at(to, y));
          }
          for (const spot of spotsOf(points)) wanted.add(spot);
          for (const piece of lines.rest(points)) drawn.push(...spotsOf(piece));
        }
        expect(new Set(drawn)).toEqual(wanted);
        expect(drawn).toHaveLength(wanted.size);
      }),
    );
  });
});

/** The unit steps that a line is made of. */
function spotsOf(points: readonly Point[]): readonly string[] {
  return points.slice(1).flatMap((to, index) => {
    const from = points[index] ?? to;
    const axis = from.x === to.x ? 'x' : 'y';
    const along = axis === 'x' ? 'y' : 'x';
    const [low, high] = [Math.min(from[along], to[along]), Math.max(from[along], to[along])];
    return Array.from({ length: high - low }, (_, step) => `${axis}${from[axis]} ${low + step}`);
  });
}
