import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeOnLine } from './badge-place.ts';
import type { Point, Rect } from './measures.ts';
import { overlap } from './tag-place.ts';

const SEEN = { x: 0, y: 0, w: 600, h: 600 };
const WIDTHS = [160, 100, 40];
const across = [
  { x: 100, y: 300 },
  { x: 500, y: 300 },
];
const down = [
  { x: 300, y: 100 },
  { x: 300, y: 500 },
];

describe('a badge on a line', () => {
  it.each([
    {
      name: 'stands in the middle of a line across',
      points: across,
      solid: [],
      lines: [],
      at: { x: 220, y: 292, w: 160 },
    },
    {
      name: 'stands upright in the middle of a line down',
      points: down,
      solid: [],
      lines: [],
      at: { x: 292, y: 220, w: 16 },
    },
    {
      name: 'says less where there is less room, and covers no bend',
      points: [
        { x: 300, y: 100 },
        { x: 300, y: 160 },
      ],
      solid: [
        { x: 0, y: 0, w: 200, h: 600 },
        { x: 310, y: 0, w: 290, h: 600 },
      ],
      lines: [],
      at: { x: 292, y: 110, w: 16 },
    },
    {
      name: 'goes along the line to where nothing is',
      points: across,
      solid: [{ x: 250, y: 280, w: 350, h: 40 }],
      lines: [],
      at: { x: 146, y: 292, w: 100 },
    },
    {
      name: 'covers another line only where it must',
      points: across,
      solid: [],
      lines: [{ x: 0, y: 302, w: 600, h: 4 }],
      at: { x: 220, y: 292, w: 160 },
    },
  ])('$name', ({ points, solid, lines, at }) => {
    expect(placeOnLine(points, WIDTHS, 16, [{ solid, lines, seen: SEEN }])?.at).toMatchObject(at);
  });

  it('is not there where it would cover something solid', () => {
    expect(placeOnLine(down, WIDTHS, 16, [{ solid: [SEEN], lines: [], seen: SEEN }])).toBeNull();
  });

  it('runs as its line does nearer to a box rather than lie across it farther off', () => {
    const lines = [{ x: 288, y: 0, w: 3, h: 600 }];
    const farOff = { solid: [{ x: 0, y: 140, w: 302, h: 460 }], lines, seen: SEEN };
    const near = { solid: [{ x: 0, y: 140, w: 285, h: 460 }], lines, seen: SEEN };
    expect(placeOnLine(down, [160], 16, [farOff])?.at).toMatchObject({ w: 160, h: 16 });
    expect(placeOnLine(down, [160], 16, [farOff, near])?.at).toMatchObject({ w: 16, h: 160 });
  });

  const box = fc.record({
    x: fc.integer({ min: 0, max: 580 }),
    y: fc.integer({ min: 0, max: 580 }),
    w: fc.integer({ min: 2, max: 200 }),
    h: fc.integer({ min: 2, max: 120 }),
  });

  it('covers nothing solid, and its line runs through it', () => {
    fc.assert(
      fc.property(fc.array(box, { maxLength: 12 }), fc.constantFrom(across, down), (solid, points) => {
        const placed = placeOnLine(points, WIDTHS, 16, [{ solid, lines: [], seen: SEEN }]);
        if (!placed) return;
        for (const one of solid) expect(overlap(placed.at, one)).toBe(0);
        expect(runsThrough(points, placed.at)).toBe(true);
      }),
    );
  });
});

function runsThrough([a, b]: readonly Point[], { x, y, w, h }: Rect): boolean {
  if (!a || !b) return false;
  const isAcross = a.y === b.y && a.y > y && a.y < y + h && a.x <= x && b.x >= x + w;
  return isAcross || (a.x === b.x && a.x > x && a.x < x + w && a.y <= y && b.y >= y + h);
}
