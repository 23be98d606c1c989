import {
  type FieldPath,
  findNode,
  lineStarts,
  pathAt,
  type PlacedNode,
  placeNodes,
  positionAt,
  type Range,
  type Span,
  spanOf,
} from '#source';
import { wholeText } from './finding.ts';
import type { ManifestObject, Manifests } from './model.ts';
import { type ObjectRef, refText } from './object.ts';
import { splitUnits, type Unit, unitFinder, unitText } from './units.ts';

/** What stands at a line of the manifests: an object, and the deepest of its fields there. */
export interface ObjectAt {
  readonly ref: ObjectRef;
  readonly field: FieldPath;
}

/** What finding places in one text needs, made once for it. */
interface Index {
  readonly units: readonly Unit[];
  readonly unitOf: (object: ManifestObject) => number;
  readonly starts: readonly number[];
  readonly objects: ReadonlyMap<string, ManifestObject>;
}

const indexes = new WeakMap<Manifests, Index>();

/** Documents that were asked about lately by their text, oldest first; they live on over edits of other documents. */
const placed = new Map<string, PlacedNode | null>();
const PLACED_CHARACTERS = 8 * 1024 * 1024;
let placedCharacters = 0;

/**
 * The range of a field in the manifests text, from the start of its key to the end of its value; of a field that does not
 * exist, of its nearest parent that does. With an empty path the whole object. `null` if the object is not in the text. A
 * document that does not parse is one range.
 */
export function locate(manifests: Manifests, object: ObjectRef | string, field: FieldPath): Range | null {
  return standingOf(manifests, object, field)?.range ?? null;
}

/**
 * Where a field stands, or the deepest of its parents that does. `depth`: how many steps of the path are there, all of them
 * where the field itself is. `parses` is false for a document that does not parse now: it is one range, and what stands
 * in it is not known.
 */
export interface Standing {
  readonly range: Range;
  readonly depth: number;
  readonly parses: boolean;
}

/** The standing of a field in the manifests text; `null` if the object is not in the text. */
export function standingOf(manifests: Manifests, object: ObjectRef | string, field: FieldPath): Standing | null {
  const index = indexOf(manifests);
  const found = index.objects.get(typeof object === 'string' ? object : refText(object));
  if (found === undefined) return null;
  const unit = index.units[index.unitOf(found)];
  if (unit === undefined) return null;
  const text = unitText(manifests.read.text, unit);
  const prefix = found.prefix.slice(unit.prefix.length);
  const { start, end, depth } = found.stale ? { ...wholeText(text), depth: null } : spanIn(text, prefix, field);
  return {
    range: {
      start: positionAt(index.starts, unit.start + start),
      end: positionAt(index.starts, unit.start + end),
    },
    depth: depth ?? 0,
    parses: depth !== null,
  };
}

/** The object and the field that stand at a line, counted from 1; `null` on lines between objects. */
export function objectAt(manifests: Manifests, line: number): ObjectAt | null {
  const index = indexOf(manifests);
  const start = index.starts[line - 1];
  if (start === undefined) return null;
  const end = index.starts[line] ?? manifests.text.length + 1;
  const at = index.units.findIndex((unit) => unit.start < end && unit.end > start);
  const unit = index.units[at];
  if (unit === undefined) return null;
  const depth = unit.prefix.length;
  const here = manifests.objects.filter((object) => index.unitOf(object) === at);
  const root = nodesOf(unitText(manifests.read.text, unit));
  const path = root === null ? [] : pathAt(root, start - unit.start, end - unit.start);
  const owner = here.find(({ prefix }) => prefix.slice(depth).every((step, level) => path[level] === step));
  if (owner !== undefined) return { ref: owner.ref, field: path.slice(owner.prefix.length - depth) };
  const [only, second] = here;
  return only !== undefined && second === undefined && root === null ? { ref: only.ref, field: [] } : null;
}

function indexOf(manifests: Manifests): Index {
  const known = indexes.get(manifests);
  if (known !== undefined) return known;
  const units = splitUnits(manifests.read.text, manifests.read.cuts);
  const index = {
    units,
    unitOf: unitFinder(units),
    starts: lineStarts(manifests.text),
    objects: new Map(manifests.objects.map((object) => [refText(object.ref), object])),
  };
  indexes.set(manifests, index);
  return index;
}

function nodesOf(text: string): PlacedNode | null {
  const known = placed.get(text);
  if (known !== undefined) return known;
  const root = placeNodes(text);
  for (const oldest of placed.keys()) {
    if (placedCharacters + text.length <= PLACED_CHARACTERS) break;
    placed.delete(oldest);
    placedCharacters -= oldest.length;
  }
  placed.set(text, root);
  placedCharacters += text.length;
  return root;
}

/** `depth` is `null` where the text has no places. */
function spanIn(text: string, prefix: FieldPath, field: FieldPath): Span & { readonly depth: number | null } {
  if (prefix.length === 0 && field.length === 0) return { ...rootSpan(text), depth: 0 };
  const root = nodesOf(text);
  if (root === null) return { ...wholeText(text), depth: null };
  const found = findNode(root, [...prefix, ...field]);
  const depth = Math.max(0, found.depth - prefix.length);
  return { ...spanOf(found), depth };
}

/** An object that is a document needs no parsing: from its first line that is no comment to its last. */
function rootSpan(text: string): Span {
  const lead = /^(?:---(?=[ \t\r\n]|$)|[ \t\r\n]+|[#%][^\r\n]*)*/.exec(text)?.[0].length ?? 0;
  const comments = /(?:[\r\n][ \t]*(?:#[^\r\n]*|\.\.\.[ \t]*)?)*[ \t\r\n]*$/.exec(text.slice(lead));
  return { start: lead, end: lead + (comments?.index ?? text.length - lead) };
}
