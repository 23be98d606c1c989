import { describe, expect, it } from 'vitest';
import { follow, isCut, LEAST_ZOOM, restingView, wholeView } from './camera.ts';

const pane = { w: 600, h: 500 };

describe('where the picture stands', () => {
  const rows = [
    { name: 'a picture that fits is whole', picture: { w: 588, h: 400 }, zoom: 1, cut: false },
    { name: 'a small one grows, but not to a poster', picture: { w: 200, h: 100 }, zoom: 1.3, cut: false },
    { name: 'a large one keeps its texts readable', picture: { w: 1200, h: 900 }, zoom: LEAST_ZOOM, cut: true },
  ];
  it.each(rows)('$name', ({ picture, zoom, cut }) => {
    const view = restingView(picture, pane);
    expect(view.zoom).toBeCloseTo(zoom);
    expect(isCut(picture, pane, view)).toBe(cut);
  });

  it('is whole on demand, however small', () => {
    const picture = { w: 6000, h: 900 };
    expect(isCut(picture, pane, wholeView(picture, pane))).toBe(false);
  });
});

describe('following the packet', () => {
  const picture = { w: 1200, h: 900 };
  const view = restingView(picture, pane);
  const inside = ({ x, y, w, h }: { x: number; y: number; w: number; h: number }, at: typeof view) =>
    x * at.zoom + at.x >= 0 &&
    y * at.zoom + at.y >= 0 &&
    (x + w) * at.zoom + at.x <= pane.w &&
    (y + h) * at.zoom + at.y <= pane.h;

  it('moves nothing for a place that is seen', () => {
    expect(follow(view, { x: 100, y: 100, w: 120, h: 40 }, picture, pane)).toBe(view);
  });

  it.each([
    { name: 'to the right', place: { x: 1000, y: 100, w: 120, h: 40 } },
    { name: 'down', place: { x: 100, y: 850, w: 120, h: 40 } },
    { name: 'to the corner', place: { x: 1080, y: 860, w: 120, h: 40 } },
  ])('brings a place in $name', ({ place }) => {
    const next = follow(view, place, picture, pane);
    expect(inside(place, next)).toBe(true);
    expect(next.zoom).toBe(view.zoom);
  });

  it('goes no further than the edge of the picture', () => {
    const next = follow(view, { x: 1199, y: 899, w: 1, h: 1 }, picture, pane);
    expect(next.x + picture.w * next.zoom).toBeCloseTo(pane.w - 6);
    expect(next.y + picture.h * next.zoom).toBeCloseTo(pane.h - 6);
  });
});
