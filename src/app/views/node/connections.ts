import { hopAt, hopIndex, useApp } from '#store';
import type { Answer, Hop, NodeInside, NodeStop } from '#view';

/** A connection or lookup of the run that something happened to on this node. */
export interface Connection {
  readonly pass: string;
  readonly label: string;
  /** What happened here to its packets on their way there, and to those of its reply. */
  readonly hops: Readonly<Record<Hop['way'], ReadonlySet<string>>>;
  /** Number of its first hop here. */
  readonly first: number;
}

/** The connections of a run that meet this node's hooks, in the order in which they were opened. */
export function connectionsHere(inside: NodeInside, answer: Answer): readonly Connection[] {
  const steps = new Set(inside.stops.flatMap((stop) => stop.steps.map(({ hop }) => hop)));
  return answer.trace.passes.flatMap(({ id, label }) => {
    const hops = answer.trace.hops.filter((hop) => hop.pass === id && steps.has(hop.key));
    const first = answer.trace.hops.findIndex(({ key }) => key === hops[0]?.key);
    const keys = (way: Hop['way']) => new Set(hops.flatMap((hop) => (hop.way === way ? [hop.key] : [])));
    return hops.length === 0
      ? []
      : [{ pass: id, label, hops: { forward: keys('forward'), reply: keys('reply') }, first }];
  });
}

/** The one that the packet belongs to now; the first that comes here while it belongs to none of them. */
export function useConnection(connections: readonly Connection[]): Connection | null {
  const pass = useApp((state) => hopAt(state.run.answer, hopIndex(state))?.pass ?? null);
  return connections.find((one) => one.pass === pass) ?? connections[0] ?? null;
}

/** Which way the packet of a connection goes now; there, while it belongs to another one. */
export function useWay(connection: Connection | null): Hop['way'] {
  return useApp((state) => {
    const hop = hopAt(state.run.answer, hopIndex(state));
    return hop !== null && hop.pass === connection?.pass ? hop.way : 'forward';
  });
}

/** The stops with the steps of one connection, on one of its ways. */
export function stopsOf(inside: NodeInside, connection: Connection | null, way: Hop['way']): readonly NodeStop[] {
  return inside.stops.map((stop) => ({
    ...stop,
    steps: stop.steps.filter(({ hop }) => connection?.hops[way].has(hop) ?? false),
  }));
}
