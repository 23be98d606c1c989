import { lineStarts, type PlacedNode, positionAt, sharedEnds, type Span } from '#source';

export type Scalar = PlacedNode & { readonly kind: 'scalar' };

/** A scalar's text as edits see it: lines of a block without their indentation, else what it means or what is written. */
export interface ScalarText {
  readonly text: string;
  /** Where an offset of `text` stands in the source, at least by its line. */
  readonly at: (offset: number) => number;
  /** The source's span, and what stands there when the text is another. */
  readonly write: (text: string) => { readonly span: Span; readonly put: string };
}

/** How a scalar is read and written in place, so that all around it stays byte for byte. */
export function scalarText(source: string, node: Scalar): ScalarText {
  const raw = source.slice(node.span.start, node.span.end);
  const { span } = node;
  switch (node.style) {
    case 'literal':
    case 'folded':
      return blockText(source, node);
    case 'plain':
      return {
        text: raw,
        at: (offset) => span.start + offset,
        // What is put in holds letters of base64 and a key's frame, and nothing that would end a plain scalar.
        write: (text) => ({ span, put: text }),
      };
    case 'single':
      return {
        text: raw.includes('\n') ? raw.slice(1, -1).replaceAll("''", "'") : node.text,
        at: (offset) => span.start + 1 + offset,
        write: (text) => ({ span, put: `'${text.replaceAll("'", "''")}'` }),
      };
    case 'double':
      return {
        text: node.text,
        at: (offset) => span.start + (raw.includes('\n') ? 1 + offset : 0),
        write: (text) => ({ span, put: JSON.stringify(text) }),
      };
  }
}

function blockText(source: string, node: Scalar): ScalarText {
  const start = source.lastIndexOf('\n', node.span.start - 1) + 1;
  const lines = source.slice(start, node.span.end).split('\n');
  const bare = lines.map((line) => line.slice(Math.min(node.indent, leadingBlanks(line))));
  const text = bare.join('\n');
  const inText = lineStarts(text);
  const inSource = lineStarts(lines.join('\n'));
  return {
    text,
    at: (offset) => start + (inSource[positionAt(inText, offset).line - 1] ?? 0) + node.indent,
    write(other) {
      const now = other.split('\n');
      const { head, tail } = sharedEnds(bare, now);
      const blanks = ' '.repeat(node.indent);
      const middle = now.slice(head, now.length - tail).map((line) => (line.trim() === '' ? line : `${blanks}${line}`));
      const kept = [...lines.slice(0, head), ...middle, ...lines.slice(lines.length - tail)];
      return { span: { start, end: node.span.end }, put: kept.join('\n') };
    },
  };
}

function leadingBlanks(line: string): number {
  return line.length - line.trimStart().length;
}
