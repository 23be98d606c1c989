import type { Family } from '#net';
import type { Command } from './command.ts';
import { hostPortsLeftOut, leftOut } from './iptables-left-out.ts';

const TABLES = ['nat', 'filter'] as const;

/**
 * `iptables-save [-t nat|filter]` on a node, whatever stands for its Services: what kube-proxy, the kubelet and the CNI keep
 * there. Not modelled: the tables mangle and raw, rules of the portmap plugin, dates.
 */
export const iptablesSave: Command = saveOf('iptables-save', 'IPv4');

/** The same for IPv6. */
export const ip6tablesSave: Command = saveOf('ip6tables-save', 'IPv6');

function saveOf(name: string, family: Family): Command {
  return {
    name,
    print(words, place, { tables }) {
      if (place.kind !== 'node') return null;
      const wanted = tableIn(words);
      const chosen = TABLES.filter((table) => wanted === 'all' || table === wanted);
      if (chosen.length === 0) return null;
      const node = place.node.name;
      const others = `${leftOut(tables, node, family, chosen)}${hostPortsLeftOut(tables, node, family, chosen)}`;
      return `${tables.rules.save(node, family, chosen) ?? ''}${others}`;
    },
  };
}

/** The table that `-t NAME`, `-tNAME`, `--table NAME` or `--table=NAME` asks for. */
function tableIn(words: readonly string[]): string {
  const [first = '', second = '', ...more] = words;
  if (words.length === 0) return 'all';
  if ((first === '-t' || first === '--table') && more.length === 0) return second;
  return words.length === 1 ? first.replace(/^(-t|--table=)/, '') : '';
}
