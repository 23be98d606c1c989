import type { CharacterSet } from './tree.ts';
import { WORD } from './tree.ts';

type Ranges = CharacterSet['ranges'];

const LAST = 0xffff;
const BLANK: Ranges = [
  [9, 13],
  [32, 32],
];
const DIGIT: Ranges = [[48, 57]];

const CLASSES: Readonly<Record<string, Ranges>> = {
  d: DIGIT,
  w: WORD,
  s: BLANK,
  D: without(DIGIT),
  W: without(WORD),
  S: without(BLANK),
};

const CONTROLS: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, f: 12, a: 7, e: 27 };

const UPPER: Ranges = [[65, 90]];
const LOWER: Ranges = [[97, 122]];
const NAMED: Readonly<Record<string, Ranges>> = {
  alpha: [...UPPER, ...LOWER],
  alnum: [...DIGIT, ...UPPER, ...LOWER],
  digit: DIGIT,
  upper: UPPER,
  lower: LOWER,
  word: WORD,
  space: BLANK,
  xdigit: [...DIGIT, [65, 70], [97, 102]],
  punct: [
    [33, 47],
    [58, 64],
    [91, 96],
    [123, 126],
  ],
};

/** All that is not in these ranges, which are sorted and do not touch. */
function without(ranges: Ranges): Ranges {
  const left: (readonly [number, number])[] = [];
  let from = 0;
  for (const [start, end] of ranges) {
    if (start > from) left.push([from, start - 1]);
    from = end + 1;
  }
  return [...left, [from, LAST]];
}

/** What a piece of the text means, and where the next one begins. */
interface Piece {
  readonly ranges: Ranges;
  readonly next: number;
}

/** The characters that a backslash at `at` means; `null` for what is no character or not known. */
export function readEscape(text: string, at: number): Piece | null {
  const letter = text[at + 1];
  if (letter === undefined) return null;
  const known = CLASSES[letter];
  if (known !== undefined) return { ranges: known, next: at + 2 };
  const control = CONTROLS[letter];
  if (control !== undefined) return { ranges: [[control, control]], next: at + 2 };
  if (letter === 'x') return readCode(text, at);
  return /[A-Za-z0-9]/.test(letter) ? null : { ranges: exactly(letter.charCodeAt(0)), next: at + 2 };
}

function readCode(text: string, at: number): Piece | null {
  const found = /^(?:\{([0-9a-fA-F]{1,4})\}|([0-9a-fA-F]{2}))/.exec(text.slice(at + 2, at + 8));
  if (found === null) return null;
  return { ranges: exactly(Number.parseInt(found[1] ?? found[2] ?? '', 16)), next: at + 2 + found[0].length };
}

export function exactly(code: number): Ranges {
  return [[code, code]];
}

/** A class in brackets that opens at `at`; `null` where it is not closed or turns a range round. A bracket that comes first is a character. */
export function readClass(text: string, at: number): (Piece & { readonly isNegated: boolean }) | null {
  const isNegated = text[at + 1] === '^';
  const first = at + (isNegated ? 2 : 1);
  const ranges: (readonly [number, number])[] = [];
  let here = first;
  while (text[here] !== ']' || here === first) {
    const low = readMember(text, here);
    if (low === null) return null;
    const high = text[low.next] === '-' && text[low.next + 1] !== ']' ? readMember(text, low.next + 1) : undefined;
    if (high === null) return null;
    const from = single(low.ranges);
    const to = high === undefined ? null : single(high.ranges);
    if (high === undefined || from === null || to === null) {
      ranges.push(...low.ranges);
      here = low.next;
    } else {
      if (to < from) return null;
      ranges.push([from, to]);
      here = high.next;
    }
  }
  return { ranges, next: here + 1, isNegated };
}

function single(ranges: Ranges): number | null {
  const [one] = ranges;
  return ranges.length === 1 && one !== undefined && one[0] === one[1] ? one[0] : null;
}

function readMember(text: string, at: number): Piece | null {
  const letter = text[at];
  if (letter === undefined) return null;
  if (letter === '\\') return text[at + 1] === 'b' ? { ranges: exactly(8), next: at + 2 } : readEscape(text, at);
  const named = letter === '[' ? /^\[:(\^?)([a-z]+):\]/.exec(text.slice(at, at + 14)) : null;
  if (named === null) return { ranges: exactly(letter.charCodeAt(0)), next: at + 1 };
  const ranges = NAMED[named[2] ?? ''];
  if (ranges === undefined || named[1] === '^') return null;
  return { ranges, next: at + named[0].length };
}
