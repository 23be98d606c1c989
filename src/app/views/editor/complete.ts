import { inner, type Shape } from './shape.ts';

/** A word that may stand at the cursor. */
export interface Suggestion {
  readonly label: string;
  readonly insert: string;
  readonly about: string;
  readonly kind: 'field' | 'value';
}

/** A line taken apart: where its key begins after any dashes, the key, and what stands behind the colon. */
interface Line {
  readonly column: number;
  readonly key: string | null;
  readonly value: string | null;
}

const LINE = /^((?:\s*-\s+|\s)*)(?:(["']?)([\w./-]+)\2:(?:\s+(.*))?$|(.*)$)/;

function read(text: string): Line | null {
  if (/^\s*(#|$)/.test(text)) return null;
  const [, lead = '', , key, value] = LINE.exec(text) ?? [];
  return { column: lead.length, key: key ?? null, value: key === undefined ? null : (value ?? '') };
}

/** Keys from the document's root down to the line, the line's own left out; block style only, as far as indentation tells. */
export function pathTo(lines: readonly string[], line: number, column: number): readonly string[] {
  const path: string[] = [];
  let below = column;
  for (let index = line - 1; index >= 0 && below > 0; index--) {
    const text = lines[index] ?? '';
    if (/^---(\s|$)/.test(text)) break;
    const above = read(text);
    if (!above?.key || above.column >= below) continue;
    path.unshift(above.key);
    below = above.column;
  }
  return path;
}

/** The first and last line, from 0, of the YAML document that holds a line. */
function documentAround(lines: readonly string[], line: number): readonly string[] {
  const isMark = (text: string) => /^---(\s|$)/.test(text);
  const start = lines.findLastIndex((text, index) => index < line && isMark(text)) + 1;
  const next = lines.findIndex((text, index) => index >= line && isMark(text));
  return lines.slice(start, next === -1 ? undefined : next);
}

/** The kind that the document around a line states. */
export function kindAround(lines: readonly string[], line: number): string | null {
  const stated = documentAround(lines, line).find((text) => text.startsWith('kind:'));
  return stated ? (/^kind:\s*["']?(\w+)/.exec(stated)?.[1] ?? null) : null;
}

export function shapeAt(root: Shape, path: readonly string[]): Shape | null {
  let shape: Shape = inner(root);
  for (const key of path) {
    const next = shape.kind === 'fields' ? shape.fields[key] : undefined;
    if (!next) return null;
    shape = inner(next);
  }
  return shape;
}

/** What may stand at the cursor: values behind a key that is one of a few, else the fields that are not there yet. */
export function complete(root: Shape, lines: readonly string[], line: number, column: number): readonly Suggestion[] {
  const before = (lines[line] ?? '').slice(0, column);
  const here = read(before) ?? { column: before.length, key: null, value: null };
  const path = pathTo(lines, line, here.column);
  const shape = shapeAt(root, here.key === null ? path : [...path, here.key]);
  if (!shape) return [];
  if (shape.kind === 'choice') {
    const isItem = here.key === null && /-\s+\S*$/.test(before);
    if (here.key === null && !isItem) return [];
    return shape.values.map((label) => ({ label, insert: label, about: shape.about, kind: 'value' }));
  }
  if (here.key !== null || shape.kind !== 'fields') return [];
  const there = siblings(lines, line, here.column);
  return Object.entries(shape.fields)
    .filter(([key]) => !there.has(key))
    .map(([key, of]) => {
      const bare = inner(of);
      const isOpen = of.kind === 'list' || bare.kind === 'fields';
      return {
        label: key,
        insert: isOpen ? `${key}:` : `${key}: `,
        about: 'about' in bare ? bare.about : '',
        kind: 'field',
      };
    });
}

/** Keys that stand beside a line already, above and below it, in the same entry of a list. */
function siblings(lines: readonly string[], line: number, column: number): ReadonlySet<string> {
  const keys = new Set<string>();
  const isDash = (text: string) => /^\s*-\s/.test(text);
  const walk = (from: number, by: 1 | -1) => {
    for (let index = from; index >= 0 && index < lines.length; index += by) {
      const text = lines[index] ?? '';
      const one = read(text);
      if (/^---(\s|$)/.test(text) || (one && one.column < column)) return;
      const begins = one?.column === column && isDash(text);
      if (begins && by === 1) return;
      if (one?.key && one.column === column) keys.add(one.key);
      if (begins) return;
    }
  };
  if (!isDash(lines[line] ?? '')) walk(line - 1, -1);
  walk(line + 1, 1);
  return keys;
}
