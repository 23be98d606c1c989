/** Sizes of the picture in its own units, which are CSS pixels at zoom 1. */
export const MEASURES = {
  edge: 14,
  outside: { w: 112, h: 58 },
  balancer: { w: 126, h: 64 },
  betweenColumns: 36,
  gutter: 46,
  stackGap: 14,
  machine: { head: 28, rail: 36, side: 22, bottom: 10, gap: 14 },
  pod: { w: 136, h: 42, gapX: 10, gutter: 20 },
  card: { w: 142, h: 30, line: 16, gapX: 26, gapY: 10 },
  label: 22,
} as const;

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
