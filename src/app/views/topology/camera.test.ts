import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { follow, isCut, LAYOUT_ZOOM, LEAST_ZOOM, restingView, type View, wholeView } from './camera.ts';
import type { Rect } from './measures.ts';

const pane = { w: 600, h: 500 };

function holds(view: View, { x, y, w, h }: Rect): boolean {
  const [left, top] = [x * view.zoom + view.x, y * view.zoom + view.y];
  return left >= 0 && top >= 0 && left + w * view.zoom <= pane.w && top + h * view.zoom <= pane.h;
}

describe('where the picture stands', () => {
  const far = { x: 700, y: 500, w: 400, h: 300 };
  const rows = [
    { name: 'a picture that fits is whole', picture: { w: 588, h: 400 }, way: null, zoom: 1, cut: false },
    { name: 'a small one grows, but not to a poster', picture: { w: 200, h: 100 }, way: null, zoom: 1.3, cut: false },
    { name: 'a higher one shrinks while it is readable', picture: { w: 588, h: 610 }, way: far, zoom: 0.8, cut: false },
    {
      name: 'a large one keeps its texts readable',
      picture: { w: 1200, h: 900 },
      way: null,
      zoom: LEAST_ZOOM,
      cut: true,
    },
    { name: 'of a large one the way is shown', picture: { w: 1200, h: 900 }, way: far, zoom: LAYOUT_ZOOM, cut: true },
    {
      name: 'for a longer way the texts are smaller',
      picture: { w: 1200, h: 900 },
      way: { x: 500, y: 100, w: 700, h: 400 },
      zoom: 0.84,
      cut: true,
    },
    {
      name: 'of a way that is too long the beginning is shown, readable',
      picture: { w: 1200, h: 900 },
      way: { x: 0, y: 0, w: 1200, h: 900 },
      zoom: LEAST_ZOOM,
      cut: true,
    },
  ];
  it.each(rows)('$name', ({ picture, way, zoom, cut }) => {
    const view = restingView(picture, pane, way);
    expect(view.zoom).toBeCloseTo(zoom);
    expect(isCut(picture, pane, view)).toBe(cut);
  });

  it('cuts nothing of a way that can be shown readably, wherever it is in the picture', () => {
    const part = fc.integer({ min: 0, max: 1000 });
    const ways = fc.record({
      x: part,
      y: part,
      w: fc.integer({ min: 0, max: Math.floor((pane.w - 12) / LEAST_ZOOM) }),
      h: fc.integer({ min: 0, max: Math.floor((pane.h - 12) / LEAST_ZOOM) }),
    });
    fc.assert(
      fc.property(ways, part, part, (way, right, below) => {
        const picture = { w: way.x + way.w + right + 1, h: way.y + way.h + below + 1 };
        const view = restingView(picture, pane, way);
        expect(view.zoom).toBeGreaterThanOrEqual(LEAST_ZOOM);
        expect(holds(view, way)).toBe(true);
      }),
    );
  });

  it('is whole on demand, however small', () => {
    const picture = { w: 6000, h: 900 };
    expect(isCut(picture, pane, wholeView(picture, pane))).toBe(false);
  });
});

describe('following the packet', () => {
  const picture = { w: 1200, h: 900 };
  const view = restingView(picture, pane, null);
  it('moves nothing for a place that is seen', () => {
    expect(follow(view, { x: 100, y: 100, w: 120, h: 40 }, picture, pane)).toBe(view);
  });

  it.each([
    { name: 'to the right', place: { x: 1000, y: 100, w: 120, h: 40 } },
    { name: 'down', place: { x: 100, y: 850, w: 120, h: 40 } },
    { name: 'to the corner', place: { x: 1080, y: 860, w: 120, h: 40 } },
  ])('brings a place in $name', ({ place }) => {
    const next = follow(view, place, picture, pane);
    expect(holds(next, place)).toBe(true);
    expect(next.zoom).toBe(view.zoom);
  });

  it('goes no further than the edge of the picture', () => {
    const next = follow(view, { x: 1199, y: 899, w: 1, h: 1 }, picture, pane);
    expect(next.x + picture.w * next.zoom).toBeCloseTo(pane.w - 6);
    expect(next.y + picture.h * next.zoom).toBeCloseTo(pane.h - 6);
  });
});
