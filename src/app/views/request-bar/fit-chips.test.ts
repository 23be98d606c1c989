import { describe, expect, it } from 'vitest';
import { fitChips } from './fit-chips.ts';

const room = { chips: [100, 100, 100, 100], add: 50, more: 50, gap: 10, rows: 1 };

describe('chips in a row', () => {
  it.each([
    { name: 'all of them where there is room', width: 490, current: 0, want: [0, 1, 2, 3] },
    { name: 'the first ones, with a button for the others', width: 480, current: 0, want: [0, 1, 2] },
    { name: 'the current one in place of the last', width: 480, current: 3, want: [0, 1, 3] },
    { name: 'the current one at least', width: 120, current: 2, want: [2] },
    { name: 'one at least', width: 10, current: -1, want: [0] },
  ])('are $name', ({ width, current, want }) => {
    expect(fitChips({ ...room, width }, current)).toEqual(want);
  });

  it('take a second row where there is one', () => {
    expect(fitChips({ ...room, rows: 2, width: 219 }, 0)).toEqual([0, 1]);
    expect(fitChips({ ...room, rows: 2, width: 220 }, 0)).toEqual([0, 1, 2]);
    expect(fitChips({ ...room, rows: 2, width: 330 }, 0)).toEqual([0, 1, 2, 3]);
  });

  it('are none where none is saved', () => {
    expect(fitChips({ ...room, chips: [], width: 10 }, -1)).toEqual([]);
  });
});
