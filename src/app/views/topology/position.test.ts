import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Leg, pathData, positionAt } from './position.ts';

const leg = (points: readonly (readonly [number, number])[], length: number): Leg => ({
  hop: String(length),
  pass: 'request',
  why: 'request',
  layer: 'pod',
  way: 'forward',
  points: points.map(([x, y]) => ({ x, y })),
  length,
});

const legs = [
  leg([[0, 0]], 0),
  leg(
    [
      [0, 0],
      [100, 0],
      [100, 50],
    ],
    150,
  ),
  leg([[100, 50]], 0),
];

describe('where the packet is', () => {
  const rows = [
    { name: 'at the first hop it rests at its place', t: 0, want: { x: 0, y: 0 } },
    { name: 'it rests a while before it moves on', t: 0.3, want: { x: 0, y: 0 } },
    { name: 'half way in time it is half way along', t: 0.675, want: { x: 75, y: 0 } },
    { name: 'at the next hop it has arrived', t: 1, want: { x: 100, y: 50 } },
    { name: 'where nothing moves it stays', t: 1.9, want: { x: 100, y: 50 } },
    { name: 'after the last hop it stays', t: 9, want: { x: 100, y: 50 } },
    { name: 'before the first hop it waits there', t: -1, want: { x: 0, y: 0 } },
  ];
  it.each(rows)('$name', ({ t, want }) => {
    const at = positionAt(legs, t);
    expect(at?.x).toBeCloseTo(want.x);
    expect(at?.y).toBeCloseTo(want.y);
  });

  it('is the same for the same playhead, and never jumps', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 2, noNaN: true }), (t) => {
        const [a, b] = [positionAt(legs, t), positionAt(legs, Math.min(2, t + 0.001))];
        expect(positionAt(legs, t)).toEqual(a);
        expect(Math.hypot((a?.x ?? 0) - (b?.x ?? 999), (a?.y ?? 0) - (b?.y ?? 999))).toBeLessThan(1);
      }),
    );
  });

  it('is nowhere without a way', () => {
    expect(positionAt([], 1)).toBeNull();
  });

  it('draws a way with rounded corners, from end to end', () => {
    expect(pathData(legs[1]?.points ?? [])).toBe('M0 0L94 0Q100 0 100 6L100 50');
    expect(pathData([{ x: 1, y: 1 }])).toBe('');
  });
});
