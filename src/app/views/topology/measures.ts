/** Sizes of the picture in its own units, which are CSS pixels at zoom 1. */
export const MEASURES = {
  edge: 12,
  /** Free under the lowest box. */
  below: 8,
  outside: { w: 108, h: 54 },
  balancer: { w: 120, frame: 6, line: 16, leastRows: 4 },
  betweenColumns: 24,
  gutter: 38,
  /** From the first line beside the nodes to their border: a badge fits in, with its line near its other edge. */
  badgeRoom: 17,
  stackGap: 14,
  /** `tag`: on a page of one column a node's head is higher by the row for a packet's tag. */
  machine: { head: 25, tag: 22, rail: 33, side: 14, bottom: 7, gap: 8 },
  pod: { w: 132, least: 108, widest: 176, h: 38, line: 16, gapX: 8, gutter: 22 },
  card: { w: 126, widest: 176, head: 8, line: 16, gapX: 12, gapY: 8 },
  /** The margin left of the nodes where they have the whole width: the channel runs in it. */
  channel: 28,
  label: 18,
  /** The rules take more room than the places below where there is some, but no more than this. */
  widestBand: 760,
  /** Below this width the names of two stops of the rail would touch: every second one stands lower. */
  stop: 64,
} as const;

/**
 * What a character of a name or an address takes, at the sizes of boxes.css. `tight`: of an address that needs a little
 * more room than there is.
 */
export const CHARACTER = { bold: 7, mono: 6.9, tight: 6.5, faint: 6 } as const;

export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}
