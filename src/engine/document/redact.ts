import { type FieldPath, lineStarts, placeNodes, type PlacedNode, positionAt, type Span } from '#source';
import { commentSpans } from './comments.ts';
import { documentSpans } from './redact-documents.ts';
import { REMOVED } from './redact-names.ts';
import { type Scalar, scalarText } from './redact-scalar.ts';
import { scrubText, type SecretKind } from './redact-text.ts';
import { scrubUnread } from './redact-unread.ts';
import { insteadOf } from './redact-value.ts';

/** One secret that was taken out, and where it stood. */
export interface Removed {
  readonly what: SecretKind;
  /** `Kind/NS/NAME` of the object it stood in, where there is one. */
  readonly object: string | null;
  /** Empty for a comment, or where nothing could be read. */
  readonly field: FieldPath;
  /** The `name` beside the value, or the option before it: `DB_PASSWORD`. */
  readonly named: string | null;
  /** In the text as it was, from 1. */
  readonly line: number;
}

/** A text without secrets. All that is no secret stays byte for byte. */
export interface Redaction {
  readonly text: string;
  readonly removed: readonly Removed[];
  /** Lines, first and last, of documents that do not parse: only known shapes were looked for there. */
  readonly unread: readonly { readonly first: number; readonly last: number }[];
}

interface Edit {
  readonly span: Span;
  readonly put: string;
}

interface Around {
  readonly kind: string;
  readonly object: string | null;
  readonly path: FieldPath;
  /** The path from the document's root, for the list. */
  readonly whole: FieldPath;
  readonly named: string | null;
  /** The object whose value holds the text that is read now. */
  readonly packed: string | null;
}

const OUTSIDE: Around = { kind: '', object: null, path: [], whole: [], named: null, packed: null };
const DEEPEST = 4;

/**
 * Takes out of manifests or of a scenario what lets somebody in: values of Secrets, kubeconfig credentials, registry logins,
 * private keys, tokens, passwords in URLs, headers and values whose name says that they are secret, also where such a text
 * is packed into another one. Certificates and users stay: they are public, and a request may depend on them.
 */
export function redact(text: string): Redaction {
  return redactText(text, OUTSIDE, 0);
}

function redactText(text: string, around: Around, depth: number): Redaction {
  const starts = lineStarts(text);
  const parts: string[] = [];
  const removed: Removed[] = [];
  const unread: { first: number; last: number }[] = [];
  let from = 0;
  for (const { start, end } of documentSpans(text)) {
    const document = text.slice(start, end);
    const line = positionAt(starts, start).line - 1;
    const done = redactDocument(document, around, depth);
    parts.push(text.slice(from, start), done.text);
    from = end;
    for (const one of done.removed) removed.push({ ...one, line: one.line + line });
    if (done.unread) unread.push({ first: line + 1, last: positionAt(starts, contentEnd(text, start, end)).line });
  }
  return { text: [...parts, text.slice(from)].join(''), removed, unread };
}

function contentEnd(text: string, start: number, end: number): number {
  return Math.max(start, start + text.slice(start, end).trimEnd().length - 1);
}

interface Done {
  readonly text: string;
  readonly removed: readonly Removed[];
  readonly unread: boolean;
}

