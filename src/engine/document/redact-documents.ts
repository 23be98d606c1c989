import type { Span } from '#source';

/**
 * Cuts a text at lines of `---` and `...`, and behind each of several JSON objects in a row, as the manifests are cut;
 * every character belongs to one part.
 */
export function documentSpans(text: string): readonly Span[] {
  const spans: Span[] = [];
  let start = 0;
  for (const mark of text.matchAll(/^(?:---|\.\.\.)(?=[ \t\r\n]|$)/gm)) {
    if (mark.index > start) spans.push(...jsonSpans(text, start, mark.index));
    start = mark.index;
  }
  if (start < text.length) spans.push(...jsonSpans(text, start, text.length));
  return spans;
}

function jsonSpans(text: string, start: number, end: number): readonly Span[] {
  if (!/^\s*\{/.test(text.slice(start, Math.min(end, start + 200)))) return [{ start, end }];
  const spans: Span[] = [];
  let depth = 0;
  let from = start;
  for (let at = start; at < end; at++) {
    const unit = text[at];
    if (unit === '"') at = closingQuote(text, at, end);
    else if (unit === '{') depth += 1;
    else if (unit === '}' && --depth === 0) {
      spans.push({ start: from, end: at + 1 });
      from = at + 1;
    }
  }
  if (text.slice(from, end).trim() !== '' || spans.length === 0) spans.push({ start: from, end });
  return spans;
}

function closingQuote(text: string, open: number, end: number): number {
  for (let at = open + 1; at < end; at++) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '"') return at;
  }
  return end;
}
