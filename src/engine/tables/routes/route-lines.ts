import { cidrRange } from '#net';
import type { RouteLine } from '#trace';
import type { RouteRow } from './route-rows.ts';
import type { Route } from './route.ts';
import { blockOf, routeText } from './route.ts';

/** A line of `ip route` with the route that it prints. */
export interface RouteEntry extends RouteLine {
  readonly route: Route;
}

/**
 * The lines of `ip route`, each once, in its order: that of the kernel's trie, by address, of one address the longest
 * prefix first (net/ipv4/fib_trie.c); the default route is 0.0.0.0/0 and stands first.
 */
export function routeLines(rows: readonly RouteRow[]): readonly RouteEntry[] {
  const lines = new Map<string, { rows: string[]; notes: Set<string>; to: RouteRow['to']; route: Route }>();
  for (const { id, route, note, to } of rows) {
    const line = routeText(route);
    const known = lines.get(line) ?? { rows: [], notes: new Set<string>(), to, route };
    known.rows.push(id);
    known.notes.add(note);
    lines.set(line, known);
  }
  return [...lines]
    .sort(([, a], [, b]) => byDestination(a.to, b.to))
    .map(([line, { rows: ids, notes, route }]) => ({ line, rows: ids, note: shortened([...notes]), route }));
}

function byDestination(a: RouteRow['to'], b: RouteRow['to']): number {
  if (a === null || b === null) return Number(a !== null) - Number(b !== null);
  const [one, other] = [cidrRange(blockOf(a)), cidrRange(blockOf(b))];
  if (one.family !== other.family) return one.family === 'IPv4' ? -1 : 1;
  if (one.first !== other.first) return one.first < other.first ? -1 : 1;
  return other.length - one.length;
}

function shortened(notes: readonly string[]): string {
  const more = notes.length - 2;
  return [...notes.slice(0, 2), ...(more > 0 ? [`${more} more`] : [])].join(', ');
}
