/** A line taken apart: where its key begins after any dashes, the key, and what stands behind the colon. */
export interface KeyLine {
  readonly column: number;
  readonly key: string | null;
  readonly value: string | null;
}

const LINE = /^((?:\s*-\s+|\s)*)(?:(["']?)([\w./-]+)\2:(?:\s+(.*))?$|(.*)$)/;

/** `null` for blank lines and remarks. */
export function readKeyLine(text: string): KeyLine | null {
  if (/^\s*(#|$)/.test(text)) return null;
  const [, lead = '', , key, value] = LINE.exec(text) ?? [];
  return { column: lead.length, key: key ?? null, value: key === undefined ? null : (value ?? '') };
}

export function isDocumentMark(text: string): boolean {
  return /^---(\s|$)/.test(text);
}

/** Keys from the document's root down to a line, its own left out: as far as indentation tells, while the text does not parse. */
export function pathToLine(lines: readonly string[], line: number, column: number): readonly string[] {
  const path: string[] = [];
  let below = column;
  for (let index = line - 1; index >= 0 && below > 0; index--) {
    const text = lines[index] ?? '';
    if (isDocumentMark(text)) break;
    const above = readKeyLine(text);
    if (!above?.key || above.column >= below) continue;
    path.unshift(above.key);
    below = above.column;
  }
  return path;
}

/** Keys that stand beside a line already, above and below it, in the same entry of a list. */
export function keysBeside(lines: readonly string[], line: number, column: number): ReadonlySet<string> {
  const keys = new Set<string>();
  const isDash = (text: string) => /^\s*-\s/.test(text);
  const walk = (from: number, by: 1 | -1) => {
    for (let index = from; index >= 0 && index < lines.length; index += by) {
      const text = lines[index] ?? '';
      const one = readKeyLine(text);
      if (isDocumentMark(text) || (one && one.column < column)) return;
      const begins = one?.column === column && isDash(text);
      if (begins && by === 1) return;
      if (one?.key && one.column === column) keys.add(one.key);
      if (begins) return;
    }
  };
  if (!isDash(lines[line] ?? '')) walk(line - 1, -1);
  walk(line + 1, 1);
  return keys;
}
