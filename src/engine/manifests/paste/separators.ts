import type { Judged } from './foreign-lines.ts';
import { indentOf, isNeutral } from './lines.ts';

/** A line at which another object begins though no `---` stands before it. */
export interface Cut {
  readonly offset: number;
  readonly line: number;
  /** Whether nothing but this object's own first line separates the two. */
  readonly isBare: boolean;
}

const HEAD = /^\s*"?(apiVersion|kind|metadata)"?\s*:(?:\s|$)/;

/**
 * The second and later objects of one document: each begins where a key `apiVersion` or `kind` stands a second time at the
 * indentation of the first. Only where every part then has apiVersion, kind and metadata (a List needs none): a key that
 * merely stands twice is a slip.
 */
export function cutsOf(lines: readonly Judged[]): readonly Cut[] {
  const marks = lines.flatMap(({ line }, index) => (/^\s*---\s*$/.test(line.text) ? [index] : []));
  return [-1, ...marks].flatMap((from, index) => cutsWithin(lines.slice(from + 1, marks[index])));
}

function cutsWithin(lines: readonly Judged[]): readonly Cut[] {
  const parts: { cut: Cut; keys: Set<string>; isList: boolean }[] = [];
  let base: number | null = null;
  let separated = true;
  let bareKey = false;
  for (const [index, { line, foreign }] of lines.entries()) {
    const { text } = line;
    if (foreign !== null) {
      separated = true;
      bareKey = false;
    }
    if (foreign !== null || isNeutral(text)) continue;
    const key = HEAD.exec(text)?.[1];
    const isObjectKey = key !== undefined && key !== 'metadata';
    if (isObjectKey && (base === null || separated)) base = indentOf(text);
    if (key !== undefined && indentOf(text) === base) {
      const part = parts.at(-1);
      if (part === undefined || (isObjectKey && part.keys.has(key) && !bareKey))
        parts.push({
          cut: { ...placeOf(lines, index), isBare: !separated },
          keys: new Set([key]),
          isList: isList(text),
        });
      else {
        part.keys.add(key);
        part.isList ||= isList(text);
      }
    }
    separated = false;
    bareKey = /^\s*(?:- +)*["']?[\w./-]+["']?:\s*(?:#.*)?$/.test(text);
  }
  const isWhole = parts.every(({ keys, isList }) => keys.size === 3 || (isList && keys.size === 2));
  return isWhole ? parts.slice(1).map(({ cut }) => cut) : [];
}

function isList(text: string): boolean {
  return /kind"?\s*:\s*"?\w*List\b/.test(text);
}

/** Comments right above an object belong to it. */
function placeOf(lines: readonly Judged[], index: number): Omit<Cut, 'isBare'> {
  let first = index;
  while (/^\s*#/.test(lines[first - 1]?.line.text ?? '') && lines[first - 1]?.foreign === null) first--;
  return { offset: lines[first]?.line.start ?? 0, line: lines[index]?.line.number ?? 1 };
}
