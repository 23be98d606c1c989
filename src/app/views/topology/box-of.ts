import type { Layout } from './layout.ts';
import type { Rect } from './measures.ts';
import { holdsPod } from './route.ts';
import { refsIn } from './rules-band.ts';

/** The box that stands for a thing, or the fold that it is in; `null` where it is not drawn. */
export function boxOf(layout: Layout, ref: string): Rect | null {
  const [kind = '', ...rest] = ref.split('/');
  const name = rest.join('/');
  switch (kind) {
    case 'Pod':
      return layout.pods.find(({ item }) => holdsPod(item, name)) ?? null;
    case 'Node': {
      const machine = layout.machines.find(({ node }) => node.name === name);
      return machine ? { ...machine, h: Math.min(machine.h, 70) } : null;
    }
    case 'Balancer':
      return layout.balancers.find(({ balancer }) => balancer.service === name) ?? null;
    case 'Outside':
      return layout.outside.find(({ ip }) => ip === name) ?? null;
    default:
      return layout.cards.find(({ item }) => refsIn(item).includes(ref)) ?? null;
  }
}

/** What is around one or more spots of the way, so much that their boxes are seen. */
export function around(points: readonly { readonly x: number; readonly y: number }[]): Rect | null {
  if (points.length === 0) return null;
  const xs = points.map(({ x }) => x);
  const ys = points.map(({ y }) => y);
  const x = Math.min(...xs) - 80;
  const y = Math.min(...ys) - 44;
  return { x, y, w: Math.max(...xs) + 80 - x, h: Math.max(...ys) + 52 - y };
}

/** The smallest rectangle around both. */
export function union(a: Rect, b: Rect): Rect {
  const x = Math.min(a.x, b.x);
  const y = Math.min(a.y, b.y);
  return { x, y, w: Math.max(a.x + a.w, b.x + b.w) - x, h: Math.max(a.y + a.h, b.y + b.h) - y };
}
