import { isGood } from './outcome.ts';
import type { Hop, HopKey, Trace } from './trace.ts';

/**
 * The hops at which connections and lookups came to a bad end, one for each that did. Whatever shows a run marks these
 * and no others: the packet, the way, the strip and the first problem.
 */
export function stopsIn({ hops, passes }: Pick<Trace, 'hops' | 'passes'>): ReadonlySet<HopKey> {
  const stops = passes.flatMap((pass) => {
    if (isGood(pass.outcome)) return [];
    const own = hops.filter((hop) => hop.pass === pass.id);
    const stop = stopOf(own) ?? (pass.outcome.word === 'delivered' ? undefined : own.at(-1));
    return stop === undefined ? [] : [stop.key];
  });
  return new Set(stops);
}

function stopOf(hops: readonly Hop[]): Hop | undefined {
  return (
    hops.find((hop) => hop.kind === 'stop' || (hop.kind === 'judge' && hop.decision.verdict === 'denied')) ??
    hops.find((hop) => hop.kind === 'answer') ??
    hops.findLast((hop) => hop.way === 'forward' && hop.before !== null && hop.after === null)
  );
}
