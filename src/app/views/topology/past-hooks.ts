import { hooksMet, type NodeEnd } from '#view';
import type { MachineBox } from './layout.ts';
import type { Point } from './measures.ts';

/** What a packet does at a node: from where to where it goes there, in one piece or in several. */
export interface Visit {
  readonly machine: MachineBox;
  readonly pieces: readonly (readonly [NodeEnd, NodeEnd])[];
}

/** A way keeps so far above a hook that it passes by, and bows so far beside it. */
const BOW = { over: 6.5, beside: 9 } as const;

/** The way with a bow around each stop of the rail that its packet does not meet. */
export function pastHooks(points: readonly Point[], { machine, pieces }: Visit): readonly Point[] {
  const { rail, cells, node } = machine;
  const met = new Set<string>(pieces.flatMap(([from, to]) => hooksMet(node.kernel, from, to)));
  const passed = cells.filter(({ hook }) => !met.has(hook)).map(({ x }) => x);
  return points.flatMap((to, index) => {
    const from = points[index - 1];
    if (!from || from.y !== rail.y || to.y !== rail.y) return [to];
    const [low, high] = [Math.min(from.x, to.x), Math.max(from.x, to.x)];
    const bows = passed.filter((x) => low < x - BOW.beside && x + BOW.beside < high);
    return [...(from.x <= to.x ? bows : bows.toReversed()).flatMap((x) => bow(x, rail.y, from.x <= to.x ? 1 : -1)), to];
  });
}

function bow(x: number, y: number, direction: 1 | -1): readonly Point[] {
  const [before, after] = [x - direction * BOW.beside, x + direction * BOW.beside];
  return [
    { x: before, y },
    { x: before, y: y - BOW.over },
    { x: after, y: y - BOW.over },
    { x: after, y },
  ];
}
