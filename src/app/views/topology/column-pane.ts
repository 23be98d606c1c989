import { type PaneSize, restingView } from './camera.ts';

/** A pane without a picture, or with a small one, is so high, in pixels. */
const LEAST_HEIGHT = 260;
/** Above and below the picture together. */
const BESIDE = 12;

/**
 * The pane on a page of one column: as high as the picture is when it fills the width `w`. It follows from the picture, so
 * one that grows is never placed in the pane of the one before.
 */
export function columnPane(picture: PaneSize | null, w: number): PaneSize {
  if (picture === null || w === 0) return { w, h: LEAST_HEIGHT };
  const { zoom } = restingView(picture, { w, h: Number.MAX_SAFE_INTEGER }, null);
  return { w, h: Math.max(LEAST_HEIGHT, Math.ceil(picture.h * zoom + BESIDE)) };
}
