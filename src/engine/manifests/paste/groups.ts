import type { DocumentSlice } from '../documents.ts';
import { FOREIGN_NAMES, type ForeignKind } from './foreign-line.ts';
import type { Judged } from './foreign-lines.ts';
import type { Gutter } from './gutter.ts';
import { isNeutral, type Line } from './lines.ts';

/** Lines that were set aside together, from the first to the last of them, and the sentence about them. */
export interface Foreign extends DocumentSlice {
  readonly sentence: string;
}

/** Neighbouring lines of one kind become one; comments and blank lines between them do not part them. */
export function groupForeign(
  slices: readonly { readonly judged: readonly Judged[]; readonly gutter: Gutter | null }[],
): readonly Foreign[] {
  return slices.flatMap(({ judged, gutter }) => [...gutterGroup(judged, gutter), ...lineGroups(judged)]);
}

function lineGroups(judged: readonly Judged[]): readonly Foreign[] {
  const groups: { kind: ForeignKind; lines: Line[] }[] = [];
  let isOpen = false;
  for (const { line, foreign } of judged) {
    const group = groups.at(-1);
    if (foreign === null) isOpen &&= isNeutral(line.text) && !line.text.startsWith('---');
    else if (group !== undefined && isOpen && group.kind === foreign) group.lines.push(line);
    else groups.push({ kind: foreign, lines: [line] });
    if (foreign !== null) isOpen = true;
  }
  return groups.flatMap(({ kind, lines }) => {
    const span = spanOf(lines);
    return span === null ? [] : [{ ...span, sentence: sentenceOf(kind, lines) }];
  });
}

function sentenceOf(kind: ForeignKind, lines: readonly Line[]): string {
  const first = lines[0]?.number ?? 1;
  const last = lines.at(-1)?.number ?? first;
  const [one, many] = FOREIGN_NAMES[kind];
  if (first === last) return `Line ${first} is ${one}, not YAML; it is set aside.`;
  const isOne = kind === 'shell' && lines.every(({ text }, index) => index === lines.length - 1 || /\\\s*$/.test(text));
  return `Lines ${first} to ${last} are ${isOne ? one : many}, not YAML; they are set aside.`;
}

function gutterGroup(judged: readonly Judged[], gutter: Gutter | null): readonly Foreign[] {
  if (gutter === null) return [];
  const lines = judged.map(({ line }) => line).filter(({ number }) => gutter.widths.has(number));
  const span = spanOf(lines);
  if (span === null) return [];
  const what = gutter.kind === 'numbers' ? 'their line number' : 'the mark of a quotation';
  const where = `Lines ${lines[0]?.number ?? 1} to ${lines.at(-1)?.number ?? 1}`;
  return [{ ...span, sentence: `${where} begin with ${what}; it is set aside.` }];
}

function spanOf(lines: readonly Line[]): DocumentSlice | null {
  const first = lines[0];
  const last = lines.at(-1);
  return first === undefined || last === undefined ? null : { start: first.start, end: last.start + last.text.length };
}
