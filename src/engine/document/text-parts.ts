import type { PlacedEntry, PlacedNode, Span } from '#source';

/** From a top-level key to the end of the last line of its value; comments behind it stay outside. */
export function entrySpan(text: string, { keySpan, value }: PlacedEntry): Span {
  return { start: keySpan.start, end: Math.max(valueEnd(text, value), lineEnd(text, keySpan.end)) };
}

/** Where the last line of a value ends. */
export function valueEnd(text: string, value: PlacedNode): number {
  const last = lastNode(value);
  return last.kind === 'scalar' && last.indent >= 0 ? blockEnd(text, last) : lineEnd(text, value.span.end);
}

function lastNode(node: PlacedNode): PlacedNode {
  if (node.kind === 'scalar' || node.look === 'flow') return node;
  const inner = node.kind === 'list' ? node.items.at(-1) : node.entries.at(-1)?.value;
  return inner === undefined ? node : lastNode(inner);
}

function blockEnd(text: string, { span, indent }: PlacedNode & { kind: 'scalar' }): number {
  let at = span.start;
  while (at < text.length) {
    const end = lineEnd(text, at);
    const line = text.slice(at, end);
    if (line.trim() !== '' && line.length - line.trimStart().length < indent) break;
    at = end;
  }
  return at;
}

/** The offset at which the line of an offset begins. */
export function lineStart(text: string, at: number): number {
  return Math.max(text.lastIndexOf('\n', at - 1), text.lastIndexOf('\r', at - 1)) + 1;
}

function lineEnd(text: string, from: number): number {
  const at = text.slice(from).search(/\r\n|\r|\n/);
  if (at < 0) return text.length;
  return from + at + (text.startsWith('\r\n', from + at) ? 2 : 1);
}

/** The text with a part of it replaced; a line stays a line. */
export function splice(text: string, { start, end }: Span, part: string): string {
  const glue = part !== '' && !part.endsWith('\n') && /[\r\n]$/.test(text.slice(start, end)) ? '\n' : '';
  return `${text.slice(0, start)}${part}${glue}${text.slice(end)}`;
}

/** The text with lines behind it. */
export function append(text: string, part: string): string {
  return `${text}${/[\r\n]$/.test(text) || text === '' ? '' : '\n'}${part}`;
}
