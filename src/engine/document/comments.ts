import type { PlacedNode, Span } from '#source';

/** The comments of a document, from `#` to the end of the line: every `#` that stands in no value. */
export function commentSpans(text: string, root: PlacedNode): readonly Span[] {
  const taken = scalarSpans(root).toSorted((a, b) => a.start - b.start);
  const comments: Span[] = [];
  let at = 0;
  for (const { start, end } of [...taken, { start: text.length, end: text.length }]) {
    if (start > at) comments.push(...commentsIn(text, at, start));
    at = Math.max(at, end);
  }
  return comments;
}

function commentsIn(text: string, start: number, end: number): readonly Span[] {
  const spans: Span[] = [];
  for (let at = start; at < end; at++) {
    if (text[at] !== '#' || (at > 0 && !/\s/.test(text[at - 1] ?? ''))) continue;
    const line = text.indexOf('\n', at);
    const stop = Math.min(line < 0 ? text.length : line, end);
    spans.push({ start: at, end: text[stop - 1] === '\r' ? stop - 1 : stop });
    at = stop;
  }
  return spans;
}

function scalarSpans(node: PlacedNode): readonly Span[] {
  if (node.kind === 'scalar') return [node.span];
  if (node.kind === 'list') return node.items.flatMap(scalarSpans);
  return node.entries.flatMap(({ keySpan, value }) => [keySpan, ...scalarSpans(value)]);
}
