import { lineStarts, type Position } from '#source';
import type { Manifests } from '../model.ts';
import { reindent } from './reindent.ts';

/**
 * The manifests text with every document indented again that was told to have lost its indentation, where that is sure;
 * all else stays as it is. `null` if there is no such document.
 */
export function reindentText({ text, problems }: Manifests): string | null {
  const starts = lineStarts(text);
  const offset = ({ line, column }: Position) => (starts[line - 1] ?? text.length) + column - 1;
  let made = '';
  let at = 0;
  for (const { code, place } of problems) {
    if (code !== 'LostIndentation' || place === null) continue;
    const [start, end] = [offset(place.range.start), offset(place.range.end)];
    const indented = reindent(text.slice(start, end));
    if (indented === null || start < at) continue;
    made += text.slice(at, start) + indented;
    at = end;
  }
  return at === 0 ? null : made + text.slice(at);
}
