import type { Cluster, ClusterNode } from '#cluster';
import type { Cidr, Family } from '#net';
import { cidrRange } from '#net';
import type { Rule } from '../service/iptables/rule.ts';
import type { TableName } from '../service/iptables/save.ts';

/** What one program beside kube-proxy keeps in a table of iptables, in a family. */
export interface OwnRules {
  readonly table: TableName;
  /** Its chains that are there without a rule too. */
  readonly chains: readonly string[];
  /** What it inserts at the top of the kernel's own chains. */
  readonly first: readonly Rule[];
  /** Everything else, in order within each chain. */
  readonly rules: readonly Rule[];
}

/** Whose rules are asked for. */
export interface RulesOf {
  readonly cluster: Cluster;
  readonly node: ClusterNode;
  readonly family: Family;
}

/** The whole pod range of a family, `null` where the cluster has none. */
export function podRange({ cluster, family }: RulesOf): Cidr | null {
  return cluster.settings.podCidrs.find((block) => cidrRange(block).family === family) ?? null;
}

/** The block of the family from which the node's pods have their addresses. */
export function nodeRange({ node, family }: RulesOf): Cidr | null {
  return node.podCidrs.find((block) => cidrRange(block).family === family) ?? null;
}

/** Whether the CNI hides pods' addresses of a family outside of the pod network. */
export function hidesPods({ cluster, family }: RulesOf): boolean {
  const { outside, never } = cluster.settings.cni.masquerade;
  return outside === 'masqueraded' && !never.includes(family);
}
