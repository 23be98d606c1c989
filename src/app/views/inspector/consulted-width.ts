import type { TableView } from '#view';
import { cuts } from '#views/common';

/** Of mono at the size of a table, in pixels; notes are set narrower, and counted alike. */
const CHARACTER = 6.7;
const PADDING = 12;
/** Cells up to this length stay in one line. */
const SHORT = 9;

export function isShort(cell: string): boolean {
  return cell.length <= SHORT;
}

/** How wide a table has to be, in pixels, so that it wraps only where a reader would cut. */
export function neededWidth({ columns, rows }: Pick<TableView, 'columns' | 'rows'>): number {
  const wide = Math.max(columns.length, ...rows.map(({ cells }) => cells.length));
  const cells = Array.from({ length: wide }, (_, index) =>
    Math.max(longest(columns[index] ?? ''), ...rows.map((row) => longest(row.cells[index] ?? ''))),
  );
  const note = Math.max(0, ...rows.map(({ note: said }) => longest(said)));
  const all = note === 0 || columns.length > wide ? cells : [...cells, note];
  return Math.ceil(all.reduce((sum, letters) => sum + letters * CHARACTER + PADDING, 0));
}

function longest(cell: string): number {
  if (isShort(cell)) return cell.length;
  return Math.max(0, ...cuts(cell).flatMap((piece) => piece.split(' ').map((word) => word.length)));
}
