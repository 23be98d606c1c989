import type { GraphNode } from './boxes.tsx';
import type { Layout } from './layout.ts';
import type { Rect } from './measures.ts';

/** The layout's boxes as the nodes of the drawing, those of pods above those of machines. */
export function graphNodes(layout: Layout): readonly GraphNode[] {
  const at = ({ x, y, w, h }: Rect) => ({
    position: { x, y },
    width: w,
    height: h,
    // React Flow takes the pointer away from nodes that cannot be dragged or selected; ours have buttons in them.
    style: { pointerEvents: 'all' as const },
  });
  return [
    ...layout.cards.map((box) => ({ id: box.item.id, type: 'card' as const, ...at(box), zIndex: 2, data: { box } })),
    ...layout.machines.map((box) => ({ id: box.id, type: 'machine' as const, ...at(box), zIndex: 0, data: { box } })),
    ...layout.pods.map((box) => ({ id: box.item.id, type: 'pod' as const, ...at(box), zIndex: 2, data: { box } })),
    ...layout.outside.map((box) => ({
      id: `outside:${box.ip}`,
      type: 'outside' as const,
      ...at(box),
      zIndex: 2,
      data: { box },
    })),
    ...layout.balancers.map((box) => ({
      id: `balancer:${box.balancer.service}`,
      type: 'balancer' as const,
      ...at(box),
      zIndex: 2,
      data: { box },
    })),
    ...layout.nodeFolds.map((box) => ({
      id: `fold:${box.fold}`,
      type: 'more' as const,
      ...at(box),
      zIndex: 2,
      data: { title: box.title, note: box.note, fold: box.fold },
    })),
  ];
}
