import type { LayerName } from '#view';
import type { Point, Rect } from './measures.ts';

/** A piece of a line in one colour. */
export interface ColouredPiece {
  readonly layer: LayerName;
  readonly points: readonly Point[];
}

/**
 * A line in its colours: inside a node that of the layer that decides where it ends, between places that of the network
 * which carries it.
 */
export function colouredPieces(
  points: readonly Point[],
  layer: LayerName,
  nodes: readonly Rect[],
): readonly ColouredPiece[] {
  const pieces: { layer: LayerName; points: Point[] }[] = [];
  for (const [index, to] of points.entries()) {
    const from = points[index - 1];
    if (!from) continue;
    for (const [a, b] of cutAtBorders(from, to, nodes)) {
      const middle = { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
      const colour = nodes.some((node) => holds(node, middle)) ? layer : 'cni';
      const last = pieces.at(-1);
      if (last?.layer === colour) last.points.push(b);
      else pieces.push({ layer: colour, points: [a, b] });
    }
  }
  return pieces;
}

/** Ways come to nodes and leave them by their left and right borders. */
function cutAtBorders(from: Point, to: Point, nodes: readonly Rect[]): readonly (readonly [Point, Point])[] {
  if (from.y !== to.y) return [[from, to]];
  const [low, high] = [Math.min(from.x, to.x), Math.max(from.x, to.x)];
  const borders = nodes
    .filter(({ y, h }) => y <= from.y && from.y <= y + h)
    .flatMap(({ x, w }) => [x, x + w])
    .filter((x) => low < x && x < high)
    .toSorted((a, b) => a - b);
  const cuts = from.x < to.x ? borders : borders.toReversed();
  const stops = [from, ...cuts.map((x) => ({ x, y: from.y })), to];
  return stops.slice(1).map((stop, index) => [stops[index] ?? from, stop] as const);
}

function holds({ x, y, w, h }: Rect, at: Point): boolean {
  return at.x >= x && at.x <= x + w && at.y >= y && at.y <= y + h;
}
