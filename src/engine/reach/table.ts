import type { Cluster } from '#cluster';
import { type Party, partyOf, type PolicyIndex } from '#tables';
import { hasBit } from './bits.ts';
import { allEntries, type Entry, entryOf } from './entries.ts';
import { isBesideNode, reachMatrix } from './matrix.ts';
import { connectionBetween, portAt, type ReachQuery } from './query.ts';

/** A row of characters for each sender, one for each receiver: `.` may connect, `X` may not, `?` nothing can be said. */
export interface ReachTable extends ReachQuery {
  readonly pods: readonly string[];
  readonly rows: Readonly<Record<string, string>>;
}

type Cell = '.' | 'X' | '?';

/** Up to this many entries are judged pair by pair; more by classes, which gives the same. */
const PAIRWISE = 64;

/**
 * Who may talk to whom, straight to the pod's address, whether or not anything listens (SCENARIO.md, reachability). An
 * address is outside: only the pod's own policies decide, and from address to address there is nothing to say. A pod
 * without a port of the name asked for cannot be reached by it.
 */
export function reachTable(
  cluster: Cluster,
  index: PolicyIndex,
  block: ReachQuery & { readonly pods: readonly string[] },
): ReachTable {
  const { protocol, port } = block;
  const entries = block.pods.map((ref) => entryOf(cluster, ref));
  const matrix = entries.length > PAIRWISE ? reachMatrix(cluster, index, block) : null;
  const cell = (from: Entry, to: Entry): Cell => {
    if (from.kind === 'unknown' || to.kind === 'unknown') return '?';
    if (from.kind === 'pod' && to.kind === 'pod') {
      if (from.pod.key === to.pod.key) return '.';
      const connection = connectionBetween(cluster, from.pod, to.pod, block);
      return mark(connection !== null && index.allows(connection));
    }
    if (from.kind === 'address' && to.kind === 'address') return '?';
    const at = to.kind === 'pod' ? portAt(to.pod, block) : port;
    if (typeof at === 'string') return '?';
    if (at === null) return 'X';
    return mark(index.allows({ source: partyFor(from), destination: partyFor(to), protocol, port: at }));
  };
  const columns = entries.map((to) => (to.kind === 'pod' ? (matrix?.classOf.get(to.pod) ?? -1) : -1));
  const rowOf = (from: Entry): string => {
    const bits = from.kind === 'pod' ? matrix?.rows[matrix.classOf.get(from.pod) ?? -1] : undefined;
    if (from.kind !== 'pod' || bits === undefined) return entries.map((to) => cell(from, to)).join('');
    const codes = new Uint8Array(entries.length);
    for (let at = 0; at < entries.length; at++) {
      const to = entries[at];
      if (to === undefined) continue;
      const byClass = to.kind === 'pod' && to.pod !== from.pod && !isBesideNode(from.pod, to.pod);
      codes[at] = (byClass ? mark(hasBit(bits, columns[at] ?? -1)) : cell(from, to)).charCodeAt(0);
    }
    return textOf(codes);
  };
  const rows = entries.map((from) => [from.ref, rowOf(from)] as const);
  return { protocol, port, pods: block.pods, rows: Object.fromEntries(rows) };
}

/** The table over everything that can send: each workload by its first pod, and each pod that has none. */
export function reachOverWorkloads(cluster: Cluster, index: PolicyIndex, query: ReachQuery): ReachTable {
  return reachTable(cluster, index, { protocol: query.protocol, port: query.port, pods: allEntries(cluster) });
}

/** In pieces, because arguments are limited in number; one text instead of millions of short ones. */
function textOf(codes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < codes.length; at += 4096) text += String.fromCharCode(...codes.subarray(at, at + 4096));
  return text;
}

function mark(allowed: boolean): Cell {
  return allowed ? '.' : 'X';
}

function partyFor(entry: Exclude<Entry, { kind: 'unknown' }>): Party {
  return entry.kind === 'pod' ? partyOf(entry.pod) : { kind: 'address', ip: entry.ip, node: null };
}
