import type { Layout } from './layout.ts';
import type { Rect } from './measures.ts';

export interface BandTitle extends Rect {
  readonly text: string;
}

const LEFT = 14;
const CHARACTER = 5.3;

/** What each half of the picture holds, and where that is written, in units of the picture. */
export function bandTitles({ divider }: Pick<Layout, 'divider'>): readonly BandTitle[] {
  return [titleAt(4, 'Rules, what decides'), titleAt(divider + 2, 'Places, where packets are')];
}

function titleAt(y: number, text: string): BandTitle {
  return { text, x: LEFT, y, w: text.length * CHARACTER, h: 15 };
}
