import type { Point, Rect } from './measures.ts';

/** Where the picture stands in its pane: `x` and `y` are the picture's corner in the pane, in pixels. */
export interface View extends Point {
  readonly zoom: number;
}

export interface PaneSize {
  readonly w: number;
  readonly h: number;
}

/** The zoom that the picture is laid out for, as far as its width goes: texts of 11.5 units are 11 pixels then. */
export const LAYOUT_ZOOM = 0.96;
/** The least readable zoom: names are 9.4 pixels and addresses 8.6 then. Less only by the reader's own hand. */
export const LEAST_ZOOM = 0.75;
/** A picture with room around it grows so far: for a wall, not for a poster. */
const MOST_ZOOM = 1.3;
const MARGIN = 6;
/** So much of what surrounds a place that is followed is seen too, where there is room. In pixels. */
export const AROUND = 56;

/**
 * Where a picture stands at rest: whole where its texts stay readable; else the whole way of the request, with the places
 * and cards on it, where that is readable; else at the least readable zoom with its beginning shown.
 */
export function restingView(picture: PaneSize, pane: PaneSize, way: Rect | null): View {
  if (wholeZoom(picture, pane) >= LEAST_ZOOM) return wholeView(picture, pane);
  const wayZoom = way === null ? 0 : wholeZoom(way, pane);
  const zoom = wayZoom < LEAST_ZOOM ? LEAST_ZOOM : Math.min(LAYOUT_ZOOM, wayZoom);
  const beginning = { ...centred(picture, pane, zoom), zoom };
  return way === null || wayZoom < LEAST_ZOOM ? beginning : follow(beginning, way, picture, pane);
}

/** The whole picture, however small. */
export function wholeView(picture: PaneSize, pane: PaneSize): View {
  const zoom = Math.min(MOST_ZOOM, wholeZoom(picture, pane));
  return { ...centred(picture, pane, zoom), zoom };
}

/** Whether some of the picture is outside of its pane. */
export function isCut(picture: PaneSize, pane: PaneSize, view: View): boolean {
  const right = view.x + picture.w * view.zoom;
  const bottom = view.y + picture.h * view.zoom;
  return view.x < -1 || view.y < -1 || right > pane.w + 1 || bottom > pane.h + 1;
}

/** Whether so much of the picture is outside that a map of it helps: a fringe is found without one. */
export function needsMap(picture: PaneSize, pane: PaneSize, { zoom }: View): boolean {
  const shown = Math.min(1, pane.w / (picture.w * zoom)) * Math.min(1, pane.h / (picture.h * zoom));
  return shown < 0.75;
}

/** The view moved as little as needed so that a place is inside, with some of what surrounds it; never past the picture's edge. */
export function follow(view: View, place: Rect, picture: PaneSize, pane: PaneSize): View {
  const { zoom } = view;
  const x = moved(view.x, place.x * zoom, place.w * zoom, pane.w, picture.w * zoom);
  const y = moved(view.y, place.y * zoom, place.h * zoom, pane.h, picture.h * zoom);
  return x === view.x && y === view.y ? view : { x, y, zoom };
}

function moved(at: number, start: number, length: number, pane: number, whole: number): number {
  const isSeen = at + start >= 0 && at + start + length <= pane;
  if (isSeen) return at;
  const around = Math.min(AROUND, Math.max(0, (pane - length) / 2));
  const least = around - start;
  const most = pane - around - start - length;
  const wanted = at < least ? least : most;
  if (whole + 2 * MARGIN <= pane) return at;
  return Math.min(MARGIN, Math.max(pane - MARGIN - whole, wanted));
}

function wholeZoom(picture: Pick<Rect, 'w' | 'h'>, pane: PaneSize): number {
  return Math.min((pane.w - 2 * MARGIN) / picture.w, (pane.h - 2 * MARGIN) / picture.h);
}

function centred(picture: PaneSize, pane: PaneSize, zoom: number): Point {
  return {
    x: Math.max(MARGIN, (pane.w - picture.w * zoom) / 2),
    y: Math.max(MARGIN, (pane.h - picture.h * zoom) / 2),
  };
}
