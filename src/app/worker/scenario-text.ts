import type { DocumentText } from './protocol.ts';

/** The key in quotes or in braces; also where it only seems to be one. */
const ELSEWHERE = /(?:^|[{,\s])["']?manifests["']?\s*:|^\s*\{/;
const KEY = /^manifests:[ \t]*([^]*)$/;

/**
 * Takes the manifests out of a scenario's text, without parsing it: a literal block or a one-line JSON string, which is
 * how this program writes them. `null` where they stand in another form; then the engine reads the document.
 */
export function splitScenario(text: string): DocumentText | null {
  const lines = text.replaceAll('\r\n', '\n').split('\n');
  const start = lines.findIndex((line) => KEY.test(line));
  if (start === -1) return ELSEWHERE.test(text) ? null : { manifests: '', rest: text };
  const head = KEY.exec(lines[start] ?? '')?.[1]?.replace(/\s+#.*$/, '') ?? '';
  if (head.startsWith('"')) return splitQuoted(lines, start, head);
  if (!/^\|[+-]?$/.test(head)) return null;
  let end = start + 1;
  while (end < lines.length && /^(\s|$)/.test(lines[end] ?? '')) end += 1;
  const block = lines.slice(start + 1, end);
  const indent = /^ */.exec(block.find((line) => line.trim() !== '') ?? '')?.[0].length ?? 0;
  if (indent === 0) return null;
  const manifests = `${block
    .map((line) => line.slice(indent))
    .join('\n')
    .trimEnd()}\n`;
  return { manifests, rest: joined(lines.slice(0, start), lines.slice(end)) };
}

function joined(before: readonly string[], after: readonly string[]): string {
  const text = [...before, ...after].join('\n');
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}

function splitQuoted(lines: readonly string[], start: number, head: string): DocumentText | null {
  try {
    const manifests: unknown = JSON.parse(head);
    if (typeof manifests !== 'string') return null;
    return { manifests, rest: joined(lines.slice(0, start), lines.slice(start + 1)) };
  } catch {
    return null;
  }
}

/** The whole scenario: the rest, then the manifests, so that no line of the rest moves. */
export function joinScenario({ manifests, rest }: DocumentText): string {
  const before = rest === '' || rest.endsWith('\n') ? rest : `${rest}\n`;
  const head = /^hopscope:/m.test(before) ? before : `hopscope: 1\n${before}`;
  return `${head}manifests: ${fitsLiteralBlock(manifests) ? `|\n${indented(manifests)}` : `${JSON.stringify(manifests)}\n`}`;
}

// Characters that YAML does not print as they are.
// oxlint-disable-next-line no-control-regex
const UNPRINTED = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff]/;

/** A literal block keeps a text exactly only if its first line is not indented, it ends in one newline, and YAML prints it. */
function fitsLiteralBlock(text: string): boolean {
  return /^\S/.test(text) && /\S\n$/.test(text) && !UNPRINTED.test(text);
}

function indented(text: string): string {
  return text.replaceAll(/^(?=.)/gm, '  ');
}
