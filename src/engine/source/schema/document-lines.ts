import { isDocumentMark } from './line-path.ts';

/** The lines of the YAML document that holds a line, and the number of its first line, from 0. */
export function documentAround(
  lines: readonly string[],
  line: number,
): { readonly first: number; readonly lines: readonly string[] } {
  const first = lines.findLastIndex((text, index) => index < line && isDocumentMark(text)) + 1;
  const next = lines.findIndex((text, index) => index >= line && index >= first && isDocumentMark(text));
  return { first, lines: lines.slice(first, next === -1 ? undefined : next) };
}

/** apiVersion and kind as a document's lines state them at its top level, without its having to parse. */
export function statedKind(lines: readonly string[]): {
  readonly apiVersion: string | null;
  readonly kind: string | null;
} {
  const stated = (key: string) => {
    for (const text of lines) {
      const found = new RegExp(`^${key}:\\s*["']?([\\w./-]+)`).exec(text)?.[1];
      if (found !== undefined) return found;
    }
    return null;
  };
  return { apiVersion: stated('apiVersion'), kind: stated('kind') };
}
