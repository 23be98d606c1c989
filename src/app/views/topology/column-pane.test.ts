import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isCut, restingView } from './camera.ts';
import { columnPane } from './column-pane.ts';

describe('the pane on a page of one column', () => {
  it.each([
    { name: 'is as high as a picture that fills the width', picture: { w: 378, h: 1000 }, w: 390, h: 1012 },
    { name: 'has room without a picture', picture: null, w: 390, h: 260 },
    { name: 'has room around a small one', picture: { w: 378, h: 100 }, w: 390, h: 260 },
  ])('$name', ({ picture, w, h }) => {
    expect(columnPane(picture, w)).toEqual({ w, h });
  });

  it('shows all of a picture laid out for it, at the zoom that its width allows', () => {
    const size = fc.record({ w: fc.integer({ min: 300, max: 850 }), h: fc.integer({ min: 50, max: 9000 }) });
    fc.assert(
      fc.property(size, (picture) => {
        const pane = columnPane(picture, picture.w + 12);
        const view = restingView(picture, pane, null);
        expect(isCut(picture, pane, view)).toBe(false);
        expect(view.zoom).toBeCloseTo(1, 2);
      }),
    );
  });
});
