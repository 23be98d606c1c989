/** Sizes of the picture in its own units, which are CSS pixels at zoom 1. */
export const MEASURES = {
  edge: 14,
  outside: { w: 102, h: 54 },
  balancer: { w: 118, h: 62 },
  betweenColumns: 32,
  gutter: 42,
  stackGap: 14,
  machine: { head: 25, rail: 36, side: 20, bottom: 9, gap: 11 },
  pod: { w: 128, h: 40, gapX: 10, gutter: 20 },
  card: { w: 128, h: 28, line: 15, gapX: 18, gapY: 8 },
  label: 20,
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
