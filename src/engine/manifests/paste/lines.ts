import { lineStarts } from '#source';
import type { DocumentSlice } from '../documents.ts';

/** One line of a text: its number from 1, where it begins, and what it holds without the line break. */
export interface Line {
  readonly number: number;
  readonly start: number;
  readonly text: string;
}

export function linesOf(text: string): readonly Line[] {
  const starts = lineStarts(text);
  return starts.map((start, index) => {
    const raw = text.slice(start, starts[index + 1] ?? text.length);
    return { number: index + 1, start, text: raw.replace(/[\r\n]+$/, '') };
  });
}

/** The lines that begin inside a slice. */
export function linesWithin(lines: readonly Line[], { start, end }: DocumentSlice): readonly Line[] {
  return lines.slice(firstFrom(lines, start), firstFrom(lines, end));
}

/** Index of the first line that begins at an offset or behind it. */
function firstFrom(lines: readonly Line[], offset: number): number {
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lines[middle]?.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function indentOf(text: string): number {
  return text.length - text.trimStart().length;
}

/** Nothing to read: a blank line, a comment, a document's mark. */
export function isNeutral(text: string): boolean {
  return /^\s*(?:#.*|---(?:\s.*)?|\.\.\.\s*)?$/.test(text);
}
