import { type FieldPath, findNode, type Json, type PlacedNode } from '#source';
import { nested, printYaml } from './print-yaml.ts';
import { lineStart, splice, valueEnd } from './text-parts.ts';

/**
 * Sets, adds or removes one entry of a list or object in block style by its lines alone, so that no other line changes.
 * `null` where that cannot be: in braces, behind an alias, on a line shared with a dash, or the only entry removed.
 */
export function patchBlock(text: string, root: PlacedNode, path: FieldPath, value: Json | undefined): string | null {
  const { depth } = findNode(root, path);
  const at = Math.min(depth, path.length - 1);
  const { node: parent } = findNode(root, path.slice(0, at));
  const step = path[at];
  if (step === undefined || parent.kind === 'scalar' || parent.look === 'flow') return null;
  const entries = linesOf(text, parent);
  const last = entries.at(-1);
  if (last === undefined || last.start < lineStart(text, parent.span.start)) return null;
  const index = parent.kind === 'list' ? Number(step) : parent.entries.findLastIndex(({ key }) => key === String(step));
  const entry = index < 0 ? undefined : entries[index];
  if (value === undefined) return entry === undefined || entries.length === 1 ? null : cut(text, entry, '');
  const inner = nested(path.slice(at + 1), value);
  const printed = printYaml(typeof step === 'number' ? [inner] : { [step]: inner }).replace(/^(?=.)/gm, last.indent);
  if (entry !== undefined) return cut(text, entry, printed);
  const glue = /[\r\n]$/.test(text.slice(0, last.end)) ? '' : '\n';
  return splice(text, { start: last.end, end: last.end }, `${glue}${printed}`);
}

interface EntryLines {
  readonly start: number;
  readonly end: number;
  readonly indent: string;
  /** Whether nothing but blanks stands before the entry on its first line. */
  readonly alone: boolean;
}

function linesOf(text: string, parent: Exclude<PlacedNode, { kind: 'scalar' }>): readonly EntryLines[] {
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
