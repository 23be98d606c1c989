import { isDocumentMark, pathToLine, readKeyLine } from './line-path.ts';

/** Where a cursor is within braces or brackets of flow style. */
export interface FlowPlace {
  readonly kind: 'map' | 'list';
  /** Keys down to the braces or brackets that hold the cursor, through lists. */
  readonly path: readonly string[];
  /** The key whose value is being written; `null` where a key is, and in a list. */
  readonly key: string | null;
  /** Keys that stand in the same braces already, before and behind the cursor. */
  readonly there: ReadonlySet<string>;
}

interface Frame {
  readonly kind: 'map' | 'list';
  readonly keys: Set<string>;
  key: string | null;
}

/** The place of a cursor in flow style; `null` in block style. The text need not parse: what is open may stay open. */
export function flowAt(lines: readonly string[], line: number, column: number): FlowPlace | null {
  let scalarBelow: number | null = null;
  for (let index = 0; index <= line; index++) {
    const text = lines[index] ?? '';
    if (isDocumentMark(text)) scalarBelow = null;
    const read = readKeyLine(text);
    const indent = text.length - text.trimStart().length;
    if (scalarBelow !== null && (text.trim() === '' || indent > scalarBelow)) continue;
    scalarBelow = null;
    if (read === null) continue;
    const value = read.key === null ? text.slice(read.column) : (read.value ?? '');
    if (/^[|>]/.test(value)) scalarBelow = indent;
    if (!/^[{[]/.test(value)) continue;
    const from = { line: index, column: text.length - value.length, indent: read.column };
    const found = walk(lines, from, { line, column });
    if (found.kind === 'inside') {
      const own = read.key === null ? [] : [read.key];
      return placeOf([...pathToLine(lines, index, read.column), ...own], found.frames);
    }
    index = Math.max(index, found.last);
  }
  return null;
}

function placeOf(base: readonly string[], frames: readonly Frame[]): FlowPlace | null {
  const top = frames.at(-1);
  if (top === undefined) return null;
  const path = [...base, ...frames.slice(0, -1).flatMap(({ key }) => key ?? [])];
  return { kind: top.kind, path, key: top.key, there: top.keys };
}

interface Spot {
  readonly line: number;
  readonly column: number;
}

type Walked =
  | { readonly kind: 'inside'; readonly frames: readonly Frame[] }
  | { readonly kind: 'past'; readonly last: number };

/** Blanks and remarks, quoted text, a sign of flow style, or a plain word up to what ends it. */
const TOKEN =
  /\s+|(?<=^|\s)#.*|"(?:[^"\\]|\\.)*"?|'(?:[^']|'')*'?|[{}[\],]|:(?=\s|$|[{}[\],])|(?:[^\s{}[\],:]|:(?=[^\s{}[\],])|[ \t]+(?=[^\s{}[\],:#]))+/g;

/** Follows a collection from where it opens. The frames open at the cursor, with the keys that stand behind it, too. */
function walk(lines: readonly string[], from: Spot & { readonly indent: number }, cursor: Spot): Walked {
  const open: Frame[] = [];
  let held: { readonly frames: readonly Frame[]; readonly own: Frame } | null = null;
  for (let index = from.line; index < lines.length; index++) {
    const text = lines[index] ?? '';
    if (isDocumentMark(text) || (index > from.line && isBlockKey(text, from.indent))) {
      return held === null ? { kind: 'past', last: index - 1 } : { kind: 'inside', frames: held.frames };
    }
    let word = '';
    const start = index === from.line ? from.column : 0;
    for (const match of text.slice(start).matchAll(TOKEN)) {
      const at = start + match.index;
      if (held === null && isBehind({ line: index, column: at + 1 }, cursor)) held = hold(open);
      const [token] = match;
      switch (token) {
        case '{':
        case '[':
          open.push({ kind: token === '{' ? 'map' : 'list', keys: new Set(), key: null });
          break;
        case '}':
        case ']': {
          const closed = open.pop();
          if (held !== null && closed === held.own) return { kind: 'inside', frames: held.frames };
          if (open.length === 0) return { kind: 'past', last: index };
          break;
        }
        case ',': {
          const top = open.at(-1);
          if (top) top.key = null;
          break;
        }
        case ':': {
          const top = open.at(-1);
          if (top?.kind !== 'map') break;
          top.key = word;
          // The word at the cursor is being written: it is no key that stands there.
          top.keys.add(word);
          break;
        }
        default:
          if (token.trim() !== '' && !token.startsWith('#')) word = unquoted(token);
      }
    }
    if (held === null && index === cursor.line) held = hold(open);
  }
  return held === null ? { kind: 'past', last: lines.length } : { kind: 'inside', frames: held.frames };
}

/** A collection that nobody closed ends where a key of the block around it stands. */
function isBlockKey(text: string, indent: number): boolean {
  const read = readKeyLine(text);
  return read !== null && read.key !== null && read.column <= indent;
}

/** The frames as they are at the cursor; the innermost goes on collecting keys. */
function hold(open: readonly Frame[]): { readonly frames: readonly Frame[]; readonly own: Frame } | null {
  const own = open.at(-1);
  return own === undefined ? null : { frames: open.map((one) => ({ ...one })), own };
}

function isBehind(a: Spot, b: Spot): boolean {
  return a.line > b.line || (a.line === b.line && a.column > b.column);
}

function unquoted(token: string): string {
  return token.replaceAll(/^["']|["']$/g, '');
}
