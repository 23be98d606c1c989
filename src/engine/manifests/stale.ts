import { type DocumentSlice, splitDocuments } from './documents.ts';
import type { ManifestObject, Manifests } from './model.ts';
import type { Standing } from './read-document.ts';

/**
 * Finds the objects that a document which does not parse now had in the previous text. Documents before the first and
 * behind the last that changed are the same in both texts; between them they are matched in order, and the last takes what
 * is left over, so that two documents joined by a slip keep both their objects.
 */
export function staleFinder(
  text: string,
  slices: readonly DocumentSlice[],
  previous: Manifests,
): (index: number, standing: Standing) => readonly ManifestObject[] {
  let found: { readonly head: number; readonly tail: number; readonly before: number } | null = null;
  return (index, standing) => {
    found ??= compare(text, slices, previous);
    const { head, tail, before } = found;
    let first = index;
    let last = index;
    if (index >= slices.length - tail) first = last = index - slices.length + before;
    else if (index >= head && index === slices.length - tail - 1) last = Math.max(index, before - tail - 1);
    const kept = previous.objects.filter(({ doc }) => Number(doc) >= first && Number(doc) <= last);
    return kept.map((object, offset) => {
      return { ...object, doc: standing.doc, order: standing.firstOrder + offset, stale: true };
    });
  };
}

/** How many documents are the same at the beginning and at the end of both texts. */
function compare(text: string, slices: readonly DocumentSlice[], previous: Manifests) {
  const before = splitDocuments(previous.text);
  const same = (at: number, was: number) => {
    const now = slices[at];
    const then = before[was];
    if (now === undefined || then === undefined || now.end - now.start !== then.end - then.start) return false;
    return text.slice(now.start, now.end) === previous.text.slice(then.start, then.end);
  };
  const shorter = Math.min(slices.length, before.length);
  let head = 0;
  while (head < shorter && same(head, head)) head++;
  let tail = 0;
  while (tail < shorter - head && same(slices.length - 1 - tail, before.length - 1 - tail)) tail++;
  return { head, tail, before: before.length };
}
