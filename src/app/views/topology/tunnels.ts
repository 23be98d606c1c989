import type { Hop } from '#view';
import { placeOnLine } from './badge-place.ts';
import { coverable, strokesOf, waysOf } from './coverable.ts';
import type { Layout } from './layout.ts';
import type { Rect } from './measures.ts';
import type { Leg } from './position.ts';

/** The overlay between two nodes, as it is written on the wire. `hops` are those at which a packet enters it. */
export interface Tunnel {
  readonly id: string;
  readonly hops: readonly { readonly index: number; readonly text: string }[];
  /** The hop that the line with the badge leads to. */
  readonly line: string;
  readonly at: Rect;
}

const LINE = 16;
const CHARACTER = 6.95;

/**
 * The overlays that a run uses, each once for a pair of nodes, on the line of the first packet that enters it, of a lookup
 * only if no other does: with both addresses where there is room, else with what tells them apart, else its name alone.
 * The strip says it in full.
 */
export function tunnelsOf(layout: Layout, legs: readonly Leg[], hops: readonly Hop[], seen: Rect): readonly Tunnel[] {
  const pairs = new Map<string, Use[]>();
  for (const [index, hop] of hops.entries()) {
    if (hop.kind !== 'route' || hop.decision.encapsulation === null || !hop.after?.encapsulates) continue;
    const id = [hop.after.src, hop.after.dst].toSorted().join(' ');
    pairs.set(id, [...(pairs.get(id) ?? []), { index, texts: tunnelTexts(hop.decision.encapsulation, hop.after) }]);
  }
  const solid: Rect[] = [...coverable(layout), ...strokesOf(layout)];
  return [...pairs].flatMap(([id, uses]) => {
    const entering = uses.flatMap(({ index }) => legs[index + 1] ?? []);
    const own = entering.find(({ why }) => why !== 'lookup') ?? entering[0];
    if (!own) return [];
    const lines = waysOf(legs.filter((leg) => leg !== own && (leg.pass === own.pass || leg.why !== 'lookup')));
    const others = lines.filter((line) => !waysOf([own]).some((mine) => liesIn(line, mine)));
    const longest = Array.from({ length: Math.max(...uses.map(({ texts }) => texts.length)) }, (_, choice) =>
      Math.max(...uses.map(({ texts }) => textAt(texts, choice).length)),
    );
    const widths = longest.map((characters) => characters * CHARACTER + 12);
    const placed = placeOnLine(own.points, widths, LINE, { solid, lines: others, seen });
    if (!placed) return [];
    solid.push(placed.at);
    return [
      {
        id,
        hops: uses.map(({ index, texts }) => ({ index, text: textAt(texts, placed.choice) })),
        line: own.hop,
        at: placed.at,
      },
    ];
  });
}

interface Use {
  readonly index: number;
  readonly texts: readonly string[];
}

function textAt(texts: readonly string[], choice: number): string {
  return texts[Math.min(choice, texts.length - 1)] ?? '';
}

/** Whether a piece of a line lies on another, so that there is one line to be seen. */
function liesIn(one: Rect, other: Rect): boolean {
  const isOnRow = one.y === other.y && one.h === other.h && one.h < one.w;
  const isOnColumn = one.x === other.x && one.w === other.w && one.w < one.h;
  return isOnRow || isOnColumn;
}

interface Ends {
  readonly src: string;
  readonly dst: string;
}

/** What the outer packet says, from long to short: `VXLAN 192.168.1.12 → .11`, `VXLAN .12 → .11`, `VXLAN`. */
export function tunnelTexts(encapsulation: string, { src, dst }: Ends): readonly string[] {
  const name = encapsulation.toUpperCase();
  const network = src.slice(0, src.lastIndexOf('.') + 1);
  if (network === '' || !dst.startsWith(network)) return [`${name} ${src} → ${dst}`, name];
  const [from, to] = [src, dst].map((address) => `.${address.slice(network.length)}`);
  return [`${name} ${src} → ${to}`, `${name} ${from} → ${to}`, name];
}

/** The use that counts at a hop: the last one at or before it, else the first that is to come. */
export function wordAt({ hops }: Tunnel, now: number): { readonly text: string; readonly state: 'inside' | 'known' } {
  const use = hops.findLast(({ index }) => index <= now) ?? hops[0];
  return { text: use?.text ?? '', state: use?.index === now ? 'inside' : 'known' };
}
