import type { Cluster, ClusterNode, ClusterPod } from '#cluster';
import type { IpvsConnection, NatMapEntry, Tables } from '#tables';

/** Where a command runs; `kubectl` runs outside and stands for nowhere in the cluster. */
export type CommandPlace =
  | { readonly kind: 'pod'; readonly pod: ClusterPod }
  | { readonly kind: 'node'; readonly node: ClusterNode }
  | { readonly kind: 'kubectl' };

/** What a command reads: the tables that packets are judged by, so that it prints what decides. */
export interface CommandWorld {
  readonly cluster: Cluster;
  readonly tables: Tables;
  /** The connections that requests leave in a node's conntrack, a line each; `null` for more than are walked. */
  tracked(node: string): readonly string[] | null;
  /** The sources that Cilium's programs rewrote there, for those requests; `null` likewise. */
  natMap(node: string): readonly NatMapEntry[] | null;
  /** Those that IPVS keeps there; `null` likewise. */
  ipvsConnections(node: string): readonly IpvsConnection[] | null;
}

/** One command that can be printed. */
export interface Command {
  /** Its first word. */
  readonly name: string;
  /** What it would print, `null` for words or a place that it is not modelled for. */
  print(words: readonly string[], place: CommandPlace, world: CommandWorld): string | null;
}
