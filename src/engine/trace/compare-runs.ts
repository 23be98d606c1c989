import { hopDifferences } from './hop-differences.ts';
import { namedHops } from './named-hops.ts';
import type { Hop, Trace } from './trace.ts';

/**
 * Two runs beside one another. `same`: the same decision about the same packet; `changed`: the same place in the way, but
 * something else was decided, at another hook, or another packet came; `apart`: there is nothing like it in the other run.
 */
export interface ComparedHops {
  readonly kind: 'same' | 'changed' | 'apart';
  /** Number of the hop in its run, from 0; `null` where that run has none here. */
  readonly before: number | null;
  readonly after: number | null;
}

/**
 * `first`: number of the row that differs first in more than addresses. `parting`: of the row whose decision made the runs
 * part, which may stand behind it. Both are `null` if nothing differs. `ways`: whether one goes where the other does not,
 * or ends otherwise; runs of one way may still differ in a hop.
 */
export interface RunComparison {
  readonly rows: readonly ComparedHops[];
  readonly first: number | null;
  readonly parting: number | null;
  readonly ways: 'alike' | 'parted';
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
      const old = from.before + step < to.before ? from.before + step : null;
      const now = from.after + step < to.after ? from.after + step : null;
      const [was, is] = [before.hops[old ?? -1], after.hops[now ?? -1]];
      const kind = areAlike(was, is) ? (isSame(was, is) ? 'same' : 'changed') : 'apart';
      rows.push({ kind, before: old, after: now });
    }
  };
  for (const pair of pairsOf(before.hops, after.hops)) {
    zip(pair);
    rows.push({ kind: isSame(before.hops[pair.before], after.hops[pair.after]) ? 'same' : 'changed', ...pair });
    from = { before: pair.before + 1, after: pair.after + 1 };
  }
  zip({ before: before.hops.length, after: after.hops.length });
  const isParted = rows.some(({ kind }) => kind === 'apart') || endOf(before) !== endOf(after);
  return { rows, ...marksOf(rows, before, after), ways: isParted ? 'parted' : 'alike' };
}

function endOf({ outcome }: Trace): string {
  return `${outcome.word} ${outcome.response?.status ?? ''}`;
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

/** The same thing done at the same place, at another of its hooks: kube-proxy’s modes translate at prerouting or input. */
function areAlike(before: Hop | undefined, after: Hop | undefined): boolean {
  return (
    before !== undefined &&
    after !== undefined &&
    before.kind === after.kind &&
    before.way === after.way &&
    before.pass === after.pass &&
    JSON.stringify(before.at.place) === JSON.stringify(after.at.place)
  );
}

/**
 * Where the ways part is the first hop of which the other run has none; what made them part is the last thing that was
 * decided otherwise about one and the same packet before that. Without a parting it is the first thing that changed; that
 * pods have other addresses counts only where nothing else did.
 */
function marksOf(rows: readonly ComparedHops[], before: Trace, after: Trace): Pick<RunComparison, 'first' | 'parting'> {
  const differing = rows.findIndex(({ kind }) => kind !== 'same');
  if (differing === -1) return { first: null, parting: null };
  const [old, now] = [namedHops(before), namedHops(after)];
  const named = (row: ComparedHops | undefined) =>
    row === undefined || row.before === null || row.after === null
      ? null
      : { was: old[row.before], is: now[row.after] };
  const isOther = (row: ComparedHops | undefined) => {
    const pair = named(row);
    if (row?.kind !== 'changed' || pair === null) return false;
    return pair.was?.whole !== pair.is?.whole;
  };
  /** Whether a hop differs because another packet came, or because a sender was told another address. */
  const inherits = (row: ComparedHops | undefined) => {
    const pair = named(row);
    if (pair === null) return false;
    return pair.was?.entering !== pair.is?.entering || (pair.was?.kind === 'send' && pair.is?.kind === 'send');
  };
  const apart = rows.findIndex(({ kind }) => kind === 'apart');
  const decided = rows.findIndex((row) => row.kind === 'apart' || isOther(row));
  const first = decided === -1 ? differing : decided;
  if (apart === -1) return { first, parting: first };
  let at = isOther(rows[apart - 1]) ? apart - 1 : apart;
  while (isOther(rows[at - 1]) && inherits(rows[at])) at -= 1;
  return { first, parting: at };
}
