import { type FieldPath, findNode, type Json, type PlacedNode, type Span } from '#source';
import { nested, printFlow, printYaml, type Form } from './print-yaml.ts';
import { lineStart, splice, valueEnd } from './text-parts.ts';

type Container = Exclude<PlacedNode, { kind: 'scalar' }>;

/** The deepest list or object on the way to a field, the step from it, and what lies between that and the field. */
interface Spot {
  readonly parent: Container;
  readonly step: string | number;
  /** Place of the entry at that step among the parent's, -1 if it has none yet. */
  readonly index: number;
  readonly inner: FieldPath;
}

function spotOf(root: PlacedNode, path: FieldPath): Spot | null {
  let at = Math.min(findNode(root, path).depth, path.length - 1);
  let parent = findNode(root, path.slice(0, at)).node;
  // `cluster:` with nothing behind it is replaced as a whole.
  if (parent.kind === 'scalar' && at > 0) parent = findNode(root, path.slice(0, --at)).node;
  const step = path[at];
  if (step === undefined || parent.kind === 'scalar') return null;
  const inner = path.slice(at + 1);
  if (parent.kind === 'object')
    return { parent, step, index: parent.entries.findLastIndex(({ key }) => key === String(step)), inner };
  return { parent, step, index: Number(step) < parent.items.length ? Number(step) : -1, inner };
}

/**
 * Sets, adds or removes one entry of a list or object in block style by its lines alone, so that no other line changes.
 * `null` where that cannot be: in braces, behind an alias, on a line shared with a dash, or the only entry removed.
 */
export function patchBlock(text: string, root: PlacedNode, path: FieldPath, value: Json | undefined): string | null {
  const spot = spotOf(root, path);
  if (spot === null || spot.parent.look === 'flow') return null;
  const entries = linesOf(text, spot.parent);
  const last = entries.at(-1);
  const entry = spot.index < 0 ? undefined : entries[spot.index];
  if (last === undefined || last.start < lineStart(text, spot.parent.span.start)) return null;
  if (value === undefined) return entry === undefined || entries.length === 1 ? null : cut(text, entry, '');
  const inner = nested(spot.inner, value);
  const printed = printYaml(typeof spot.step === 'number' ? [inner] : { [spot.step]: inner }).replace(
    /^(?=.)/gm,
    last.indent,
  );
  if (entry !== undefined) return cut(text, entry, printed);
  const glue = /[\r\n]$/.test(text.slice(0, last.end)) ? '' : '\n';
  return splice(text, { start: last.end, end: last.end }, `${glue}${printed}`);
}

/** The same inside braces or brackets, by the characters of the entry alone. */
export function patchFlow(text: string, root: PlacedNode, path: FieldPath, value: Json | undefined): string | null {
  const spot = spotOf(root, path);
  if (spot === null || spot.parent.look === 'block') return null;
  const form: Form = root.kind !== 'scalar' && root.look === 'flow' ? 'json' : 'yaml';
  const entries = spansOf(spot.parent);
  const entry = spot.index < 0 ? undefined : entries[spot.index];
  if (value === undefined) return entry === undefined ? null : splice(text, withComma(entries, spot.index, entry), '');
  const inner = printFlow(nested(spot.inner, value), form);
  const printed = typeof spot.step === 'number' ? inner : `${printFlow(spot.step, form)}: ${inner}`;
  if (entry !== undefined) return splice(text, entry, printed);
  const last = entries.at(-1);
  const at = last?.end ?? spot.parent.span.start + 1;
  return splice(text, { start: at, end: at }, last === undefined ? printed : `, ${printed}`);
}

function spansOf(parent: Container): readonly Span[] {
  if (parent.kind === 'list') return parent.items.map(({ span }) => span);
  return parent.entries.map(({ keySpan, value }) => ({
    start: keySpan.start,
    end: Math.max(keySpan.end, value.span.end),
  }));
}

/** An entry and the comma that parts it from its neighbour. */
function withComma(entries: readonly Span[], index: number, entry: Span): Span {
  const after = entries[index + 1];
  if (after !== undefined) return { start: entry.start, end: after.start };
  return { start: entries[index - 1]?.end ?? entry.start, end: entry.end };
}

interface EntryLines {
  readonly start: number;
  readonly end: number;
  readonly indent: string;
  /** Whether nothing but blanks stands before the entry on its first line. */
  readonly alone: boolean;
}

function linesOf(text: string, parent: Container): readonly EntryLines[] {
  const starts =
    parent.kind === 'list'
      ? parent.items.map((item) => ({ at: text.lastIndexOf('-', item.span.start - 1), value: item }))
      : parent.entries.map(({ keySpan, value }) => ({ at: keySpan.start, value }));
  return starts.map(({ at, value }) => {
    const start = lineStart(text, at);
    const end = Math.max(valueEnd(text, value), at);
    return { start, end, indent: ' '.repeat(at - start), alone: text.slice(start, at).trim() === '' };
  });
}

function cut(text: string, { start, end, alone }: EntryLines, printed: string): string | null {
  return alone ? splice(text, { start, end }, printed) : null;
}
