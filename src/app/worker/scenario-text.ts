import type { DocumentText } from './protocol.ts';

const KEY = /^manifests:[ \t]*([^]*)$/;

/**
 * Takes the manifests out of a scenario's text, without parsing it: a literal block or a one-line JSON string, which is
 * how this program writes them. `null` where they stand in another form; then the engine reads the document.
 */
export function splitScenario(text: string): DocumentText | null {
  const lines = text.replaceAll('\r\n', '\n').split('\n');
  const start = lines.findIndex((line) => KEY.test(line));
  if (start === -1) return { manifests: '', rest: text };
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
  return { manifests, rest: [...lines.slice(0, start), ...lines.slice(end)].join('\n') };
}

function splitQuoted(lines: readonly string[], start: number, head: string): DocumentText | null {
  try {
    const manifests: unknown = JSON.parse(head);
    if (typeof manifests !== 'string') return null;
    return { manifests, rest: [...lines.slice(0, start), ...lines.slice(start + 1)].join('\n') };
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

/** The text without one top-level key and what belongs to it. */
export function withoutKey(text: string, key: string): string {
  const lines = text.split('\n');
  const { start, end } = blockOf(lines, key);
  return [...lines.slice(0, start), ...lines.slice(end)].join('\n');
}

/** Adds an item, written as one line of YAML, to the end of a top-level list; the key is added where it is missing. */
export function withItem(text: string, key: string, item: string): string {
  const lines = text.trimEnd().split('\n');
  const { start, end } = blockOf(lines, key);
  if (start === lines.length) return `${[...lines, `${key}:`, `- ${item}`].join('\n')}\n`;
  const head = lines[start] ?? '';
  const inline = /:\s*\[(.*)\]\s*(#.*)?$/.exec(head);
  if (inline) {
    const others = (inline[1] ?? '').trim();
    const list = others === '' ? [`${key}:`, `- ${item}`] : [`${key}: [${others}, ${item}]`];
    return `${[...lines.slice(0, start), ...list, ...lines.slice(end)].join('\n')}\n`;
  }
  const indent = /^ *(?=-)/.exec(lines.slice(start + 1, end).find((line) => /^ *-/.test(line)) ?? '')?.[0] ?? '';
  let last = end;
  while (last > start + 1 && /^\s*(#.*)?$/.test(lines[last - 1] ?? '')) last -= 1;
  return `${[...lines.slice(0, last), `${indent}- ${item}`, ...lines.slice(last)].join('\n')}\n`;
}

/** Lines of a top-level key: from its own to the next key. Both are the text's end where there is no such key. */
function blockOf(lines: readonly string[], key: string): { readonly start: number; readonly end: number } {
  const start = lines.findIndex((line) => line.startsWith(`${key}:`));
  if (start === -1) return { start: lines.length, end: lines.length };
  let end = start + 1;
  while (end < lines.length && !/^[A-Za-z"']/.test(lines[end] ?? '')) end += 1;
  return { start, end };
}
