import { type FieldPath, findNode, type Json, type PlacedNode } from '#source';
import { printYaml } from './print-yaml.ts';
import { splice, valueEnd } from './text-parts.ts';

/**
 * Appends an entry to a list in block style, replaces or removes one, by its lines alone, so that no other line changes.
 * `null` for every other edit: the only entry is not removed here, for a list without entries has another form.
 */
export function editList(text: string, root: PlacedNode, path: FieldPath, value: Json | undefined): string | null {
  const index = path.at(-1);
  const { node: list, depth } = findNode(root, path.slice(0, -1));
  if (typeof index !== 'number' || depth !== path.length - 1 || list.kind !== 'list' || list.look === 'flow')
    return null;
  const last = list.items.at(-1);
  if (last === undefined) return null;
  const lineStart =
    Math.max(text.lastIndexOf('\n', list.span.start - 1), text.lastIndexOf('\r', list.span.start - 1)) + 1;
  const indent = text.slice(lineStart, list.span.start);
  if (indent.trim() !== '') return null;
  const printed = value === undefined ? '' : printYaml([value]).replace(/^(?=.)/gm, indent);
  const item = list.items[index];
  if (item === undefined) {
    if (index !== list.items.length || value === undefined) return null;
    const end = valueEnd(text, last);
    const glue = /[\r\n]$/.test(text.slice(0, end)) ? '' : '\n';
    return splice(text, { start: end, end }, `${glue}${printed}`);
  }
  if (value === undefined && list.items.length === 1) return null;
  const dash = text.lastIndexOf('-', item.span.start - 1);
  const start = Math.max(text.lastIndexOf('\n', dash), text.lastIndexOf('\r', dash)) + 1;
  return text.slice(start, dash).trim() === '' ? splice(text, { start, end: valueEnd(text, item) }, printed) : null;
}
