/** IBM Plex Sans, medium, at the 11.5 pixels of a chip: what characters take, in classes of about the same width. */
const WIDTHS: readonly (readonly [RegExp, number])[] = [
  [/[ '.,’:;!ijl/[\]]/, 3.4],
  [/[()f|t{}r]/, 4.3],
  [/[-I\\"]/, 4.9],
  [/[?szcLvy*]/, 5.9],
  [/[CYPVXRBKA#D]/, 7.7],
  [/[UGHNOQ&]/, 8.2],
  [/[wM→≥…]/, 9.7],
  [/[m@W%]/, 10.8],
  [/[\u2e80-\uffff]/, 12],
];
const USUAL = 6.8;
/** Both borders of the current chip, both paddings, the layer's mark and the gap after it. */
const AROUND = 36;
const END_MARK = 17;

/** How wide a chip has to be, in pixels, so that no letter of it is cut. */
export function chipWidth(text: string, ends: 'goes on' | 'ends here'): number {
  const letters = Array.from(text, (letter) => WIDTHS.find(([those]) => those.test(letter))?.[1] ?? USUAL);
  const words = letters.reduce((sum, width) => sum + width, 0);
  return Math.ceil(Math.max(20, words) + AROUND + (ends === 'ends here' ? END_MARK : 0)) + 1;
}
