import type { Stop } from '#view';

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

/** What IPVS takes at input goes out anew, past all programs. */
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

function shortest(next: typeof NEXT, from: Stop, to: Stop): readonly Stop[] {
  let ways: readonly (readonly Stop[])[] = [[from]];
  while (ways.length > 0) {
    const found = ways.find((way) => way.at(-1) === to);
    if (found) return found;
    ways = ways.flatMap((way) => next[way.at(-1) ?? 'out'].map((one) => [...way, one]));
  }
  return [];
}
