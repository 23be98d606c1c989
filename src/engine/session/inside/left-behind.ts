import type { Circumstances, World } from '#datapath';
import { follow } from '#datapath';
import type { LeftBehind } from '#diagnose';
import type { Request } from '#document';
import type { IpvsConnection, NatMapEntry } from '#tables';
import type { Trace } from '#trace';
import { conntrackOf } from './conntrack.ts';
import { crossingsOf } from './crossings.ts';
import { ipvsConnections } from './ipvs-connections.ts';
import { natEntriesOf } from './nat-map.ts';

/** So many connections are walked one by one, over all requests. */
const MOST = 1000;

/** What each request's first connection comes to with all that is sent in turn, given the connection itself. */
type WithThen = (request: Request, own: Trace) => Trace;

/**
 * What requests leave in any node. The connections are walked when the first node is asked for, what is found in a node is
 * kept with them. Where there are more than a thousand in all, each request has the same number of its first ones walked.
 * Not modelled: what receivers send in turn behind a request's first connection.
 */
export function leftBehindBy(
  world: World,
  requests: readonly Request[],
  given: Circumstances,
  withThen: WithThen,
): (node: string) => LeftBehind {
  const kept = new Map<string, LeftBehind>();
  const walkedOfEach = shareOfEach(requests.map(connectionsOf), MOST);
  let traces: readonly Trace[] | null = null;
  return (node) => {
    const known = kept.get(node);
    if (known !== undefined) return known;
    traces ??= requests.flatMap((request) => {
      const [first, ...later] = connections(world, request, given, walkedOfEach ?? connectionsOf(request));
      return first === undefined ? [] : [withThen(request, first), ...later];
    });
    const made = { ...leftIn(world, traces, node), walkedOfEach };
    kept.set(node, made);
    return made;
  };
}

/** Each of a `count` is a connection, unless all go over one. */
function connectionsOf({ sameConnection, count }: Request): number {
  return sameConnection ? 1 : count;
}

/** The largest number, at least 1, of which every part can have so many without more than `most` in all; `null`: all have all. */
export function shareOfEach(parts: readonly number[], most: number): number | null {
  let left = most;
  for (const [index, part] of parts.toSorted((a, b) => a - b).entries()) {
    const share = Math.max(1, Math.floor(left / (parts.length - index)));
    if (part > share) return share;
    left -= part;
  }
  return null;
}

/** The first connections of a request, each with a source port of its own: it finds what those before it left. */
function connections(world: World, request: Request, given: Circumstances, most: number): readonly Trace[] {
  const traces: Trace[] = [];
  let now = given;
  while (traces.length < Math.min(most, connectionsOf(request))) {
    const { trace, memory } = follow(world, request, now);
    traces.push(trace);
    now = { ...given, memory, number: traces.length };
  }
  return traces;
}

function leftIn(
  { cluster, tables }: World,
  traces: readonly Trace[],
  node: string,
): Pick<LeftBehind, 'conntrack' | 'natMap' | 'ipvs'> {
  const { mode } = cluster.settings.serviceProxy;
  const conntrack = new Set<string>();
  const natMap = new Map<string, NatMapEntry>();
  const ipvs = new Map<string, IpvsConnection>();
  for (const trace of traces) {
    const crossings = crossingsOf(cluster, trace, node);
    for (const [name, entry] of natEntriesOf(trace.hops, node)) natMap.set(name, entry);
    // Lines alone are printed, so the notes beside them need no names of hops.
    const entries = mode === 'ebpf' ? [] : conntrackOf(tables, crossings, () => '');
    for (const { line } of entries) if (line !== null) conntrack.add(line);
    for (const one of mode === 'ipvs' ? ipvsConnections(crossings) : []) {
      const { protocol, client, virtual } = one;
      ipvs.set(`${protocol} ${client.ip} ${client.port} ${virtual.ip} ${virtual.port}`, one);
    }
  }
  return { conntrack: [...conntrack], natMap: [...natMap.values()], ipvs: [...ipvs.values()] };
}
