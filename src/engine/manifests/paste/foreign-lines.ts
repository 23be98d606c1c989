import {
  fenceLanguage,
  type ForeignKind,
  hereWords,
  isBullet,
  isDescribeHead,
  isKeyLine,
  isManifestLanguage,
  isOutputLine,
  isSentence,
  isShellLine,
  isTableHead,
  isTableRow,
} from './foreign-line.ts';
import { indentOf, isNeutral, type Line } from './lines.ts';

/** A line of a slice with what it is: `null` where it may be YAML. */
export interface Judged {
  readonly line: Line;
  readonly foreign: ForeignKind | null;
  /** Inside an object, from its `apiVersion` or `kind` on. */
  readonly inside: boolean;
}

const OBJECT = /^(\s*)(?:"?(?:apiVersion|kind)"?\s*:(?:\s|$)|[{[])/;

/**
 * Judges the lines of one slice, from top to bottom. An object begins at a line with `apiVersion`, `kind` or a brace, and
 * ends at the first line not indented more that no top level of a manifest has. Lines indented more than the object belong
 * to it whatever they hold, so block scalars with scripts stay.
 */
export function judgeLines(lines: readonly Line[], startsInside: string | null): readonly Judged[] {
  const state = new Reading(startsInside);
  const judged = lines.map((line, index) => {
    const next = lines[index + 1]?.text ?? '';
    const foreign = state.judge(line.text, next);
    return { line, foreign, inside: state.base !== null };
  });
  const slips = slipsOf(judged);
  return judged.map((one, index): Judged => (slips.has(index) ? { ...one, foreign: null } : one));
}

/** Lines that stand where no text is and hold no sentence: somebody is typing there. */
function slipsOf(judged: readonly Judged[]): ReadonlySet<number> {
  const slips = new Set<number>();
  let run: number[] = [];
  const close = () => {
    const isText = run.some((at) => judged[at]?.foreign !== 'prose' || isSentence(judged[at]?.line.text ?? ''));
    if (!isText) for (const at of run) slips.add(at);
    run = [];
  };
  for (const [index, { line, foreign }] of judged.entries()) {
    if (foreign !== null) run.push(index);
    else if (!isNeutral(line.text)) close();
  }
  close();
  return slips;
}

class Reading {
  /** Indentation of the object that is being read; `null` outside of any. */
  base: number | null = null;
  private language: string | null;
  private readonly endings = new Set<string>(['EOF']);
  private continues = false;
  private block: 'table' | 'description' | 'prose' | null = null;

  constructor(language: string | null) {
    this.language = language;
  }

  judge(text: string, next: string): ForeignKind | null {
    const fence = this.fence(text);
    if (fence !== null) return fence;
    if (this.continues) return this.shell(text);
    if (isNeutral(text)) return this.neutral(text);
    const indent = indentOf(text);
    if (this.base !== null && indent > this.base) return null;
    if (OBJECT.test(text)) {
      this.base = indent;
      this.block = null;
      return null;
    }
    if (this.endings.has(text.trim())) return this.leave('shell');
    if (isShellLine(text)) return this.shell(text);
    return this.output(text, next) ?? this.rest(text, indent);
  }

  private fence(text: string): ForeignKind | null {
    const language = fenceLanguage(text);
    if (language !== null && (this.base === null || indentOf(text) <= this.base)) {
      this.language = this.language === null ? language : null;
      return this.leave('fence');
    }
    return this.language !== null && !isManifestLanguage(this.language) ? this.leave('code') : null;
  }

  /** A blank line ends a table and a paragraph, a description goes on over it. */
  private neutral(text: string): null {
    if (text.trim() === '' && this.block === 'table') this.block = null;
    if (text.trimStart().startsWith('---')) this.leave('prose');
    return null;
  }

  private shell(text: string): ForeignKind {
    for (const word of hereWords(text)) this.endings.add(word);
    this.continues = text.trimEnd().endsWith('\\');
    return this.leave('shell');
  }

  private output(text: string, next: string): ForeignKind | null {
    if (isOutputLine(text)) return this.leave('output');
    const begins = isTableHead(text) ? 'table' : isDescribeHead(text, next) ? 'description' : null;
    const goesOn = this.block === 'description' || (this.block === 'table' && isTableRow(text));
    if (begins === null && !goesOn) return null;
    const block = begins ?? this.block;
    this.leave('output');
    this.block = block;
    return 'output';
  }

  /** What is neither an object's beginning nor something known: a line of the object, or text around it. */
  private rest(text: string, indent: number): ForeignKind | null {
    const isPart = !isBullet(text) && (isKeyLine(text) || /^\s*(?:- ?|[\]}])/.test(text));
    if (this.base === indent && isPart) return null;
    const wraps = indent > 0 && this.block !== 'prose' && !isSentence(text);
    if (this.base === null && (wraps || (isKeyLine(text) && !isSentence(text)))) return null;
    this.leave('prose');
    this.block = 'prose';
    return 'prose';
  }

  private leave(kind: ForeignKind): ForeignKind {
    this.base = null;
    this.block = null;
    return kind;
  }
}
