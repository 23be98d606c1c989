import type { Line } from './lines.ts';

/** What stands before every line of a paste: line numbers of an editor, or marks of a quotation. */
export interface Gutter {
  readonly kind: 'numbers' | 'quotes';
  /** How many characters of each line, by line number. */
  readonly widths: ReadonlyMap<number, number>;
}

const NUMBERED = /^(\s*(\d+)(?:[ \t]*[|:│])?(?:[ \t]|$))(.*)$/;
const QUOTED = /^( {0,3}>(?: |$))(.*)$/;
const FEWEST_LINES = 3;

/**
 * The gutter of lines that all have one. Line numbers must count up by one, and what stands behind must begin in one
 * column on all lines: else blanking them would change the indentation. Not modelled: numbers aligned to the left beyond
 * nine lines.
 */
export function gutterOf(lines: readonly Line[]): Gutter | null {
  const full = lines.filter(({ text }) => text.trim() !== '');
  if (full.length < FEWEST_LINES) return null;
  return numbersOf(full) ?? quotesOf(full);
}

function numbersOf(lines: readonly Line[]): Gutter | null {
  const widths = new Map<number, number>();
  let before: number | null = null;
  let width: number | null = null;
  for (const { number, text } of lines) {
    const found = NUMBERED.exec(text);
    if (found === null) return null;
    const [, gutter = '', digits = '', rest = ''] = found;
    if (before !== null && Number(digits) <= before) return null;
    if (before !== null && Number(digits) > before + 1 && !hasGap(lines, number)) return null;
    before = Number(digits);
    if (rest.trim() !== '') {
      if (width !== null && gutter.length !== width) return null;
      width = gutter.length;
    }
    widths.set(number, gutter.length);
  }
  return { kind: 'numbers', widths };
}

/** Numbers may jump where a blank line lies between. */
function hasGap(lines: readonly Line[], number: number): boolean {
  return lines.every((line) => line.number !== number - 1);
}

function quotesOf(lines: readonly Line[]): Gutter | null {
  const widths = new Map<number, number>();
  for (const { number, text } of lines) {
    const found = QUOTED.exec(text);
    if (found === null) return null;
    widths.set(number, found[1]?.length ?? 0);
  }
  return { kind: 'quotes', widths };
}
