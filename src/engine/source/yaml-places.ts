import { EVENT_ID, type Event, getScalarValue, parseEvents } from 'js-yaml';
import type { FieldPath } from './problem.ts';
import { goNumber } from './yaml-schema.ts';

/** From offset `start` up to, not including, `end`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** One node of a document with where it stands: `span` is the value's own, quotes included. `indent` counts the blanks of a block scalar, else -1. */
export type PlacedNode =
  | {
      readonly kind: 'scalar';
      readonly span: Span;
      readonly text: string;
      readonly style: ScalarLook;
      readonly indent: number;
    }
  | {
      readonly kind: 'list';
      readonly span: Span;
      readonly look: 'block' | 'flow';
      readonly items: readonly PlacedNode[];
    }
  | {
      readonly kind: 'object';
      readonly span: Span;
      readonly look: 'block' | 'flow';
      readonly entries: readonly PlacedEntry[];
    };

export type ScalarLook = 'plain' | 'single' | 'double' | 'literal' | 'folded';

export interface PlacedEntry {
  readonly key: string;
  readonly keySpan: Span;
  readonly value: PlacedNode;
}

/** Where a path leads: its key (`null` for list entries and the root), its value, and how much of the path exists. */
export interface Found {
  readonly depth: number;
  readonly key: Span | null;
  readonly node: PlacedNode;
}

const LOOKS: readonly ScalarLook[] = ['plain', 'plain', 'single', 'double', 'literal', 'folded'];

/** The first document of a text with the place of every node; `null` if it holds none or does not parse. */
export function placeNodes(text: string): PlacedNode | null {
  let events: readonly Event[];
  try {
    events = parseEvents(text, {});
  } catch {
    // The bulk parser already said why; there is nothing to place then.
    return null;
  }
  let at = 1;
  let last = 0;
  const anchors = new Map<string, PlacedNode>();

  const remember = (event: { anchorStart: number; anchorEnd: number }, node: PlacedNode) => {
    if (event.anchorStart >= 0) anchors.set(text.slice(event.anchorStart, event.anchorEnd), node);
    return node;
  };
  const next = (): PlacedNode => {
    const event = events[at++];
    if (event === undefined)
      return { kind: 'scalar', span: { start: last, end: last }, text: '', style: 'plain', indent: -1 };
    switch (event.type) {
      case EVENT_ID.SCALAR: {
        const style = LOOKS[event.style] ?? 'plain';
        const span = scalarSpan(text, event, style, last);
        last = span.end;
        return remember(event, {
          kind: 'scalar',
          span,
          text: getScalarValue(text, event),
          style,
          indent: event.indent,
        });
      }
      case EVENT_ID.ALIAS: {
        const span = { start: event.anchorStart - 1, end: event.anchorEnd };
        last = span.end;
        const meant = anchors.get(text.slice(event.anchorStart, event.anchorEnd));
        return meant === undefined
          ? { kind: 'scalar', span, text: '', style: 'plain', indent: -1 }
          : { ...meant, span };
      }
      case EVENT_ID.SEQUENCE: {
        last = Math.max(last, event.start);
        const items: PlacedNode[] = [];
        while (events[at] !== undefined && events[at]?.type !== EVENT_ID.POP) items.push(next());
        at++;
        const look = event.style === 2 ? 'flow' : 'block';
        last = look === 'flow' ? closing(text, last, event.start) : last;
        return remember(event, { kind: 'list', span: { start: event.start, end: last }, look, items });
      }
      case EVENT_ID.MAPPING: {
        last = Math.max(last, event.start);
        const entries: PlacedEntry[] = [];
        while (events[at] !== undefined && events[at]?.type !== EVENT_ID.POP) {
          const plain = events[at];
          const key = next();
          const value = next();
          const name = key.kind !== 'scalar' ? '' : keyName(key, plain?.type === EVENT_ID.ALIAS);
          entries.push({ key: name, keySpan: key.span, value });
        }
        at++;
        const look = event.style === 2 ? 'flow' : 'block';
        last = look === 'flow' ? closing(text, last, event.start) : last;
        return remember(event, { kind: 'object', span: { start: event.start, end: last }, look, entries });
      }
      default:
        return { kind: 'scalar', span: { start: last, end: last }, text: '', style: 'plain', indent: -1 };
    }
  };
  const first = events[at];
  return first === undefined || first.type === EVENT_ID.POP ? null : next();
}

/** Follows a path as far as it exists; of a key written twice the last counts, and `<<` is looked into. */
export function findNode(root: PlacedNode, path: FieldPath): Found {
  let found: Found = { depth: 0, key: null, node: root };
  for (const step of path) {
    const { node, depth } = found;
    if (node.kind === 'list') {
      const item = typeof step === 'number' ? node.items[step] : undefined;
      if (item === undefined) return found;
      found = { depth: depth + 1, key: null, node: item };
    } else if (node.kind === 'object') {
      const entry = entryOf(node, String(step));
      if (entry === null) return found;
      found = { depth: depth + 1, key: entry.keySpan, node: entry.value };
    } else return found;
  }
  return found;
}

