import { hopDifferences } from './hop-differences.ts';
import type { Hop, Trace } from './trace.ts';

/**
 * Two runs beside one another. `same`: the same decision about the same packet; `changed`: the same place in the way, but
 * something else was decided or another packet came; `apart`: there is nothing like it in the other run.
 */
export interface ComparedHops {
  readonly kind: 'same' | 'changed' | 'apart';
  /** Number of the hop in its run, from 0; `null` where that run has none here. */
  readonly before: number | null;
  readonly after: number | null;
}

/** `parting`: number of the row whose decision made the runs differ, `null` if they do not. */
export interface RunComparison {
  readonly rows: readonly ComparedHops[];
  readonly parting: number | null;
}

/**
 * Lays two runs side by side, hop by hop. Pure and symmetric: exchanging the runs exchanges the sides. What brought a hop
 * about (evidence, alternatives, time) is not compared, only what was decided and what packet went on.
 */
export function compareRuns(before: Trace, after: Trace): RunComparison {
  const rows: ComparedHops[] = [];
  let from = { before: 0, after: 0 };
  const zip = (to: { readonly before: number; readonly after: number }): void => {
    const longest = Math.max(to.before - from.before, to.after - from.after);
    for (let step = 0; step < longest; step++) {
      rows.push({
        kind: 'apart',
        before: from.before + step < to.before ? from.before + step : null,
        after: from.after + step < to.after ? from.after + step : null,
      });
    }
  };
  for (const pair of pairsOf(before.hops, after.hops)) {
    zip(pair);
    rows.push({ kind: isSame(before.hops[pair.before], after.hops[pair.after]) ? 'same' : 'changed', ...pair });
    from = { before: pair.before + 1, after: pair.after + 1 };
  }
  zip({ before: before.hops.length, after: after.hops.length });
  return { rows, parting: partingOf(rows, before, after) };
}

interface Pair {
  readonly before: number;
  readonly after: number;
}

/** Hops with the same key, without those that would cross another pair. */
function pairsOf(before: readonly Hop[], after: readonly Hop[]): readonly Pair[] {
  const places = new Map(after.map((hop, index) => [hop.key, index]));
  const pairs = before.flatMap((hop, index): Pair[] => {
    const place = places.get(hop.key);
    return place === undefined ? [] : [{ before: index, after: place }];
  });
  const leastAfter: number[] = [];
  let least = Infinity;
  for (let index = pairs.length - 1; index >= 0; index--) {
    leastAfter[index] = least;
    least = Math.min(least, pairs[index]?.after ?? Infinity);
  }
  let most = -1;
  return pairs.filter((pair, index) => {
    const keeps = pair.after > most && pair.after < (leastAfter[index] ?? Infinity);
    most = Math.max(most, pair.after);
    return keeps;
  });
}

function isSame(before: Hop | undefined, after: Hop | undefined): boolean {
  return before !== undefined && after !== undefined && hopDifferences(before, after).length === 0;
}

function entering(hop: Hop | undefined): string {
  return JSON.stringify(hop?.before);
}

/**
 * Where the ways part is the first hop of which the other run has none; what made them part is the last thing that was
 * decided otherwise about one and the same packet before that. Without a parting it is the first thing that changed.
 */
function partingOf(rows: readonly ComparedHops[], before: Trace, after: Trace): number | null {
  const first = rows.findIndex(({ kind }) => kind !== 'same');
  if (first === -1) return null;
  const apart = rows.findIndex(({ kind }) => kind === 'apart');
  if (apart === -1) return first;
  let at = rows[apart - 1]?.kind === 'changed' ? apart - 1 : apart;
  while (rows[at - 1]?.kind === 'changed' && inherits(rows[at], before, after)) at -= 1;
  return at;
}

/** Whether a hop differs because another packet came, or because a sender was told another address. */
function inherits(row: ComparedHops | undefined, before: Trace, after: Trace): boolean {
  if (row === undefined || row.before === null || row.after === null) return false;
  const old = before.hops[row.before];
  const now = after.hops[row.after];
  return entering(old) !== entering(now) || (old?.kind === 'send' && now?.kind === 'send');
}
