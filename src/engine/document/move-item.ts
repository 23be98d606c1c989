import {
  type FieldPath,
  fieldOf,
  findNode,
  isList,
  type Json,
  type PlacedNode,
  placeNodes,
  problem,
  readYaml,
} from '#source';
import type { Edit } from './patch-scenario.ts';
import { sameJson, setField } from './set-field.ts';
import { lineStart, valueEnd } from './text-parts.ts';

/**
 * Moves an item of a scenario's list to another place of it, by its own lines or characters: comments directly above an
 * item, and inside it, go with it; nothing else changes.
 */
export function moveItem(text: string, list: FieldPath, from: number, to: number): Edit {
  return placed(text, list, from, to, 'move');
}

/** Puts a copy of an item behind it, with its comments. */
export function copyItem(text: string, list: FieldPath, from: number): Edit {
  return placed(text, list, from, from + 1, 'copy');
}

function placed(text: string, list: FieldPath, from: number, to: number, how: 'move' | 'copy'): Edit {
  const root = placeNodes(text);
  const reading = readYaml(text, 'core');
  const whole = reading.kind === 'read' ? reading.values[0] : undefined;
  const items = whole === undefined ? undefined : fieldOf(whole, list);
  if (root === null || whole === undefined || !isList(items) || items[from] === undefined)
    return refused('The scenario does not parse now, or has no such entry; repair its text first.');
  const wanted = setField(whole, list, order(items, from, to, how));
  const { node, depth } = findNode(root, list);
  if (wanted === null || depth !== list.length || node.kind !== 'list') return refused(WHY);
  const parts = node.look === 'flow' ? flowParts(text, node) : blockParts(text, node);
  if (parts === null || parts.items.length !== items.length) return refused(WHY);
  const edited = `${parts.before}${parts.join(order(parts.items, from, to, how))}${parts.after}`;
  const after = readYaml(edited, 'core');
  return after.kind === 'read' && sameJson(after.values[0], wanted.value)
    ? { kind: 'edited', text: edited }
    : refused(WHY);
}

const WHY = 'This list is written in a form that cannot be moved about; edit it by hand.';

function refused(sentence: string): Edit {
  return { kind: 'refused', problem: problem('NotEditable', 'error', sentence) };
}

function order<Item extends Json | string>(
  items: readonly Item[],
  from: number,
  to: number,
  how: 'move' | 'copy',
): readonly Item[] {
  const item = items.slice(from, from + 1);
  const others = how === 'move' ? items.toSpliced(from, 1) : items;
  return others.toSpliced(to, 0, ...item);
}

interface Parts {
  readonly before: string;
  readonly items: readonly string[];
  readonly after: string;
  readonly join: (items: readonly string[]) => string;
}

type PlacedList = Extract<PlacedNode, { readonly kind: 'list' }>;

function flowParts(text: string, { items }: PlacedList): Parts | null {
  const [first] = items;
  const last = items.at(-1);
  if (first === undefined || last === undefined) return null;
  const glue = items[1] === undefined ? ', ' : text.slice(first.span.end, items[1].span.start);
  return {
    before: text.slice(0, first.span.start),
    items: items.map(({ span }) => text.slice(span.start, span.end)),
    after: text.slice(last.span.end),
    join: (parts) => parts.join(glue),
  };
}

/** Every item from the comments above its dash to its last line; what stands between two items stays between two. */
function blockParts(text: string, { items }: PlacedList): Parts | null {
  const starts = items.map(({ span }) => {
    const dash = text.lastIndexOf('-', span.start - 1);
    const line = lineStart(text, dash);
    return text.slice(line, dash).trim() === '' ? withComments(text, line) : null;
  });
  const known = starts.filter((start) => start !== null);
  const ends = items.map((item) => valueEnd(text, item));
  const [first] = known;
  const end = ends.at(-1);
  if (first === undefined || end === undefined || known.length !== items.length) return null;
  const gaps = ends.slice(0, -1).map((at, index) => text.slice(at, known[index + 1]));
  return {
    before: text.slice(0, first),
    items: known.map((start, index) => asLines(text.slice(start, ends[index]))),
    after: text.slice(end),
    join: (parts) => parts.map((part, index) => `${part}${gaps[index] ?? ''}`).join(''),
  };
}

/** Where the comments begin that stand directly above a line. */
function withComments(text: string, line: number): number {
  let start = line;
  while (start > 0) {
    const above = lineStart(text, start - 1);
    if (!/^[ \t]*#/.test(text.slice(above, start))) break;
    start = above;
  }
  return start;
}

function asLines(text: string): string {
  return /[\r\n]$/.test(text) ? text : `${text}\n`;
}
