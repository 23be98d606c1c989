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

/**
 * The stops from one hop of a run to the next, both ends included; `null` stands for a place that is not on this node.
 * What comes back in (a reply) starts at `in` again.
 */
export function stopsBetween(from: Stop | null, to: Stop | null): readonly Stop[] {
  if (from === null) return to === null ? [] : shortest('in', to);
  if (to === from) return [from];
  const way = shortest(from, to ?? 'out');
  return way.length > 0 ? way : to === null ? [from] : [from, ...shortest('in', to)];
}

function shortest(from: Stop, to: Stop): readonly Stop[] {
  let ways: readonly (readonly Stop[])[] = [[from]];
  while (ways.length > 0) {
    const found = ways.find((way) => way.at(-1) === to);
    if (found) return found;
    ways = ways.flatMap((way) => NEXT[way.at(-1) ?? 'out'].map((next) => [...way, next]));
  }
  return [];
}
