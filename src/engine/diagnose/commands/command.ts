import type { Cluster, ClusterNode, ClusterPod } from '#cluster';
import type { IpvsConnection, NatMapEntry, Tables } from '#tables';

/** Where a command runs; `kubectl` runs outside and stands for nowhere in the cluster. */
export type CommandPlace =
  | { readonly kind: 'pod'; readonly pod: ClusterPod }
  | { readonly kind: 'node'; readonly node: ClusterNode }
  | { readonly kind: 'kubectl' };

/** What requests leave in a node: lines of its conntrack, entries of its NAT map, and connections that IPVS keeps, each once. */
export interface LeftBehind {
  readonly conntrack: readonly string[];
  readonly natMap: readonly NatMapEntry[];
  readonly ipvs: readonly IpvsConnection[];
  /** So many connections of each request were walked; `null` where that is all of them. */
  readonly walkedOfEach: number | null;
}

/** A comment on connections that are not shown; empty where all are. */
export function notWalked({ walkedOfEach }: LeftBehind): string {
  if (walkedOfEach === null) return '';
  const walked = walkedOfEach === 1 ? 'first connection' : `first ${walkedOfEach} connections`;
  return `# Not shown here: what more than the ${walked} of each request would leave.\n`;
}

/** What a command reads: the tables that packets are judged by, so that it prints what decides. */
export interface CommandWorld {
  readonly cluster: Cluster;
  readonly tables: Tables;
  /** What the requests leave in a node. */
  leftBehind(node: string): LeftBehind;
}

/** One command that can be printed. */
export interface Command {
  /** Its first word. */
  readonly name: string;
  /** What it would print, `null` for words or a place that it is not modelled for. */
  print(words: readonly string[], place: CommandPlace, world: CommandWorld): string | null;
}
