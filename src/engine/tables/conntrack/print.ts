import type { TableView } from '#trace';
import { printTracked, readName } from './entry.ts';

/** The one entry that a reply was turned back by, as the node's `conntrack -L` prints it, answered by that reply; `null` if the name is no entry. */
export function printConntrack(node: string, name: string, established: number): TableView | null {
  const tracked = readName(name);
  if (tracked === null) return null;
  return {
    title: `conntrack -L on ${node}`,
    columns: [''],
    rows: [{ id: name, cells: [printTracked(tracked, 'replied', established)], note: '' }],
    more: 0,
  };
}
