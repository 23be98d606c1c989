import type { Family } from '#net';
import type { TableView } from '#trace';
import { MAPS, nftMap } from '../nftables/elements.ts';
import { nftTableAround } from '../nftables/node-table.ts';
import type { NftRule } from '../nftables/table.ts';
import { ipWord } from '../nftables/table.ts';
import type { NodeView } from '../node-view.ts';
import { numbered, windowed } from './window.ts';

/**
 * A chain or map of `table ip kube-proxy`, or of `table ip6` where only that one has the row. Rows of chains are named
 * by the chain or map they lead to, by their verdict, or by the set that remembers clients; those of maps by their key.
 */
export function printNftChain(view: NodeView, name: string, row: string | null): TableView | null {
  const found = FAMILIES.flatMap((family) => partOf(view, name, family) ?? []);
  const part = found.find(({ rows }) => rows.some(({ id }) => id === row)) ?? found[0];
  return part === undefined ? null : windowed(part.title, part.columns, part.rows, row);
}

const FAMILIES: readonly Family[] = ['IPv4', 'IPv6'];

type Part = Omit<TableView, 'more'>;

function partOf(view: NodeView, name: string, family: Family): Part | null {
  const ports = view.index.ports.filter((port) => port.family === family);
  const titled = (kind: 'map' | 'chain') =>
    `nft list ${kind} ${ipWord(family)} kube-proxy ${name} on ${view.node.name}`;
  const map = MAPS.find((one) => one === name);
  if (map !== undefined) {
    const rows = nftMap(view, map, ports).elements.map(({ key, verdict, comment }) => ({
      id: key,
      cells: [key, verdict],
      note: comment ?? '',
    }));
    return rows.length === 0 ? null : { title: titled('map'), columns: ['key', 'verdict'], rows };
  }
  const chain = nftTableAround(view, ports, family, name).chains.find((one) => one.name === name);
  if (chain === undefined) return null;
  return { title: titled('chain'), columns: ['match', 'verdict'], rows: numbered(chain.rules.flatMap(rowsOf)) };
}

function rowsOf(rule: NftRule): TableView['rows'] {
  switch (rule.kind) {
    case 'rule': {
      const { match, verdict, comment } = rule;
      const remembered = /@(affinity-\S+)$/.exec(match)?.[1];
      return [
        { id: remembered ?? verdict.replace(/^(goto|jump|vmap) @?/, ''), cells: [match, verdict], note: comment ?? '' },
      ];
    }
    case 'choice':
    case 'dnat':
      return rule.among.map(({ chain, endpoint }, index) => ({
        id: chain,
        cells: [
          `numgen random mod ${rule.among.length} = ${index}`,
          rule.kind === 'choice' ? `goto ${chain}` : `dnat to ${endpoint}`,
        ],
        note: '',
      }));
  }
}
