import type { Cluster } from '#cluster';
import type { Family } from '#net';
import type { Tables } from '#tables';
import { masqueradeChain } from '../explain/node-tools.ts';

type Table = 'nat' | 'filter';

/**
 * Comments, which `iptables-restore` skips, on rules of the CNI that stand in these tables and are not printed; empty where
 * there are none.
 */
export function leftOut({ cluster, rules }: Tables, node: string, family: Family, tables: readonly Table[]): string {
  return rules
    .untold(node, family)
    .filter((table) => tables.includes(table))
    .map((table) => `# Not printed here: ${sentence(cluster, table)}.\n`)
    .join('');
}

/** The same for the portmap plugin's, whose chains are met by those of the kernel that a first packet meets in the table nat. */
export function hostPortsLeftOut({ rules }: Tables, node: string, family: Family, tables: readonly Table[]): string {
  if (!tables.includes('nat') || !rules.hasPortmap(node, family)) return '';
  return '# Not printed here: the rules of the portmap plugin, which lead host ports to pods by chain CNI-HOSTPORT-DNAT of the table nat.\n';
}

function sentence({ settings: { cni } }: Cluster, table: Table): string {
  switch (table) {
    case 'nat':
      return `the rules of ${cni.name}, which masquerade in chain ${masqueradeChain(cni.name)} of the table nat`;
    case 'filter':
      return `the rules of ${cni.name} in the table filter`;
  }
}
