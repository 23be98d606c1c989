import type { Hop, HopKey, Stop } from '#trace';

/** Which stop follows which, for packets that come by an interface, go on, or are the node's own. */
const NEXT: Readonly<Record<Stop, readonly Stop[]>> = {
  in: ['prerouting'],
  prerouting: ['routing'],
  routing: ['forward', 'input'],
  input: ['programs'],
  programs: ['output'],
  output: ['postrouting'],
  forward: ['postrouting'],
  postrouting: ['out'],
  out: [],
};

/** What IPVS takes at input goes out anew, past all programs (ip_vs_nat_send_or_cont in net/netfilter/ipvs/ip_vs_xmit.c). */
const NEXT_WITH_IPVS: typeof NEXT = { ...NEXT, input: ['programs', 'output'] };

/**
 * The stops from one hop of a run to the next, both ends included; `null` stands for a place that is not on this node.
 * What comes back in (a reply) starts at `in` again. `by`: who had the packet at the first hop, if that was at input.
 */
export function stopsBetween(from: Stop | null, to: Stop | null, by: 'ipvs' | 'others' = 'others'): readonly Stop[] {
  if (from === null) return to === null ? [] : shortest(NEXT, 'in', to);
  if (to === from) return [from];
  const way = shortest(by === 'ipvs' ? NEXT_WITH_IPVS : NEXT, from, to ?? 'out');
  return way.length > 0 ? way : to === null ? [from] : [from, ...shortest(NEXT, 'in', to)];
}

/** By which stops of a node the packet comes from each hop of a run to the one after it; hops with none are left out. */
export function waysThrough(
  hops: readonly Hop[],
  at: Readonly<Record<HopKey, Stop>>,
): Readonly<Record<HopKey, readonly Stop[]>> {
  const stopOf = (hop: Hop | undefined) => (hop === undefined ? null : (at[hop.key] ?? null));
  const ways = hops.map((hop, index): [HopKey, readonly Stop[]] => [
    hop.key,
    stopsBetween(stopOf(hop), stopOf(hops[index + 1]), takenBy(hop)),
  ]);
  return Object.fromEntries(ways.filter(([, stops]) => stops.length > 0));
}

function takenBy(hop: Hop): 'ipvs' | 'others' {
  return hop.kind === 'translate' && hop.decision.mode === 'ipvs' ? 'ipvs' : 'others';
}

function shortest(next: typeof NEXT, from: Stop, to: Stop): readonly Stop[] {
  let ways: readonly (readonly Stop[])[] = [[from]];
  while (ways.length > 0) {
    const found = ways.find((way) => way.at(-1) === to);
    if (found) return found;
    ways = ways.flatMap((way) => next[way.at(-1) ?? 'out'].map((one) => [...way, one]));
  }
  return [];
}
