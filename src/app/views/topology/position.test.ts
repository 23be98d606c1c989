import { describe, expect, it } from 'vitest';
import { type Leg, lineOf, pathData, positionAt } from './position.ts';

const leg = (points: readonly (readonly [number, number])[], length: number): Leg => ({
  hop: String(length),
  pass: 'request',
  why: 'request',
  layer: 'pod',
  edges: { from: null, to: null },
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
    { name: 'at the first hop it rests at its place', index: 0, moved: 0, want: { x: 0, y: 0 } },
    { name: 'half way there it is half way along', index: 0, moved: 0.5, want: { x: 75, y: 0 } },
    { name: 'round the corner it goes on', index: 0, moved: 0.8, want: { x: 100, y: 20 } },
    { name: 'at the next hop it has arrived', index: 1, moved: 0, want: { x: 100, y: 50 } },
    { name: 'where nothing moves it stays', index: 1, moved: 0.9, want: { x: 100, y: 50 } },
    { name: 'after the last hop it stays', index: 9, moved: 0.5, want: { x: 100, y: 50 } },
    { name: 'before the first hop it waits there', index: -1, moved: 0, want: { x: 0, y: 0 } },
  ];
  it.each(rows)('$name', ({ index, moved, want }) => {
    const at = positionAt(legs, index, moved);
    expect(at?.x).toBeCloseTo(want.x);
    expect(at?.y).toBeCloseTo(want.y);
  });

  it('goes along the edge of a pod to where the next way leaves it, and from nowhere else', () => {
    const left = leg(
      [
        [92, 50],
        [92, 0],
      ],
      50,
    );
    const atPod = { ...left, edges: { from: { x: 92, y: 56 }, to: null } };
    const rested = legs.slice(0, 2);
    expect(positionAt([...rested, atPod], 1, 8 / 58)).toEqual({ x: 92, y: 50 });
    expect(positionAt([...rested, atPod], 1, 4 / 58)).toEqual({ x: 96, y: 50 });
    expect(positionAt([...rested, left], 1, 0.5)).toEqual({ x: 92, y: 25 });
  });

  it('is drawn to the edges of pods where it goes, and draws nothing where it stays', () => {
    const edges = { from: null, to: { x: 100, y: 56 } };
    expect(
      lineOf({
        points: [
          { x: 100, y: 0 },
          { x: 100, y: 50 },
        ],
        edges,
      }),
    ).toEqual([{ x: 100, y: 0 }, edges.to]);
    expect(lineOf({ points: [{ x: 100, y: 50 }], edges })).toHaveLength(1);
  });

  it('is nowhere without a way', () => {
    expect(positionAt([], 1, 0.5)).toBeNull();
  });

  it('draws a way with rounded corners, from end to end', () => {
    expect(pathData(legs[1]?.points ?? [])).toBe('M0 0L94 0Q100 0 100 6L100 50');
    expect(pathData([{ x: 1, y: 1 }])).toBe('');
  });
});
