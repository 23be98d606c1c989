import type { Span } from '#source';
import { indentOf, isNeutral } from './lines.ts';

const TOP = /^["']?(?:apiVersion|kind|metadata|spec|status|data|stringData|binaryData|items|rules|type)["']?\s*:/;
const BARE = /^["']?(?:metadata|spec)["']?\s*:\s*(?:#.*)?$/;

/**
 * Whether the text of one document has lost its indentation: all of its lines begin in one column, and what should stand
 * below `metadata:` or `spec:` stands beside it. No document that means something looks like that.
 */
export function isFlat(text: string): boolean {
  const lines = text.split(/\r\n|\r|\n/).filter((line) => !isNeutral(line));
  const [first] = lines;
  if (first === undefined || !lines.some((line) => /^\s*["']?kind["']?\s*:/.test(line))) return false;
  if (lines.some((line) => indentOf(line) !== indentOf(first))) return false;
  return lines.some((line, index) => {
    const next = lines[index + 1]?.trim();
    return BARE.test(line.trim()) && next !== undefined && !TOP.test(next);
  });
}

/** Whether a list entry stands further left than the key that it must belong to. */
export function hasLostDashes(text: string): boolean {
  const lines = text.split(/\r\n|\r|\n/).filter((line) => !isNeutral(line));
  return lines.some((line, index) => {
    const next = lines[index + 1];
    if (next === undefined || !/^\s*- /.test(next)) return false;
    return /^\s*(?:- )?[a-z]\w*:\s*(?:#.*)?$/.test(line) && indentOf(next) < indentOf(line);
  });
}

/** From the first to the last line of a document that says something; `body` is its text. */
export function contentSpan({ start }: Span, body: string): Span {
  const lead = /^(?:[ \t]*(?:#.*|---.*)?(?:\r\n|\r|\n))*/.exec(body)?.[0].length ?? 0;
  const rest = body.slice(lead).replace(/(?:(?:\r\n|\r|\n)[ \t]*(?:#.*|\.\.\..*)?)*$/, '');
  return { start: start + lead, end: start + lead + rest.trimEnd().length };
}
