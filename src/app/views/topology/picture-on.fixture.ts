import type { Answer, Picture } from '#view';
import { badgeRoom } from './badge-room.ts';
import { LAYOUT_ZOOM, type PaneSize, restingView, type View } from './camera.ts';
import { columnPane } from './column-pane.ts';
import { layOut, type Layout } from './layout.ts';
import type { Rect } from './measures.ts';
import { neededBy } from './needed.ts';
import { type Leg, legsOf } from './position.ts';
import { type Tunnel, tunnelsOf } from './tunnels.ts';
import { wayArea } from './way-area.ts';

/** A pane as it is on a page of a size, and how the page is laid out. */
export interface PagePane extends PaneSize {
  readonly page: 'columns' | 'column';
}

export interface PictureOn {
  readonly layout: Layout;
  readonly legs: readonly Leg[];
  readonly tunnels: readonly Tunnel[];
  /** As high as the picture on a page of one column. */
  readonly pane: PaneSize;
  readonly rest: View;
}

/** The picture of an answer as it rests in a pane. */
export function pictureOn(picture: Picture, answer: Answer, { w, h, page }: PagePane): PictureOn {
  const layout = layOut(picture, neededBy(answer), new Set(), { width: Math.floor((w - 12) / LAYOUT_ZOOM), page });
  const size = { w: layout.width, h: layout.height };
  const legs = legsOf(layout, answer.trace);
  const way = wayArea(layout, legs, answer);
  const pane = page === 'column' ? columnPane(size, w) : { w, h };
  const rest = restingView(size, pane, way);
  return {
    layout,
    legs,
    tunnels: tunnelsOf(layout, legs, answer.trace.hops, badgeRoom(layout, pane, way)),
    pane,
    rest,
  };
}

/** A rectangle of the pane in units of the picture. */
export function inPicture({ x, y, w, h }: Rect, view: View): Rect {
  const { zoom } = view;
  return { x: (x - view.x) / zoom, y: (y - view.y) / zoom, w: w / zoom, h: h / zoom };
}
