/**
 * What characters take in IBM Plex Sans, medium, at the 11.5 pixels of a chip: each row is at least as wide as the widest
 * of its characters (the font's own `hmtx`), and little wider than the narrowest. Signs that the font has not, arrows
 * among them, come from one of the system's and are at most as wide as the letters are high.
 */
const WIDTHS: readonly (readonly [number, string])[] = [
  [2.8, ' \u00a0'],
  [3.1, "'′ijìíîïı"],
  [3.6, 'l‘’‚,.!¡:;‹›'],
  [3.9, '[]()'],
  [4.3, 'f·²³|¦¹{}t'],
  [4.85, 'r-•ºªIÌÍÎÏ/\\'],
  [5.65, '"″°®¿?z'],
  [5.95, 's“”„cçvL*yýÿ'],
  [6.4, 'x¢J«»gkaàáâãäåeèéêë'],
  [6.7, '_oòóôõöFøðT§hnuñùúûü'],
  [6.95, 'µ–£ZbdpqþEÈÉÊË$S+0123456789<=>^`~¨¬¯±´¸×÷−'],
  [7.4, 'YÝ¤¥€PVÞCÇX™'],
  [7.9, 'RBAKÀÁÂÃÄÅß¶#DUÙÚÛÜÐ'],
  [8.25, 'G&OQÒÓÔÕÖØHNÑ'],
  [9.2, '—©w'],
  [9.7, 'M¾¼…'],
  [10.35, '↑↓æ½m@'],
  [10.9, 'œWÆ%'],
  [11.5, 'Œ→←↔⇒✓✕✗≠≤≥≈∞'],
];
const BY_LETTER = new Map(WIDTHS.flatMap(([width, letters]) => Array.from(letters, (letter) => [letter, width])));
/** Of any other letter: as wide as high, which those of East Asia are, and a little for the font that it comes from. */
const UNKNOWN = 12;

/** Whether the width of a character is known; that of another is taken to be as much as a letter can have. */
export function isMeasured(letter: string): boolean {
  return BY_LETTER.has(letter);
}

/** What a text takes at most in a chip, in pixels. */
export function lettersWidth(text: string): number {
  return Array.from(text, (letter) => BY_LETTER.get(letter) ?? UNKNOWN).reduce((sum, width) => sum + width, 0);
}
