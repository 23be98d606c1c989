import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Rect } from './measures.ts';
import { columnsOf, overlap, placeTag } from './tag-place.ts';

const AT = { x: 300, y: 300 };
const TAG = { w: 120, h: 20 };
const SEEN = { x: 0, y: 0, w: 600, h: 600 };
const PACKET = { x: AT.x - 12, y: AT.y - 12, w: 24, h: 24 };

function tagBeside(solid: readonly Rect[], lines: readonly Rect[] = [], borders: readonly Rect[] = []): Rect {
  const seen = SEEN;
  const { x, y } = placeTag(AT, TAG, { solid, borders, lines, seen });
  return { x: AT.x + x, y: AT.y + y, ...TAG };
}

const all = { x: 0, y: 0, w: 600, h: 600 };

describe('the tag of a packet', () => {
  it.each([
    { name: 'stands above it, in its middle', solid: [], lines: [], at: { x: 240, y: 265 } },
    {
      name: 'stands below where above is taken',
      solid: [{ x: 0, y: 0, w: 600, h: 285 }],
      lines: [],
      at: { x: 240, y: 315 },
    },
    {
      name: 'leaves a line free that the packet came on',
      solid: [],
      lines: [{ x: 0, y: 298, w: 300, h: 4 }],
      at: { x: 240, y: 265 },
    },
    {
      name: 'stands where nothing is, farther away',
      solid: [{ x: 100, y: 200, w: 400, h: 200 }],
      lines: [],
      at: { x: 240, y: 177 },
    },
    {
      name: 'stands close to what surrounds it where there is no more room',
      solid: [
        { x: 0, y: 0, w: 600, h: 251 },
        { x: 0, y: 272, w: 600, h: 328 },
      ],
      lines: [],
      at: { x: 240, y: 252 },
    },
  ])('$name', ({ solid, lines, at }) => {
    expect(tagBeside(solid, lines)).toEqual({ ...at, ...TAG });
  });

  it('is not tied to its packet across a box where there is another place', () => {
    const below = { x: 0, y: 330, w: 600, h: 20 };
    const above = { x: 0, y: 100, w: 600, h: 185 };
    const beside = [
      { x: 0, y: 285, w: 100, h: 45 },
      { x: 280, y: 285, w: 320, h: 10 },
    ];
    const tag = tagBeside([below, above, ...beside], [{ x: 150, y: 298, w: 450, h: 4 }]);
    expect(tag.y).toBeGreaterThan(300);
    expect(tag.y).toBeLessThan(330);
  });

  it.each([
    { name: 'a line of the way rather than stand far away', bar: 'line', side: 'right' },
    { name: 'no border, however near the place behind it is', bar: 'border', side: 'left' },
  ])('is tied across $name', ({ bar, side }) => {
    const between = [
      { x: 0, y: 0, w: 600, h: 280 },
      { x: 0, y: 320, w: 600, h: 280 },
      { x: 180, y: 280, w: 148, h: 16 },
      { x: 180, y: 304, w: 148, h: 16 },
    ];
    const upright = [{ x: 328, y: 280, w: 2, h: 40 }];
    const tag = tagBeside(between, bar === 'line' ? upright : [], bar === 'border' ? upright : []);
    expect(tag.x > AT.x ? 'right' : 'left').toBe(side);
  });

  it('is tied across a border rather than across a box', () => {
    const border = { x: 100, y: 0, w: 3, h: 600 };
    const shut = [
      { x: 103, y: 0, w: 497, h: 285 },
      { x: 103, y: 315, w: 497, h: 25 },
      { x: 103, y: 370, w: 497, h: 230 },
      { x: 320, y: 285, w: 280, h: 30 },
    ];
    const room = { x: -100, y: 0, w: 700, h: 600 };
    const offset = placeTag(AT, { w: 195, h: 20 }, { solid: shut, borders: [border], lines: [], seen: room });
    expect(AT.x + offset.x).toBeLessThan(border.x);
  });

  it('is not tied along the edge of a box that is not its packet’s', () => {
    const own = { x: 200, y: 270, w: 100, h: 60 };
    const next = { x: 200, y: 344, w: 100, h: 16 };
    const roof = { x: 200, y: 230, w: 90, h: 36 };
    const right = { x: 303, y: 0, w: 297, h: 600 };
    const left = { x: 0, y: 230, w: 170, h: 200 };
    const tag = tagBeside([own, next, roof, right, left]);
    expect(tag.y + tag.h).toBeLessThanOrEqual(own.y);
  });

  it('covers as little as it can where nothing is free', () => {
    const tag = tagBeside(
      [
        { ...all, h: 380 },
        { ...all, y: 380, h: 220, x: 60 },
      ],
      [],
    );
    expect(overlap(tag, { ...all, h: 380 })).toBe(0);
  });

  const box = fc.record({
    x: fc.integer({ min: 0, max: 580 }),
    y: fc.integer({ min: 0, max: 580 }),
    w: fc.integer({ min: 2, max: 500 }),
    h: fc.integer({ min: 2, max: 120 }),
  });
  const boxes = fc.array(box, { maxLength: 14 });

  it('covers no box and is all seen wherever one of its places is free', () => {
    fc.assert(
      fc.property(boxes, boxes, (solid, lines) => {
        const taken = [...solid, PACKET];
        const isFree = (tag: Rect) =>
          overlap(tag, SEEN) === TAG.w * TAG.h && taken.every((one) => overlap(tag, one) === 0);
        const rows = Array.from({ length: 521 }, (_, index) => index - 260);
        const isAnyFree = columnsOf(TAG).some((x) => rows.some((y) => isFree({ x: AT.x + x, y: AT.y + y, ...TAG })));
        const isPlacedFree = isFree(tagBeside(solid, lines));
        expect(isPlacedFree || !isAnyFree).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('stands in one place for one picture, whatever the order of its things', () => {
    fc.assert(
      fc.property(boxes, (solid) => {
        const backwards = solid.reduce<readonly Rect[]>((before, one) => [one, ...before], []);
        expect(tagBeside(backwards)).toEqual(tagBeside(solid));
      }),
    );
  });
});
