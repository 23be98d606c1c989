import { flowAt } from './flow-at.ts';
import { pathToLine, readKeyLine } from './line-path.ts';

/** Keys down to the object that a cursor is in, and the key whose value is written there; `null` while none is. */
export function typingAt(
  lines: readonly string[],
  line: number,
  column: number,
): { readonly path: readonly string[]; readonly key: string | null } {
  const flow = flowAt(lines, line, column);
  if (flow !== null) return { path: flow.path, key: flow.key };
  const before = (lines[line] ?? '').slice(0, column);
  const here = readKeyLine(before) ?? { column: before.length, key: null, value: null };
  return { path: pathToLine(lines, line, here.column), key: here.key };
}
