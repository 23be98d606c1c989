import type { Hop } from '#view';
import { placeOnLine } from './badge-place.ts';
import { coverable, strokesOf, waysOf } from './coverable.ts';
import type { Layout } from './layout.ts';
import type { Rect } from './measures.ts';
import type { Leg } from './position.ts';
import { grown } from './tag-place.ts';

/** The overlay between two nodes, as it is written on the wire. `hops` are those at which a packet enters it. */
export interface Tunnel {
  readonly id: string;
  readonly hops: readonly { readonly index: number; readonly pass: string; readonly text: string }[];
  /** The hop that the line with the badge leads to. */
  readonly line: string;
  readonly at: Rect;
}

const LINE = 16;
const CHARACTER = 6.95;
/**
 * How far a badge stands from a box before the nodes, best first: it leaves room for a packet's tag, is not read as the
 * box's title, does not touch it.
 */
const APART = [20, 12, 4] as const;

/**
 * The overlays that a run uses, each once for a pair of nodes, on the line of the first packet that enters it, of a lookup
 * only if no other does: with the node that it leads to where there is room, else its name alone; upright on a line that
 * runs so, where it would cover something else. The inspector has both addresses.
 */
export function tunnelsOf(layout: Layout, legs: readonly Leg[], hops: readonly Hop[], seen: Rect): readonly Tunnel[] {
  const pairs = new Map<string, Use[]>();
  for (const [index, hop] of hops.entries()) {
    if (hop.kind !== 'route' || hop.decision.encapsulation === null || !hop.after?.encapsulates) continue;
    const id = [hop.after.src, hop.after.dst].toSorted().join(' ');
    pairs.set(id, [
      ...(pairs.get(id) ?? []),
      { index, pass: hop.pass, texts: tunnelTexts(hop.decision.encapsulation, nodeAt(layout, hop.after.dst)) },
    ]);
  }
  const boxes = [...layout.outside, ...layout.balancers];
  const solid: Rect[] = [...coverable(layout), ...strokesOf(layout)];
  return [...pairs].flatMap(([id, uses]) => {
    const entering = uses.flatMap(({ index }) => legs[index + 1] ?? []);
    const own = entering.find(({ why }) => why !== 'lookup') ?? entering[0];
    if (!own) return [];
    const inside = waysOf(entering);
    const others = waysOf(legs.filter((leg) => !entering.includes(leg)));
    const lines = others.filter((line) => !inside.some((mine) => liesIn(line, mine)));
    const longest = Array.from({ length: Math.max(...uses.map(({ texts }) => texts.length)) }, (_, choice) =>
      Math.max(...uses.map(({ texts }) => textAt(texts, choice).length)),
    );
    const widths = longest.map((characters) => characters * CHARACTER + 12);
    const surroundings = APART.map((apart) => ({
      solid: [...solid, ...boxes.map((box) => grown(box, apart))],
      lines,
      seen,
    }));
    const placed = placeOnLine(own.points, widths, LINE, surroundings);
    if (!placed) return [];
    solid.push(placed.at);
    return [
      {
        id,
        hops: uses.map(({ index, pass, texts }) => ({ index, pass, text: textAt(texts, placed.choice) })),
        line: own.hop,
        at: placed.at,
      },
    ];
  });
}

interface Use {
  readonly index: number;
  readonly pass: string;
  readonly texts: readonly string[];
}

function textAt(texts: readonly string[], choice: number): string {
  return texts[Math.min(choice, texts.length - 1)] ?? '';
}

/** Whether a piece of a line lies on another, so that there is one line to be seen. */
export function liesIn(one: Rect, other: Rect): boolean {
  const isOnRow = one.y === other.y && one.h === other.h && one.h < one.w;
  const isOnColumn = one.x === other.x && one.w === other.w && one.w < one.h;
  return isOnRow || isOnColumn;
}

/** The node that has an address, as the strip calls it too. */
function nodeAt({ machines }: Layout, ip: string): string {
  return machines.find(({ node }) => node.ip === ip)?.node.name ?? ip;
}

/** What is said of the overlay, from long to short: `VXLAN to node-b`, `VXLAN`. */
export function tunnelTexts(encapsulation: string, to: string): readonly string[] {
  const name = encapsulation.toUpperCase();
  return [`${name} to ${to}`, name];
}

/**
 * The use that counts at a hop, of those by its connection, or of all where it has none: the last one at or before the
 * hop, else the first that is to come.
 */
export function wordAt(
  { hops }: Tunnel,
  now: number,
  pass: string | undefined,
): { readonly text: string; readonly state: 'inside' | 'known' } {
  const own = hops.filter((one) => one.pass === pass);
  const uses = own.length > 0 ? own : hops;
  const use = uses.findLast(({ index }) => index <= now) ?? uses[0];
  return { text: use?.text ?? '', state: use?.index === now ? 'inside' : 'known' };
}
