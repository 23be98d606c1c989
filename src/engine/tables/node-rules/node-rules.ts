import type { Cluster } from '#cluster';
import type { Family } from '#net';
import type { TableView } from '#trace';
import type { ServiceTables, SetView } from '../service/index.ts';
import { proxySets } from '../service/index.ts';
import type { Rule } from '../service/iptables/rule.ts';
import type { TableName } from '../service/iptables/save.ts';
import { tableText } from '../service/iptables/save.ts';
import { cniRules, untold } from './cni-rules.ts';
import { cniSets } from './cni-sets.ts';
import { kubeletRules } from './kubelet.ts';
import { hasPortmap } from './portmap.ts';
import type { Hidden, RuleNamed } from './masquerade-rule.ts';
import { masqueradeRule, printCniChain } from './masquerade-rule.ts';

/** The tables of iptables on every node: kube-proxy's rules, the kubelet's and the CNI's. */
export interface NodeRules {
  /** The tables as `iptables-save` (or `ip6tables-save`) prints them, in any proxy mode; `null` for no such node. */
  save(node: string, family: Family, tables: readonly TableName[]): string | null;
  /** The kernel's sets that these rules read, and kube-proxy's own in ipvs mode. */
  sets(node: string): readonly SetView[];
  /** The rule of the CNI that masquerades such packets of a family; `null` where none of its rules is printed. */
  masquerade(node: string, family: Family, why: Hidden): RuleNamed | null;
  /** A chain of the CNI in the table nat, cut round a row; `null` for any other. */
  print(node: string, chain: string, row: string | null): TableView | null;
  /** Which of the tables hold rules of the CNI that are not among them. */
  untold(node: string, family: Family): readonly TableName[];
  /** Whether the table nat has chains of the portmap plugin for the host ports of the node's pods; they are not printed. */
  hasPortmap(node: string, family: Family): boolean;
}

export function nodeRules(cluster: Cluster, service: ServiceTables): NodeRules {
  const named = new Map<string, RuleNamed | null>();
  return {
    save: (name, family, tables) => {
      const node = cluster.nodeByName.get(name);
      if (node === undefined) return null;
      return tables
        .map((table) => {
          const proxy = service.iptables(name, family, table);
          const rules: readonly Rule[] = proxy?.rules ?? [];
          const of = { cluster, node, family };
          const own = [...kubeletRules(of, rules), ...cniRules(of)].filter((one) => one.table === table);
          return tableText(
            table,
            [...(proxy?.chains ?? []), ...own.flatMap(({ chains }) => chains)],
            [...own.flatMap(({ first }) => first), ...rules, ...own.flatMap((one) => one.rules)],
          );
        })
        .join('');
    },
    sets: (name) => {
      const node = cluster.nodeByName.get(name);
      const view = cluster.settings.serviceProxy.mode === 'ipvs' ? service.on(name)?.view : undefined;
      return [
        ...(view === undefined ? [] : proxySets(view)),
        ...(node === undefined ? [] : cniSets({ cluster, node })),
      ];
    },
    masquerade: (name, family, why) => {
      const key = `${name} ${family} ${why}`;
      const known = named.get(key);
      if (known !== undefined) return known;
      const node = cluster.nodeByName.get(name);
      const found = node === undefined ? null : masqueradeRule({ cluster, node, family }, why);
      named.set(key, found);
      return found;
    },
    print: (name, chain, row) => {
      const node = cluster.nodeByName.get(name);
      return node === undefined ? null : printCniChain({ cluster, node }, chain, row);
    },
    untold: (name, family) => {
      const node = cluster.nodeByName.get(name);
      return node === undefined ? [] : untold({ cluster, node, family });
    },
    hasPortmap: (name, family) => hasPortmap(cluster, name, family),
  };
}