function redactDocument(document: string, around: Around, depth: number): Done {
  const root = placeNodes(document);
  if (root === null) {
    const isEmpty = document.split('\n').every((line) => /^\s*(?:#.*|---\s*(?:#.*)?|\.\.\.\s*)?$/.test(line));
    return { ...redactUnread(document), unread: !isEmpty };
  }
  if (root.kind === 'scalar' && depth === 0 && root.text.trim() !== '')
    return { ...redactUnread(document), unread: true };
  const starts = lineStarts(document);
  const edits: Edit[] = [];
  const removed: Removed[] = [];
  const walk = (node: PlacedNode, place: Around): void => {
    if (node.kind === 'scalar') {
      editScalar(document, node, place, depth, (edit, finds) => {
        edits.push(edit);
        for (const { what, field, offset } of finds)
          removed.push({
            what,
            object: place.object,
            field: [...place.whole, ...field],
            named: place.named,
            line: positionAt(starts, offset).line,
          });
      });
    } else if (node.kind === 'list') {
      for (const [index, item] of node.items.entries())
        walk(item, { ...step(place, index), named: optionBefore(node.items[index - 1], item) });
    } else {
      const inner = entered(node, place);
      const name = inner.named;
      for (const { key, value } of node.entries)
        walk(value, { ...step(inner, key), named: key === 'value' ? name : null });
    }
  };
  walk(root, around);
  for (const span of commentSpans(document, root)) {
    const { text, finds } = scrubText(document.slice(span.start, span.end));
    if (finds.length === 0) continue;
    edits.push({ span, put: text });
    for (const { what } of finds)
      removed.push({ what, object: null, field: [], named: null, line: positionAt(starts, span.start).line });
  }
  return { text: written(document, anchored(document, edits)), removed: dedupe(removed), unread: false };
}

function step(place: Around, key: string | number): Around {
  return { ...place, path: [...place.path, key], whole: [...place.whole, key], named: null };
}

/** An object with a kind is what its fields are counted from; one with a name and a value names the value. */
function entered(node: PlacedNode & { readonly kind: 'object' }, place: Around): Around {
  const text = (key: string): string => {
    const value = node.entries.findLast((entry) => entry.key === key)?.value;
    return value?.kind === 'scalar' ? value.text : '';
  };
  const named = text('name') === '' ? null : text('name');
  const kind = text('kind');
  const metadata = node.entries.findLast((entry) => entry.key === 'metadata')?.value;
  const hasData = node.entries.some(({ key }) => key === 'data' || key === 'stringData');
  const isObject = place.path.length === 0 || metadata !== undefined || (kind === 'Secret' && hasData);
  if (kind === '' || !isObject) return { ...place, named };
  const field = (key: string): string => {
    const value =
      metadata?.kind === 'object' ? metadata.entries.findLast((entry) => entry.key === key)?.value : undefined;
    return value?.kind === 'scalar' ? value.text : '';
  };
  const parts = [kind, field('namespace') || text('namespace'), field('name') || text('name')];
  const object = kind.endsWith('List') ? null : parts.filter((one) => one !== '').join('/');
  return { kind, object: place.packed ?? object, path: [], whole: [], named: null, packed: place.packed };
}

/** `["--token", "abc"]`: the option says what the next entry is. */
function optionBefore(before: PlacedNode | undefined, item: PlacedNode): string | null {
  if (before?.kind !== 'scalar' || item.kind !== 'scalar' || item.text.startsWith('-')) return null;
  return /^--?[A-Za-z][\w-]*$/.test(before.text) ? before.text.replace(/^-+/, '') : null;
}

type Finds = readonly { readonly what: SecretKind; readonly field: FieldPath; readonly offset: number }[];

function editScalar(
  source: string,
  node: Scalar,
  place: Around,
  depth: number,
  found: (edit: Edit, finds: Finds) => void,
): void {
  if (node.text === '') return;
  const scalar = scalarText(source, node);
  const instead = insteadOf(node.text, place);
  if (instead !== null && instead.text !== node.text) {
    found(scalar.write(instead.text), [{ what: instead.what, field: [], offset: node.span.start }]);
    return;
  }
  if (instead === null && place.kind === 'Secret' && /^(?:data|stringData)$/.test(String(place.path[0]))) return;
  if (holdsDocuments(scalar.text, place) && depth < DEEPEST) {
    const inner = redactText(scalar.text, { ...OUTSIDE, object: place.object, packed: place.object }, depth + 1);
    if (inner.removed.length === 0) return;
    const lines = lineStarts(scalar.text);
    found(
      scalar.write(inner.text),
      inner.removed.map(({ what, field, line }) => ({ what, field, offset: scalar.at(lines[line - 1] ?? 0) })),
    );
    return;
  }
  const { text, finds } = scrubText(scalar.text);
  if (finds.length === 0) return;
  found(
    scalar.write(text),
    finds.map(({ what, offset }) => ({ what, field: [], offset: scalar.at(offset) })),
  );
}

/** A value that is a text of documents itself: a scenario's manifests, a kubeconfig, JSON in an annotation. */
function holdsDocuments(text: string, { path }: Around): boolean {
  if (path.length === 1 && path[0] === 'manifests') return true;
  return /^\s*[{[]/.test(text) || (/^[ \t]*["']?[\w.-]+["']?:(?:\s|$)/m.test(text) && text.includes('\n'));
}

/** A secret that is only named by an alias stands where its anchor is. */
function anchored(document: string, edits: readonly Edit[]): readonly Edit[] {
  const aliases = edits.map(({ span }) => /^\*([^\s,\]}]+)$/.exec(document.slice(span.start, span.end))?.[1]);
  if (aliases.every((name) => name === undefined)) return edits;
  const anchors = anchorsOf(document);
  return edits.flatMap((edit, index) => {
    const at = anchors.get(aliases[index] ?? '')?.findLast((one) => one < edit.span.start);
    if (at === undefined) return [edit];
    const anchor = /^&\S+[ \t]+("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s,\]}#][^\n,\]}#]*)/.exec(document.slice(at));
    if (anchor === null) return [edit];
    const value = anchor[1] ?? '';
    const start = at + anchor[0].length - value.length;
    return [edit, { span: { start, end: start + value.trimEnd().length }, put: REMOVED }];
  });
}

/** Where each anchor stands, by its whole name; one name may be given again further down. */
function anchorsOf(document: string): ReadonlyMap<string, readonly number[]> {
  const places = new Map<string, number[]>();
  for (const { 1: name = '', index } of document.matchAll(/(?<![^\s,[{:-])&([^\s,[\]{}]+)/g)) {
    const known = places.get(name);
    if (known === undefined) places.set(name, [index]);
    else known.push(index);
  }
  return places;
}

function written(document: string, edits: readonly Edit[]): string {
  const parts: string[] = [];
  let from = 0;
  for (const { span, put } of edits.toSorted((a, b) => a.span.start - b.span.start)) {
    if (span.start < from) continue;
    parts.push(document.slice(from, span.start), put);
    from = span.end;
  }
  return [...parts, document.slice(from)].join('');
}

/** An anchor's value is met once for each alias. */
function dedupe(removed: readonly Removed[]): readonly Removed[] {
  const seen = new Set<string>();
  return removed
    .filter((one) => {
      const key = JSON.stringify([one.object, one.field, one.line, one.what]);
      return seen.has(key) ? false : seen.add(key);
    })
    .toSorted((a, b) => a.line - b.line);
}

function redactUnread(document: string): { readonly text: string; readonly removed: readonly Removed[] } {
  const { text, finds } = scrubUnread(document);
  const starts = lineStarts(document);
  return {
    text,
    removed: finds.map(({ what, offset }) => ({
      what,
      object: null,
      field: [],
      named: null,
      line: positionAt(starts, offset).line,
    })),
  };
}
