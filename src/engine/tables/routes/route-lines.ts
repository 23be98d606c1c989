import type { Cidr, Ip } from '#net';
import { cidrRange, parseCidr } from '#net';
import type { RouteLine } from '#trace';
import type { RouteRow } from './route-rows.ts';

/**
 * The lines of `ip route`, each once, in its order: that of the kernel's trie, by address, of one address the longest
 * prefix first (net/ipv4/fib_trie.c); the default route is 0.0.0.0/0 and stands first.
 */
export function routeLines(rows: readonly RouteRow[]): readonly RouteLine[] {
  const lines = new Map<string, { rows: string[]; notes: Set<string>; to: RouteRow['to'] }>();
  for (const { id, line, note, to } of rows) {
    const known = lines.get(line) ?? { rows: [], notes: new Set<string>(), to };
    known.rows.push(id);
    known.notes.add(note);
    lines.set(line, known);
  }
  return [...lines]
    .map(([line, { rows: ids, notes, to }]) => ({ line, rows: ids, note: shortened([...notes]), to }))
    .sort((a, b) => byDestination(a.to, b.to))
    .map(({ line, rows: ids, note }) => ({ line, rows: ids, note }));
}

function byDestination(a: RouteRow['to'], b: RouteRow['to']): number {
  if (a === null || b === null) return Number(a !== null) - Number(b !== null);
  const [one, other] = [rangeOf(a), rangeOf(b)];
  if (one.family !== other.family) return one.family === 'IPv4' ? -1 : 1;
  if (one.first !== other.first) return one.first < other.first ? -1 : 1;
  return other.length - one.length;
}

function rangeOf(to: Ip | Cidr): ReturnType<typeof cidrRange> {
  const block = parseCidr(to);
  if (block === null) throw new RangeError(`no destination: ${to}`);
  return cidrRange(block);
}

function shortened(notes: readonly string[]): string {
  const more = notes.length - 2;
  return [...notes.slice(0, 2), ...(more > 0 ? [`${more} more`] : [])].join(', ');
}
