import { union } from './box-of.ts';
import { type PaneSize, restingView } from './camera.ts';
import type { Layout } from './layout.ts';
import type { Rect } from './measures.ts';

/** A badge keeps so far from the pane's edge, in pixels. */
const EDGE = 4;

/** Where badges may stand, in units of the picture: on all of it, and beside one that is narrower than its pane. */
export function badgeRoom(layout: Pick<Layout, 'width' | 'height'>, pane: PaneSize, way: Rect | null): Rect {
  const { x, zoom } = restingView({ w: layout.width, h: layout.height }, pane, way);
  const pictured = { x: 0, y: 0, w: layout.width, h: layout.height };
  return union(pictured, { x: (EDGE - x) / zoom, y: 0, w: (pane.w - 2 * EDGE) / zoom, h: layout.height });
}
