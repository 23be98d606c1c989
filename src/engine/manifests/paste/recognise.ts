import { isJsonObject, readYaml } from '#source';
import { type DocumentSlice, splitDocuments } from '../documents.ts';
import type { Company, Paste } from '../paste-reader.ts';
import { groupForeign } from './groups.ts';
import { fenceLanguage } from './foreign-line.ts';
import { type Judged, judgeLines } from './foreign-lines.ts';
import { type Gutter, gutterOf } from './gutter.ts';
import { isNeutral, type Line, linesOf, linesWithin } from './lines.ts';
import { isFlat } from './lost-indentation.ts';
import { type Cut, cutsOf } from './separators.ts';

/**
 * Recognises what stands around YAML in a paste: shell commands and their output, Markdown, prose, line numbers, missing
 * `---`. Asked only about documents that do not read as objects; it answers `null` where setting lines aside would not
 * make them objects.
 */
export function recognisePaste(text: string, suspects: readonly DocumentSlice[], company: Company): Paste | null {
  if (suspects.length > MAX_SUSPECTS || suspects.reduce((sum, { start, end }) => sum + end - start, 0) > MAX_CHARACTERS)
    return null;
  const lines = linesOf(text);
  const languages = fences(lines);
  const found = suspects.map((slice) => recogniseSlice(linesWithin(lines, slice), languages));
  const isBeside = company === 'besideObjects' || found.some((one) => one.judged.some(({ inside }) => inside));
  const accepted = found.flatMap((one) => accept(text, one, isBeside ? 'besideObjects' : 'alone') ?? []);
  if (accepted.length === 0) return null;
  const read = blanked(
    text,
    accepted.flatMap(({ blanks }) => blanks),
  );
  const cuts = accepted.flatMap((one) => one.cuts);
  return {
    read: { text: read, cuts: cuts.map(({ offset }) => offset) },
    foreign: groupForeign(accepted.flatMap(({ judged, gutter }) => [{ judged, gutter }])),
    joined: cuts.filter(({ isBare }) => isBare).map(({ line }) => spanOfLine(lines[line - 1])),
  };
}

/** People paste dozens of documents; more that do not read are something else, and trying them all would take long. */
const MAX_SUSPECTS = 200;
const MAX_CHARACTERS = 4 * 1024 * 1024;

interface Recognised {
  readonly judged: readonly Judged[];
  readonly gutter: Gutter | null;
}

interface Accepted extends Recognised {
  readonly cuts: readonly Cut[];
  /** What is blanked, in order. */
  readonly blanks: readonly DocumentSlice[];
}

function spanOfLine(line: Line | undefined): DocumentSlice {
  return { start: line?.start ?? 0, end: (line?.start ?? 0) + (line?.text.length ?? 0) };
}

/** The language of the fence that is open before each line, by line number; lines outside of fences are not in it. */
function fences(lines: readonly Line[]): ReadonlyMap<number, string> {
  const open = new Map<number, string>();
  let language: string | null = null;
  for (const { number, text } of lines) {
    if (language !== null) open.set(number, language);
    const fence = fenceLanguage(text);
    if (fence !== null) language = language === null ? fence : null;
  }
  return open;
}

function recogniseSlice(lines: readonly Line[], languages: ReadonlyMap<number, string>): Recognised {
  const language = languages.get(lines[0]?.number ?? 0) ?? null;
  const plain = judgeLines(lines, language);
  const rest = plain.filter(({ foreign }) => foreign === null || foreign === 'prose').map(({ line }) => line);
  const gutter = gutterOf(rest.filter(({ text }) => !/^---\s*$/.test(text)));
  if (gutter === null) return { judged: plain, gutter };
  const stripped = lines.map((line) => ({ ...line, text: withoutGutter(line, gutter) }));
  return { judged: judgeLines(stripped, language), gutter };
}

function withoutGutter({ number, text }: Line, { widths }: Gutter): string {
  const width = widths.get(number) ?? 0;
  return ' '.repeat(width) + text.slice(width);
}

/** First with everything set aside that is no YAML; where that makes no objects, with what is beyond doubt. */
function accept(text: string, { judged, gutter }: Recognised, company: Company): Accepted | null {
  const hasProse = judged.some(({ foreign }) => foreign === 'prose');
  if (!hasProse || company === 'besideObjects') {
    const whole = acceptedOf(judged, gutter);
    if (changes(whole) && isSound(text, whole)) return whole;
  }
  const sure = judged.map((one): Judged => (one.foreign === 'prose' ? { ...one, foreign: null } : one));
  const some = acceptedOf(sure, null);
  return sure.some(({ foreign }) => foreign !== null) ? some : null;
}

function acceptedOf(judged: readonly Judged[], gutter: Gutter | null): Accepted {
  const separators = gutter === null ? [] : judged.filter(({ line }) => /^\s*---\s*$/.test(line.text));
  const marks = separators.map(({ line }): Cut => ({ offset: line.start, line: line.number, isBare: false }));
  return {
    judged,
    gutter,
    cuts: [...cutsOf(judged), ...marks].sort((a, b) => a.offset - b.offset),
    blanks: judged.flatMap((one) => blankOf(one, gutter)),
  };
}

function changes({ judged, gutter, cuts }: Accepted): boolean {
  return gutter !== null || cuts.length > 0 || judged.some(({ foreign }) => foreign !== null);
}

function blankOf({ line, foreign }: Judged, gutter: Gutter | null): readonly DocumentSlice[] {
  const isMark = gutter !== null && /^\s*---\s*$/.test(line.text);
  const width = foreign !== null || isMark ? line.text.length : (gutter?.widths.get(line.number) ?? 0);
  return width === 0 ? [] : [{ start: line.start, end: line.start + width }];
}

function blanked(text: string, blanks: readonly DocumentSlice[], from = 0): string {
  let made = '';
  let at = from;
  for (const { start, end } of blanks) {
    made += text.slice(at, start) + ' '.repeat(end - start);
    at = end;
  }
  return made + text.slice(at);
}

/** Whether every document of a slice reads as an object, or would with its indentation. */
function isSound(text: string, accepted: Accepted): boolean {
  const [first] = accepted.judged;
  const last = accepted.judged.at(-1);
  if (first === undefined || last === undefined) return true;
  const { start } = first.line;
  const read = blanked(text.slice(0, last.line.start + last.line.text.length), accepted.blanks, start);
  const cuts = accepted.cuts.map(({ offset }) => offset - start);
  return splitDocuments(read, cuts).every((slice) => isObject(read.slice(slice.start, slice.end)));
}

function isObject(text: string): boolean {
  if (text.split(/\r\n|\r|\n/).every(isNeutral) || isFlat(text)) return true;
  const reading = readYaml(text);
  if (reading.kind === 'broken') return false;
  return reading.values.every(
    (value) => isJsonObject(value) && typeof value.kind === 'string' && typeof value.apiVersion === 'string',
  );
}
