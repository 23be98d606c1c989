import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outOfSight, playheadAt, type Strip, timeAt } from './strip.ts';

const strip: Strip = {
  tracks: [{ id: 'a', label: 'a' }],
  chips: [0, 80, 130, 300].map((x, index) => ({
    key: `h${index}`,
    index,
    track: 0,
    x,
    w: 60,
    text: 'x',
    shown: 'x',
    layer: 'pod',
    at: { place: { kind: 'pod', pod: 'shop/web' }, hook: 'receive' },
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

describe('what is out of sight', () => {
  const tall: Strip = { ...strip, tracks: ['a', 'b', 'c', 'd'].map((id) => ({ id, label: id })) };

  it.each([
    { name: 'nothing where all of it fits', sight: { left: 0, top: 0, width: 400, height: 128 }, want: [0, 0, 0, 0] },
    { name: 'hops to the right', sight: { left: 0, top: 0, width: 150, height: 128 }, want: [0, 2, 0, 0] },
    { name: 'hops on both sides', sight: { left: 60, top: 0, width: 200, height: 128 }, want: [1, 1, 0, 0] },
    { name: 'rows below', sight: { left: 0, top: 0, width: 400, height: 64 }, want: [0, 0, 0, 2] },
    {
      name: 'no row that is seen for the most part',
      sight: { left: 0, top: 12, width: 400, height: 100 },
      want: [0, 0, 0, 0],
    },
    { name: 'rows above', sight: { left: 0, top: 64, width: 400, height: 64 }, want: [0, 0, 2, 0] },
  ])('counts $name', ({ sight, want }) => {
    const { before, after, above, below } = outOfSight(tall, sight);
    expect([before, after, above, below]).toEqual(want);
  });
});
