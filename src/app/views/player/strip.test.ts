import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { playheadAt, type Strip, timeAt } from './strip.ts';

const strip: Strip = {
  tracks: [{ id: 'a', label: 'a' }],
  chips: [0, 80, 130, 300].map((x, index) => ({
    key: `h${index}`,
    index,
    track: 0,
    x,
    w: 60,
    text: 'x',
    layer: 'pod',
    way: 'forward',
    ends: false,
  })),
  replyFrom: null,
  width: 360,
};

describe('the playhead', () => {
  it('stands on a chip at whole hops', () => {
    expect([0, 1, 2, 3].map((t) => playheadAt(strip, t))).toEqual([12, 92, 142, 312]);
  });

  it('is read back where it was drawn', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 3, noNaN: true }), (t) => {
        expect(timeAt(strip, playheadAt(strip, t))).toBeCloseTo(t, 4);
      }),
    );
  });

  it('stays within the strip', () => {
    expect(timeAt(strip, -50)).toBe(0);
    expect(timeAt(strip, 9999)).toBe(3);
  });
});
