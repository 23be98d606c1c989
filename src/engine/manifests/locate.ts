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
import { type DocumentSlice, splitDocuments } from './documents.ts';
import { wholeText } from './finding.ts';
import type { ManifestObject, Manifests } from './model.ts';
import { type ObjectRef, refText } from './object.ts';

/** What stands at a line of the manifests: an object, and the deepest of its fields there. */
export interface ObjectAt {
  readonly ref: ObjectRef;
  readonly field: FieldPath;
}

/** What finding places in one text needs, made once for it. The nodes of the document asked for last are kept. */
interface Index {
  readonly slices: readonly DocumentSlice[];
  readonly starts: readonly number[];
  readonly objects: ReadonlyMap<string, ManifestObject>;
  placed: { readonly document: number; readonly root: PlacedNode | null } | null;
}

const indexes = new WeakMap<Manifests, Index>();

/**
 * The range of a field in the manifests text, from the start of its key to the end of its value; of a field that does not
 * exist, of its nearest parent that does. With an empty path the whole object. `null` if the object is not in the text. A
 * document that does not parse is one range.
 */
export function locate(manifests: Manifests, object: ObjectRef | string, field: FieldPath): Range | null {
  const index = indexOf(manifests);
  const found = index.objects.get(typeof object === 'string' ? object : refText(object));
  if (found === undefined) return null;
  const document = Number(found.doc);
  const slice = index.slices[document];
  if (slice === undefined) return null;
  const root = found.stale ? null : nodesOf(manifests.text, index, document);
  const { start, end } = spanIn(manifests.text.slice(slice.start, slice.end), root, found.prefix, field);
  return {
    start: positionAt(index.starts, slice.start + start),
    end: positionAt(index.starts, slice.start + end),
  };
}

/** The object and the field that stand at a line, counted from 1; `null` on lines between objects. */
export function objectAt(manifests: Manifests, line: number): ObjectAt | null {
  const index = indexOf(manifests);
  const start = index.starts[line - 1];
  if (start === undefined) return null;
  const end = index.starts[line] ?? manifests.text.length + 1;
  const document = index.slices.findIndex((slice) => slice.start < end && slice.end > start);
  const slice = index.slices[document];
  if (slice === undefined) return null;
  const here = manifests.objects.filter(({ doc }) => Number(doc) === document);
  const root = nodesOf(manifests.text, index, document);
  const path = root === null ? [] : pathAt(root, start - slice.start, end - slice.start);
  const owner = here.find(({ prefix }) => prefix.every((step, depth) => path[depth] === step));
  if (owner !== undefined) return { ref: owner.ref, field: path.slice(owner.prefix.length) };
  const [only, second] = here;
  return only !== undefined && second === undefined && root === null ? { ref: only.ref, field: [] } : null;
}

function indexOf(manifests: Manifests): Index {
  const known = indexes.get(manifests);
  if (known !== undefined) return known;
  const index = {
    slices: splitDocuments(manifests.text),
    starts: lineStarts(manifests.text),
    objects: new Map(manifests.objects.map((object) => [refText(object.ref), object])),
    placed: null,
  };
  indexes.set(manifests, index);
  return index;
}

function nodesOf(text: string, index: Index, document: number): PlacedNode | null {
  if (index.placed?.document === document) return index.placed.root;
  const slice = index.slices[document];
  const root = slice === undefined ? null : placeNodes(text.slice(slice.start, slice.end));
  index.placed = { document, root };
  return root;
}

function spanIn(text: string, root: PlacedNode | null, prefix: FieldPath, field: FieldPath): Span {
  if (root === null) return wholeText(text);
  return spanOf(findNode(root, [...prefix, ...field]));
}
