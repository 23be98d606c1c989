import type { Circumstances, World } from '#datapath';
import { follow } from '#datapath';
import { explain } from '#diagnose';
import type { Request } from '#document';
import type { IpvsConnection, NatMapEntry } from '#tables';
import type { Trace } from '#trace';
import { conntrackOf } from './conntrack.ts';
import { crossingsOf } from './crossings.ts';
import { ipvsConnections } from './ipvs-connections.ts';
import { natEntriesOf } from './nat-map.ts';

/** A `count` beyond this is not walked connection by connection. */
const MOST = 1000;

/**
 * The connections of a request behind its first: each of a `count` has a source port of its own and finds what those before
 * it left; on one connection there are none. `null` for more than are walked. Not modelled: what their receivers send in turn.
 */
export function laterConnections(world: World, request: Request, given: Circumstances): readonly Trace[] | null {
  if (request.sameConnection || request.count === 1) return [];
  if (request.count > MOST) return null;
  let { memory } = follow(world, request, given);
  return Array.from({ length: request.count - 1 }, (_, index) => {
    const run = follow(world, request, { ...given, memory, number: index + 1 });
    memory = run.memory;
    return run.trace;
  });
}

/** What runs leave in a node: lines of its conntrack, entries of its NAT map, and connections that IPVS keeps, each once. */
export interface LeftBehind {
  readonly lines: readonly string[];
  readonly natMap: readonly NatMapEntry[];
  readonly ipvs: readonly IpvsConnection[];
}

export function leftBehind({ cluster, tables }: World, traces: readonly Trace[], node: string): LeftBehind {
  const { mode } = cluster.settings.serviceProxy;
  const lines = new Set<string>();
  const natMap = new Map<string, NatMapEntry>();
  const ipvs = new Map<string, IpvsConnection>();
  for (const trace of traces) {
    const crossings = crossingsOf(cluster, trace, node);
    for (const [name, entry] of natEntriesOf(trace.hops, node)) natMap.set(name, entry);
    const kept = mode === 'ebpf' ? [] : conntrackOf(tables, crossings, (hop) => explain(hop, cluster).chip);
    for (const { line } of kept) if (line !== null) lines.add(line);
    for (const one of mode === 'ipvs' ? ipvsConnections(crossings) : []) {
      const { protocol, client, virtual } = one;
      ipvs.set(`${protocol} ${client.ip} ${client.port} ${virtual.ip} ${virtual.port}`, one);
    }
  }
  return { lines: [...lines], natMap: [...natMap.values()], ipvs: [...ipvs.values()] };
}
