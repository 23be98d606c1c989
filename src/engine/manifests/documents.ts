/** One YAML document of a text that is not empty: from offset `start` up to `end`, its `---` line included. */
export interface DocumentSlice {
  readonly start: number;
  readonly end: number;
}

/**
 * Cuts a text where kubectl does: at lines that begin with `---` followed by blank or end of line, also inside a block
 * scalar, and behind `...`. JSON objects written one after the other are a document each. Documents of nothing but blanks
 * and comments are left out, so that a comment moves no number. `cuts` are offsets at which a document begins without
 * `---` before it.
 */
export function splitDocuments(text: string, cuts: readonly number[] = []): readonly DocumentSlice[] {
  const marked = splitAtMarks(text);
  if (cuts.length === 0) return marked;
  const slices: DocumentSlice[] = [];
  for (const { start, end } of marked) {
    const inside = cuts.filter((cut) => cut > start && cut < end);
    for (const [index, from] of [start, ...inside].entries()) push(slices, text, from, inside[index] ?? end);
  }
  return slices;
}

function splitAtMarks(text: string): readonly DocumentSlice[] {
  const slices: DocumentSlice[] = [];
  const marks = /(^\uFEFF?|[\r\n])(---|\.\.\.)(?=[ \t\r\n]|$)/g;
  let start = text.startsWith('\uFEFF') ? 1 : 0;
  for (let mark = marks.exec(text); mark !== null; mark = marks.exec(text)) {
    const at = mark.index + (mark[1] ?? '').length;
    const end = mark[2] === '...' ? lineEnd(text, at) : at;
    if (mark[2] === '---' && onlyDirectives(text, start, at)) continue;
    push(slices, text, start, end);
    start = end;
  }
  push(slices, text, start, text.length);
  return slices;
}

function lineEnd(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 10) return at + 1;
    if (unit === 13) return text.charCodeAt(at + 1) === 10 ? at + 2 : at + 1;
  }
  return text.length;
}

function push(slices: DocumentSlice[], text: string, start: number, end: number): void {
  const content = contentAt(text, start, end);
  if (content < 0) return;
  if (text[content] !== '{') slices.push({ start, end });
  else for (const slice of splitJson(text, start, end, content)) slices.push(slice);
}

/** Directives before the first `---` belong to its document. */
function onlyDirectives(text: string, start: number, end: number): boolean {
  const content = contentAt(text, start, end);
  if (content < 0 || text[content] !== '%') return false;
  return text
    .slice(start, end)
    .split(/\r\n|\r|\n/)
    .every((line) => line.trim() === '' || line.startsWith('#') || line.startsWith('%'));
}

/** Offset of the first thing that is no blank, no comment and no `---`; -1 if there is none. */
function contentAt(text: string, start: number, end: number): number {
  let at = text.startsWith('---', start) ? start + 3 : start;
  for (; at < end; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 32 || unit === 9 || unit === 10 || unit === 13 || unit === 0xfeff) continue;
    if (unit === 35) {
      at = lineEnd(text, at) - 1;
      continue;
    }
    if (text.startsWith('...', at) && /^\s*$/.test(text.slice(at + 3, at + 4))) {
      at += 2;
      continue;
    }
    return at;
  }
  return -1;
}

/** JSON objects that follow each other, as `kubectl get -o json` of several calls gives them; else the slice whole. */
function splitJson(text: string, start: number, end: number, first: number): readonly DocumentSlice[] {
  const slices: DocumentSlice[] = [];
  let from = start;
  let at = first;
  for (;;) {
    const close = jsonEnd(text, at, end);
    if (close < 0) break;
    const next = contentAt(text, close, end);
    if (next < 0) {
      slices.push({ start: from, end });
      return slices;
    }
    if (text[next] !== '{') break;
    slices.push({ start: from, end: close });
    from = close;
    at = next;
  }
  return [{ start, end }];
}

function jsonEnd(text: string, from: number, end: number): number {
  let depth = 0;
  for (let at = from; at < end; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 34) {
      at = stringEnd(text, at, end);
      if (at < 0) return -1;
    } else if (unit === 123) depth++;
    else if (unit === 125 && --depth === 0) return at + 1;
  }
  return -1;
}

function stringEnd(text: string, from: number, end: number): number {
  for (let at = from + 1; at < end; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 92) at++;
    else if (unit === 34) return at;
  }
  return -1;
}