/** Key and value, or for a list entry the entry, from first to last character. */
export function spanOf(found: Found): Span {
  return { start: found.key?.start ?? found.node.span.start, end: Math.max(found.node.span.end, found.key?.end ?? 0) };
}

/** A key that stands in its object a second time. */
export interface RepeatedKey {
  readonly path: FieldPath;
  readonly span: Span;
}

const MAX_REPEATS = 1_000;

/** Keys that stand twice in one object: every one after the first, a thousand at most. */
export function repeatedKeys(root: PlacedNode): readonly RepeatedKey[] {
  const repeats: RepeatedKey[] = [];
  const walk = (node: PlacedNode, path: FieldPath, outer: Span) => {
    if (repeats.length >= MAX_REPEATS) return;
    if (node.kind === 'list')
      for (const [index, item] of node.items.entries()) {
        if (within(item.span, outer)) walk(item, [...path, index], item.span);
      }
    if (node.kind !== 'object') return;
    const seen = new Set<string>();
    for (const { key, keySpan, value } of node.entries) {
      if (!within(keySpan, outer)) continue;
      if (seen.has(key) && key !== '<<' && repeats.length < MAX_REPEATS)
        repeats.push({ path: [...path, key], span: keySpan });
      seen.add(key);
      if (value.kind !== 'scalar') walk(value, [...path, key], value.span);
    }
  };
  walk(root, [], root.span);
  return repeats;
}

/** The path of the deepest node whose lines include an offset's line: what stands there. */
export function pathAt(root: PlacedNode, lineStart: number, lineEnd: number): FieldPath {
  const path: (string | number)[] = [];
  let node = root;
  for (;;) {
    const step = stepAt(node, lineStart, lineEnd);
    if (step === null) return path;
    path.push(step.step);
    node = step.node;
  }
}

function stepAt(
  node: PlacedNode,
  lineStart: number,
  lineEnd: number,
): { step: string | number; node: PlacedNode } | null {
  const touches = (start: number, end: number) => start < lineEnd && end > lineStart;
  if (node.kind === 'list') {
    const index = node.items.findIndex(({ span }) => touches(span.start, Math.max(span.end, span.start + 1)));
    const item = node.items[index];
    return item === undefined ? null : { step: index, node: item };
  }
  if (node.kind !== 'object') return null;
  const entry = node.entries.find(({ keySpan, value }) =>
    touches(keySpan.start, Math.max(value.span.end, keySpan.end)),
  );
  return entry === undefined ? null : { step: entry.key, node: entry.value };
}

/** An alias' node carries the alias' own span, its children those of the anchor: they lie outside. */
function within(inner: Span, outer: Span): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}

function entryOf(node: PlacedNode & { kind: 'object' }, key: string): PlacedEntry | null {
  const own = node.entries.findLast((entry) => entry.key === key);
  if (own !== undefined) return own;
  for (const { key: name, value } of node.entries) {
    if (name !== '<<') continue;
    for (const source of value.kind === 'list' ? value.items : [value]) {
      const merged = source.kind === 'object' ? entryOf(source, key) : null;
      if (merged !== null) return merged;
    }
  }
  return null;
}

const TRUE_KEY = /^(?:y|Y|yes|Yes|YES|true|True|TRUE|on|On|ON)$/;
const FALSE_KEY = /^(?:n|N|no|No|NO|false|False|FALSE|off|Off|OFF)$/;

function keyName(key: PlacedNode & { kind: 'scalar' }, isAlias: boolean): string {
  if (isAlias || key.style !== 'plain') return key.text;
  if (TRUE_KEY.test(key.text)) return 'true';
  if (FALSE_KEY.test(key.text)) return 'false';
  const number = goNumber(key.text);
  return number === null ? key.text : String(number);
}

function scalarSpan(
  text: string,
  event: { valueStart: number; valueEnd: number; anchorEnd: number; tagEnd: number },
  style: ScalarLook,
  last: number,
): Span {
  if (event.valueStart < 0) {
    const start = Math.max(last, event.anchorEnd, event.tagEnd);
    return { start, end: start };
  }
  if (style === 'single' || style === 'double') return { start: event.valueStart - 1, end: event.valueEnd + 1 };
  if (style === 'plain') return { start: event.valueStart, end: event.valueEnd };
  const end = Math.max(
    event.valueStart,
    event.valueStart + text.slice(event.valueStart, event.valueEnd).trimEnd().length,
  );
  return { start: event.valueStart, end };
}

/** The offset behind the bracket that closes a flow collection, from behind its last entry. */
function closing(text: string, from: number, start: number): number {
  const bracket = text[start] === '[' ? ']' : '}';
  let at = Math.max(from, start + 1);
  for (; at < text.length; at++) {
    const unit = text[at];
    if (unit === '#' && /\s/.test(text[at - 1] ?? '')) {
      const line = text.indexOf('\n', at);
      if (line < 0) return text.length;
      at = line;
    } else if (unit === bracket) return at + 1;
  }
  return text.length;
}
