import type { FieldPath } from '#source';
import { type DocumentSlice, splitDocuments } from './documents.ts';
import type { ManifestBase } from './object.ts';

/** What is parsed and remembered as one: a document, or one item of a List as `kubectl get -o yaml` prints it. */
export interface Unit extends DocumentSlice {
  readonly document: number;
  /** `['items', 3]` for an item of a List that was cut up. */
  readonly prefix: FieldPath;
}

/** The units of a text, in order; `cuts` as for `splitDocuments`. */
export function splitUnits(text: string, cuts: readonly number[] = []): readonly Unit[] {
  const units: Unit[] = [];
  for (const [document, slice] of splitDocuments(text, cuts).entries()) {
    const items = splitList(text, slice);
    if (items === null) units.push({ ...slice, document, prefix: [] });
    else for (const [index, item] of items.entries()) units.push({ ...item, document, prefix: ['items', index] });
  }
  return units;
}

/** A unit's text, offsets unchanged: the dash of a List's item is a blank. */
export function unitText(text: string, { start, end, prefix }: Unit): string {
  const part = text.slice(start, end);
  return prefix.length === 0 ? part : part.replace('-', ' ');
}

/** Finds the unit in which an object of the same text stands. */
export function unitFinder(units: readonly Unit[]): (object: ManifestBase) => number {
  const firsts = new Map<number, number>();
  for (const [index, { document }] of units.entries()) if (!firsts.has(document)) firsts.set(document, index);
  return ({ doc, prefix }) => {
    const first = firsts.get(Number(doc)) ?? -1;
    return units[first]?.prefix.length === 0 ? first : first + Number(prefix[1]);
  };
}

const ANCHOR = /[\s[{,:-][&*]\w/;
const HEAD =
  /^(?:---.*|#.*|[ \t]*|apiVersion:[ \t]+v1[ \t]*|kind:[ \t]+List[ \t]*|metadata:.*|[ \t]+(?:resourceVersion|selfLink):.*|items:[ \t]*)$/;

/**
 * The items of a List in block style, each with its dash, or `null` if the document is not exactly that: then it is read
 * whole. So one broken item takes no other down, and one that changed is parsed alone. Cut are lines only: inside a list
 * nothing but an entry can begin at the column of its dashes.
 */
function splitList(text: string, { start, end }: DocumentSlice): readonly DocumentSlice[] | null {
  const body = text.slice(start, end);
  const opening = /^items:[ \t]*\r?\n/m.exec(body);
  if (opening === null || !/^kind:[ \t]+List[ \t]*\r?$/m.test(body) || ANCHOR.test(body)) return null;
  const items: { start: number; end: number }[] = [];
  let indent: number | null = null;
  let isInside = true;
  for (let at = 0; at < body.length; ) {
    const next = body.indexOf('\n', at) + 1 || body.length;
    const line = body.slice(at, next).trimEnd();
    const blanks = line.length - line.trimStart().length;
    const isItem =
      at >= opening.index + opening[0].length &&
      isInside &&
      (indent === null || blanks === indent) &&
      /^ *-(?: |$)/.test(line);
    const last = items.at(-1);
    if (isItem) {
      indent ??= blanks;
      items.push({ start: start + at, end: start + next });
    } else if (last !== undefined && isInside && (line === '' || blanks > (indent ?? 0) || /^ *#/.test(line)))
      last.end = start + next;
    else if (HEAD.test(line)) isInside = last === undefined;
    else return null;
    at = next;
  }
  return items.length === 0 ? null : items;
}
