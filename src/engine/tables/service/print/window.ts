import type { TableView } from '#trace';

const SHOWN = 14;

/** A table cut to the rows round the one that decided. */
export function windowed(
  title: string,
  columns: readonly string[],
  rows: TableView['rows'],
  row: string | null,
): TableView {
  const found = rows.findIndex(({ id }) => id === row);
  const start = Math.max(0, Math.min(found < 0 ? 0 : found - SHOWN / 2, rows.length - SHOWN));
  const shown = rows.slice(start, start + SHOWN);
  return { title, columns, rows: shown, more: rows.length - shown.length };
}

/** Rows that would have one name are told apart: `NAME`, `NAME#2`. */
export function numbered(rows: TableView['rows']): TableView['rows'] {
  const seen = new Map<string, number>();
  return rows.map((row) => {
    const count = (seen.get(row.id) ?? 0) + 1;
    seen.set(row.id, count);
    return count === 1 ? row : { ...row, id: `${row.id}#${count}` };
  });
}
