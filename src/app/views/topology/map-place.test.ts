import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { freePlace } from './map-place.ts';

const PANE = { w: 400, h: 300 };
const MAP = { w: 100, h: 80 };
const AT_REST = { x: 0, y: 0, zoom: 1 };

describe('the map', () => {
  it.each([
    { name: 'lies in a corner', boxes: [], at: { x: 8, y: 212 } },
    { name: 'lies in another where that is taken', boxes: [{ x: 0, y: 250, w: 60, h: 50 }], at: { x: 292, y: 212 } },
    {
      name: 'lies at an edge where all corners are taken',
      boxes: [
        { x: 0, y: 0, w: 400, h: 60 },
        { x: 0, y: 250, w: 400, h: 50 },
        { x: 300, y: 0, w: 100, h: 300 },
      ],
      at: { x: 8, y: 168 },
    },
    { name: 'is not there where it would cover something', boxes: [{ x: 0, y: 0, w: 400, h: 300 }], at: null },
  ])('$name', ({ boxes, at }) => {
    expect(freePlace(MAP, boxes, PANE, AT_REST)).toEqual(at);
  });

  it('is not there in a pane smaller than it', () => {
    expect(freePlace(MAP, [], { w: 110, h: 300 }, AT_REST)).toBeNull();
  });

  it('covers nothing, wherever the picture stands', () => {
    const side = fc.integer({ min: -300, max: 600 });
    const box = fc.record({ x: side, y: side, w: fc.constant(90), h: fc.constant(40) });
    const view = fc.record({ x: side, y: side, zoom: fc.double({ min: 0.2, max: 2, noNaN: true }) });
    fc.assert(
      fc.property(fc.array(box, { maxLength: 20 }), view, (boxes, at) => {
        const place = freePlace(MAP, boxes, PANE, at);
        if (place === null) return;
        for (const { x, y, w, h } of boxes) {
          const [left, top] = [x * at.zoom + at.x, y * at.zoom + at.y];
          const isBeside = left >= place.x + MAP.w || left + w * at.zoom <= place.x;
          expect(isBeside || top >= place.y + MAP.h || top + h * at.zoom <= place.y).toBe(true);
        }
      }),
    );
  });
});
