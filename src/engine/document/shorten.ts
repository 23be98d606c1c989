import { type PlacedEntry, type PlacedNode, placeNodes, readYaml, type Span } from '#source';
import { commentSpans } from './comments.ts';
import { documentSpans } from './redact-documents.ts';
import { entrySpan, lineStart } from './text-parts.ts';

/** A text without comments and without what a server wrote about its objects; what it says stays the same. */
export function withoutRemarks(text: string): string {
  return eachDocument(text, (document, root) => {
    const comments = commentSpans(document, root).map((span) => wholeLine(document, span));
    return [...comments, ...serverWritten(document, root)];
  });
}

/** The documents, and the items of lists, in which one of these offsets lies. */
export function partsAt(text: string, offsets: readonly number[]): string {
  const kept: string[] = [];
  for (const { start, end } of documentSpans(text)) {
    const inside = offsets.filter((at) => at >= start && at < end).map((at) => at - start);
    if (inside.length > 0) kept.push(itemsAt(text.slice(start, end), inside));
  }
  return kept.join('').trimStart();
}

function eachDocument(text: string, spansOf: (document: string, root: PlacedNode) => readonly Span[]): string {
  return documentSpans(text)
    .map(({ start, end }) => {
      const document = text.slice(start, end);
      const root = placeNodes(document);
      if (root === null) return document;
      const short = without(document, spansOf(document, root));
      return readYaml(short).kind === 'broken' ? document : short;
    })
    .join('');
}

function without(text: string, spans: readonly Span[]): string {
  let from = 0;
  const parts: string[] = [];
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (start < from) continue;
    parts.push(text.slice(from, start));
    from = end;
  }
  return [...parts, text.slice(from)].join('');
}

/** A comment with the blanks before it; with its line break where nothing else stands in the line. */
function wholeLine(text: string, { start, end }: Span): Span {
  let from = start;
  while (from > 0 && /[ \t]/.test(text[from - 1] ?? '')) from -= 1;
  const isAlone = from === 0 || text[from - 1] === '\n';
  const rest = /^\r?\n/.exec(text.slice(end, end + 2))?.[0].length ?? 0;
  return { start: from, end: isAlone ? end + rest : end };
}

const METADATA = new Set(['managedFields', 'resourceVersion', 'uid', 'generation', 'selfLink']);
const APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';
const STATUS_OF = /^(?:Deployment|ReplicaSet|StatefulSet|DaemonSet|Job|CronJob|Namespace|NetworkPolicy)$/;

function serverWritten(text: string, root: PlacedNode): readonly Span[] {
  if (root.kind !== 'object') return [];
  const items = childOf(root, 'items');
  if (items?.kind === 'list') return items.items.flatMap((item) => serverWritten(text, item));
  const kind = childOf(root, 'kind');
  const metadata = childOf(root, 'metadata');
  const annotations = metadata === null ? null : childOf(metadata, 'annotations');
  return [
    ...entriesIn(text, root, (key) => key === 'status' && kind?.kind === 'scalar' && STATUS_OF.test(kind.text)),
    ...entriesIn(text, metadata, (key) => METADATA.has(key)),
    ...entriesIn(text, annotations, (key) => key === APPLIED),
  ];
}

function childOf(node: PlacedNode, key: string): PlacedNode | null {
  return node.kind === 'object' ? (node.entries.findLast((entry) => entry.key === key)?.value ?? null) : null;
}

function entriesIn(text: string, node: PlacedNode | null, drop: (key: string) => boolean): readonly Span[] {
  if (node?.kind !== 'object') return [];
  const { entries, look } = node;
  return entries.flatMap((entry, index) => {
    if (!drop(entry.key)) return [];
    if (look === 'flow') return [flowEntry(entries, index, entry)];
    const span = entrySpan(text, entry);
    const start = lineStart(text, span.start);
    return text.slice(start, span.start).trim() === '' ? [{ start, end: span.end }] : [];
  });
}

function flowEntry(entries: readonly PlacedEntry[], index: number, entry: PlacedEntry): Span {
  const next = entries[index + 1];
  if (next !== undefined) return { start: entry.keySpan.start, end: next.keySpan.start };
  return { start: entries[index - 1]?.value.span.end ?? entry.keySpan.start, end: entry.value.span.end };
}

function itemsAt(document: string, offsets: readonly number[]): string {
  const root = placeNodes(document);
  const list = root === null ? null : childOf(root, 'items');
  if (list?.kind !== 'list') return document;
  const dropped = list.items.flatMap((item, index) => {
    if (offsets.some((at) => at >= item.span.start && at < item.span.end)) return [];
    return [list.look === 'flow' ? flowItem(list.items, index) : blockItem(document, list.items, index)];
  });
  if (dropped.length === list.items.length) return document;
  const short = without(
    document,
    dropped.flatMap((span) => span ?? []),
  );
  return readYaml(short).kind === 'broken' ? document : short;
}

function flowItem(items: readonly PlacedNode[], index: number): Span | null {
  const item = items[index];
  const next = items[index + 1];
  if (item === undefined) return null;
  if (next !== undefined) return { start: item.span.start, end: next.span.start };
  return { start: items[index - 1]?.span.end ?? item.span.start, end: item.span.end };
}

function blockItem(text: string, items: readonly PlacedNode[], index: number): Span | null {
  const start = dashBefore(text, items[index]);
  if (start === null) return null;
  const next = items[index + 1];
  const end = next === undefined ? lineStart(text, (items[index]?.span.end ?? 0) + 1) : dashBefore(text, next);
  return end === null ? null : { start, end: Math.max(start, end) };
}

/** Where the line of an item's dash begins. */
function dashBefore(text: string, item: PlacedNode | undefined): number | null {
  if (item === undefined) return null;
  const dash = text.lastIndexOf('-', item.span.start - 1);
  return dash < 0 || text.slice(dash + 1, item.span.start).trim() !== '' ? null : lineStart(text, dash);
}
