import type { Answer } from '#view';
import { boxOf, union } from './box-of.ts';
import type { Layout } from './layout.ts';
import type { Rect } from './measures.ts';
import type { Leg } from './position.ts';

/**
 * What a reader has to see to follow a request there and back: its lines, the places at which its packets stop and the
 * cards that decide; `null` before there is an answer, or where nothing of it is drawn.
 */
export function wayArea(layout: Layout, legs: readonly Leg[], answer: Answer | null): Rect | null {
  if (!answer) return null;
  const points = legs.flatMap((leg) => leg.points).map(({ x, y }) => ({ x, y, w: 0, h: 0 }));
  const boxes = [
    ...new Set(answer.trace.hops.flatMap((hop) => [placeRef(hop), ...(answer.hops[hop.key]?.rules ?? [])])),
  ]
    .map((ref) => layout.machines.find(({ id }) => id === ref) ?? boxOf(layout, ref))
    .filter((box) => box !== null);
  const [first, ...rest] = [...points, ...boxes];
  return first ? rest.reduce(union, first) : null;
}

/** A place as what is drawn for it: of a node the whole box. */
function placeRef({ at: { place } }: Answer['trace']['hops'][number]): string {
  switch (place.kind) {
    case 'outside':
      return `Outside/${place.ip}`;
    case 'balancer':
      return `Balancer/${place.service}`;
    case 'node':
      return `node:${place.node}`;
    case 'pod':
      return `Pod/${place.pod}`;
  }
}
