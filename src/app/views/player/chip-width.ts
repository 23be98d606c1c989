import { lettersWidth } from './letter-widths.ts';

/** Both borders of the current chip, both paddings, the layer's mark and the gap after it. */
const AROUND = 37;
const END_MARK = 17;

/** Whether a run ends at a chip's hop, which the chip has a sign for. */
export type ChipEnd = 'goes on' | 'ends here';

/** What a chip has besides its letters, in pixels. */
export function aroundLetters(end: ChipEnd): number {
  return AROUND + (end === 'ends here' ? END_MARK : 0);
}

/** How wide a chip has to be, in pixels, so that no letter of it is cut. */
export function chipWidth(text: string, end: ChipEnd): number {
  return Math.ceil(Math.max(20, lettersWidth(text))) + aroundLetters(end);
}
