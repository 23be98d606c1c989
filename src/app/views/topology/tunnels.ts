import type { Hop } from '#view';
import type { Layout } from './layout.ts';
import type { Point, Rect } from './measures.ts';
import type { Leg } from './position.ts';
import { coverable } from './coverable.ts';
import { coveredBy, placeTag } from './tag-place.ts';

/** The overlay between two nodes, as it is written beside the wire. `hops` are those at which a packet enters it. */
export interface Tunnel {
  readonly id: string;
  readonly hops: readonly { readonly index: number; readonly text: string }[];
  readonly at: Rect;
}

const LINE = 16;
const CHARACTER = 6.5;

/** The overlays that a run uses, each once for a pair of nodes, where there is room for their names: the strip says the same. */
export function tunnelsOf(layout: Layout, legs: readonly Leg[], hops: readonly Hop[]): readonly Tunnel[] {
  const pairs = new Map<string, { readonly index: number; readonly text: string }[]>();
  for (const [index, hop] of hops.entries()) {
    if (hop.kind !== 'route' || hop.decision.encapsulation === null || !hop.after?.encapsulates) continue;
    const id = [hop.after.src, hop.after.dst].toSorted().join(' ');
    const text = tunnelText(hop.decision.encapsulation, hop.after);
    pairs.set(id, [...(pairs.get(id) ?? []), { index, text }]);
  }
  const obstacles: Rect[] = [...coverable(layout), ...layout.machines];
  const seen = { x: 0, y: 0, w: layout.width, h: layout.height };
  return [...pairs].flatMap(([id, uses]) => {
    const leg = legs[(uses[0]?.index ?? -1) + 1];
    const middle = leg ? middleOf(leg.points, layout.channels.inner + 1) : null;
    if (!middle) return [];
    const size = { w: Math.max(...uses.map(({ text }) => text.length)) * CHARACTER + 14, h: LINE };
    const offset = placeTag(middle, size, obstacles, seen);
    const at = { x: middle.x + offset.x, y: middle.y + offset.y, ...size };
    if (coveredBy(at, obstacles, seen) > 0) return [];
    obstacles.push(at);
    return [{ id, hops: uses, at }];
  });
}

interface Ends {
  readonly src: string;
  readonly dst: string;
}

/** `VXLAN 192.168.1.12 → .11`: what the outer packet says, short where both are of one network. */
export function tunnelText(encapsulation: string, { src, dst }: Ends): string {
  const network = src.slice(0, src.lastIndexOf('.') + 1);
  const short = network !== '' && dst.startsWith(network) ? `.${dst.slice(network.length)}` : dst;
  return `${encapsulation.toUpperCase()} ${src} → ${short}`;
}

/** The use that counts at a hop: the last one at or before it, else the first that is to come. */
export function wordAt({ hops }: Tunnel, now: number): { readonly text: string; readonly state: 'inside' | 'known' } {
  const use = hops.findLast(({ index }) => index <= now) ?? hops[0];
  return { text: use?.text ?? '', state: use?.index === now ? 'inside' : 'known' };
}

/** The middle of the longest piece outside of the nodes, which lie right of `edge`; of any piece if none is. */
function middleOf(points: readonly Point[], edge: number): Point | null {
  let best: Point | null = null;
  let longest = 0;
  for (const [index, point] of points.entries()) {
    const before = points[index - 1];
    const outside = before && before.x <= edge && point.x <= edge ? 1000 : 1;
    const length = before ? outside * (Math.abs(before.x - point.x) + Math.abs(before.y - point.y)) : 0;
    if (before && length > longest) {
      longest = length;
      best = { x: (before.x + point.x) / 2, y: (before.y + point.y) / 2 };
    }
  }
  return best;
}
