import { findNode, type PlacedNode, type Position, positionAt, type Reader } from '#source';

/**
 * Where one text of `manifests:` sits in the scenario's text. Lines count from 1. In a literal block line `joinedLine + n`
 * of the joined manifests is line `line + n` of the scenario, `indent` columns to the right; other ways of writing a text
 * have no such relation, and everything in them points at `line`.
 */
export interface ManifestPart {
  readonly joinedLine: number;
  readonly lines: number;
  readonly line: number;
  readonly indent: number;
  readonly exact: boolean;
}

/** The manifests of a scenario as one text, several joined as documents, and where each part stands. */
export function readManifestTexts(
  scenario: Reader,
  root: PlacedNode | null,
  starts: readonly number[],
): { readonly text: string; readonly parts: readonly ManifestPart[] } {
  const value = scenario.value('manifests');
  const texts = typeof value === 'string' ? [value] : scenario.texts('manifests');
  const parts: ManifestPart[] = [];
  let joined = '';
  let line = 1;
  for (const [index, text] of texts.entries()) {
    if (index > 0) {
      const glue = `${/(?:^|[\r\n])$/.test(joined) ? '' : '\n'}---\n`;
      joined += glue;
      line += glue.split('\n').length - 1;
    }
    const lines = text.split(/\r\n|\r|\n/).length;
    parts.push({ joinedLine: line, lines, ...placeOf(root, typeof value === 'string' ? [] : [index], starts) });
    joined += text;
    line += lines - 1;
  }
  return { text: joined, parts };
}

function placeOf(root: PlacedNode | null, path: readonly number[], starts: readonly number[]) {
  if (root === null) return { line: 1, indent: 0, exact: false };
  const { node } = findNode(root, ['manifests', ...path]);
  const { line } = positionAt(starts, node.span.start);
  if (node.kind === 'scalar' && node.style === 'literal')
    return { line, indent: Math.max(0, node.indent), exact: true };
  return { line, indent: 0, exact: false };
}

/** The position in the scenario's text of a position in its joined manifests. */
export function manifestPlace(parts: readonly ManifestPart[], { line, column }: Position): Position {
  const part = parts.findLast(({ joinedLine }) => joinedLine <= line) ?? parts[0];
  if (part === undefined) return { line: 1, column: 1 };
  if (!part.exact) return { line: part.line, column: 1 };
  return { line: part.line + line - part.joinedLine, column: column + part.indent };
}
