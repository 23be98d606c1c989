import { hopAt, hopIndex, useApp } from '#store';
import type { Answer, NodeInside, NodeStop } from '#view';

/** A connection or lookup of the run that something happened to on this node. */
export interface Connection {
  readonly pass: string;
  readonly label: string;
  readonly hops: ReadonlySet<string>;
  /** Number of its first hop here. */
  readonly first: number;
}

/** The connections of a run that meet this node's hooks, in the order in which they were opened. */
export function connectionsHere(inside: NodeInside, answer: Answer): readonly Connection[] {
  const steps = new Set(inside.stops.flatMap((stop) => stop.steps.map(({ hop }) => hop)));
  return answer.trace.passes.flatMap(({ id, label }) => {
    const hops = answer.trace.hops.filter((hop) => hop.pass === id && steps.has(hop.key)).map(({ key }) => key);
    const first = answer.trace.hops.findIndex(({ key }) => key === hops[0]);
    return hops.length === 0 ? [] : [{ pass: id, label, hops: new Set(hops), first }];
  });
}

/** The one that the packet belongs to now; the first that comes here while it belongs to none of them. */
export function useConnection(connections: readonly Connection[]): Connection | null {
  const pass = useApp((state) => hopAt(state.run.answer, hopIndex(state))?.pass ?? null);
  return connections.find((one) => one.pass === pass) ?? connections[0] ?? null;
}

/** The stops with the steps of one connection. */
export function stopsOf(inside: NodeInside, connection: Connection | null): readonly NodeStop[] {
  return inside.stops.map((stop) => ({
    ...stop,
    steps: stop.steps.filter(({ hop }) => connection?.hops.has(hop) ?? false),
  }));
}
