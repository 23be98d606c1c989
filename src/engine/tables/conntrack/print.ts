import type { TableView } from '#trace';
import type { EntryTimes } from './entry.ts';
import { printTracked, readName } from './entry.ts';

/** The one entry that a reply was turned back by, as the node's `conntrack -L` prints it, answered by that reply; `null` if the name is no entry. */
export function printConntrack(node: string, name: string, times: EntryTimes): TableView | null {
  const tracked = readName(name);
  if (tracked === null) return null;
  return {
    title: `conntrack -L on ${node}`,
    columns: [''],
    rows: [{ id: name, cells: [printTracked(tracked, 'replied', times)], note: '' }],
    more: 0,
  };
}
