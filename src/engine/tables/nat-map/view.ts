import type { TableView } from '#trace';
import { NAT_ROWS, natMapLines, readNatMapName } from './entry.ts';

/** One entry of the map of rewritten sources of a node, named by `natMapName`. */
export function natMapView(node: string, name: string): TableView | null {
  const entry = readNatMapName(name);
  if (entry === null) return null;
  const [out, back] = natMapLines(entry);
  return {
    title: `cilium-dbg bpf nat list on ${node}`,
    columns: ['entry'],
    rows: [
      { id: NAT_ROWS.out, cells: [out], note: 'the way out' },
      { id: NAT_ROWS.in, cells: [back], note: 'the way back' },
    ],
    more: 0,
  };
}
