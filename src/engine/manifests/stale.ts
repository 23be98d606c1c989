import type { ManifestObject, Manifests } from './model.ts';
import type { Standing } from './read-document.ts';
import { splitUnits, type Unit, unitFinder } from './units.ts';

/**
 * Finds the objects that a unit which does not parse now had in the previous text. Units before the first and behind the
 * last that changed are the same in both texts; between them they are matched in order, and the last takes what is left
 * over, so that two documents joined by a slip keep both their objects.
 */
export function staleFinder(
  text: string,
  units: readonly Unit[],
  previous: Manifests,
): (index: number, standing: Standing) => readonly ManifestObject[] {
  let found: Comparison | null = null;
  return (index, standing) => {
    found ??= compare(text, units, previous);
    const { head, tail, objects } = found;
    const shift = objects.length - units.length;
    const first = index >= units.length - tail ? index + shift : index;
    const isLastChanged = index >= head && index === units.length - tail - 1;
    const last = isLastChanged ? Math.max(index, index + shift) : first;
    const kept = objects.slice(Math.max(0, first), last + 1).flat();
    return kept.map((object, offset) => {
      return {
        ...object,
        doc: standing.doc,
        prefix: standing.prefix,
        order: standing.firstOrder + offset,
        stale: true,
      };
    });
  };
}

interface Comparison {
  /** How many units are the same at the beginning, and at the end. */
  readonly head: number;
  readonly tail: number;
  /** Objects of each unit before. */
  readonly objects: readonly (readonly ManifestObject[])[];
}

function compare(text: string, units: readonly Unit[], previous: Manifests): Comparison {
  const before = splitUnits(previous.read.text, previous.read.cuts);
  const same = (at: number, was: number) => {
    const now = units[at];
    const then = before[was];
    if (now === undefined || then === undefined || now.end - now.start !== then.end - then.start) return false;
    return text.slice(now.start, now.end) === previous.read.text.slice(then.start, then.end);
  };
  const shorter = Math.min(units.length, before.length);
  let head = 0;
  while (head < shorter && same(head, head)) head++;
  let tail = 0;
  while (tail < shorter - head && same(units.length - 1 - tail, before.length - 1 - tail)) tail++;
  const unitOf = unitFinder(before);
  const objects: ManifestObject[][] = before.map(() => []);
  for (const object of previous.objects) objects[unitOf(object)]?.push(object);
  return { head, tail, objects };
}
