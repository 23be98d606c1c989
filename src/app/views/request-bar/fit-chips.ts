/** Widths of what stands in the row of chips, in pixels. */
export interface ChipRoom {
  readonly chips: readonly number[];
  /** The button behind the chips. */
  readonly add: number;
  /** The button for chips that do not fit. */
  readonly more: number;
  readonly gap: number;
  /** Of one row. */
  readonly width: number;
  readonly rows: number;
}

/** Which chips are shown, by number: as many as fit from the first on, and always the `current` one (-1: none). */
export function fitChips(room: ChipRoom, current: number): readonly number[] {
  const all = room.chips.map((_, index) => index);
  if (fits(room, [...room.chips, room.add])) return all;
  for (let count = Math.min(all.length - 1, 200); count > 0; count--) {
    const shown = current < count ? all.slice(0, count) : [...all.slice(0, count - 1), current];
    if (fits(room, [...shown.map((index) => room.chips[index] ?? 0), room.more, room.add])) return shown;
  }
  return current >= 0 ? [current] : all.slice(0, 1);
}

function fits({ gap, width, rows }: ChipRoom, widths: readonly number[]): boolean {
  let row = 1;
  let used = 0;
  for (const one of widths) {
    const next = used === 0 ? one : used + gap + one;
    if (next <= width || used === 0) used = next;
    else {
      row += 1;
      used = one;
    }
  }
  return row <= rows;
}
