import type { Cluster, ClusterNode } from '#cluster';
import { familyOf } from '#net';
import type { TableView } from '#trace';
import type { EgressEntry } from './egress.ts';
import { egressEntries } from './egress.ts';

/** Name of the map of egress policies among the maps of a node. */
export const EGRESS_MAP = 'egress';

/** The row of an entry: its key in the map. */
export function egressRow({ source, destination }: EgressEntry): string {
  return `${source} ${destination}`;
}

/**
 * `cilium-dbg bpf egress list` of a node (cilium-dbg/cmd/bpf_egress_list.go): only the gateway itself knows the address
 * that it gives; entries in the order of the map, a pod's longest blocks first.
 */
export function egressList(cluster: Cluster, node: ClusterNode): string | null {
  const rows = egressEntries(cluster).map((entry) => cellsOf(entry, node));
  if (rows.length === 0) return 'No entries found.\n';
  return columns([[...COLUMNS], ...rows]);
}

/** The map as a table, those rows round `row` if there are many. */
export function egressMapView(cluster: Cluster, node: ClusterNode, row: string | null): TableView {
  const entries = egressEntries(cluster);
  const at = Math.max(
    0,
    entries.findIndex((entry) => egressRow(entry) === row),
  );
  const start = Math.max(0, Math.min(at - SHOWN / 2, entries.length - SHOWN));
  const shown = entries.slice(start, start + SHOWN);
  return {
    title: `cilium-dbg bpf egress list on ${node.name}`,
    columns: [...COLUMNS],
    rows: shown.map((entry) => ({ id: egressRow(entry), cells: cellsOf(entry, node), note: entry.policy.ref.name })),
    more: entries.length - shown.length,
  };
}

const SHOWN = 12;
const COLUMNS = ['Source IP', 'Destination CIDR', 'Egress IP', 'Gateway IP'] as const;

function cellsOf(entry: EgressEntry, here: ClusterNode): readonly string[] {
  const { source, destination, node, address } = entry;
  const nowhere = familyOf(source) === 'IPv4' ? '0.0.0.0' : '::';
  return [source, destination, node === here && address !== null ? address : nowhere, gatewayText(entry)];
}

function gatewayText({ kind, node }: EgressEntry): string {
  if (kind === 'excluded') return 'Excluded CIDR';
  return node === null ? 'Not Found' : node.ip;
}

/** Columns as Go's tabwriter sets them: three blanks apart, five characters at least. */
function columns(rows: readonly (readonly string[])[]): string {
  const widths = COLUMNS.map((_, index) => Math.max(5, ...rows.map((row) => (row[index] ?? '').length + 3)));
  return rows
    .map((row) => `${row.map((cell, at) => (at === row.length - 1 ? cell : cell.padEnd(widths[at] ?? 0))).join('')}\n`)
    .join('');
}
