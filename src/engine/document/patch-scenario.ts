import { parseDocument } from 'yaml';
import {
  type FieldPath,
  fieldOf,
  fieldText,
  findNode,
  isJsonObject,
  isList,
  type Json,
  type PlacedNode,
  placeNodes,
  type Problem,
  problem,
  readYaml,
} from '#source';
import { editList } from './patch-list.ts';
import { printBlock, printQuoted, printYaml } from './print-yaml.ts';
import { append, entrySpan, splice } from './text-parts.ts';

/** An edited text, or why the edit cannot be made; then nothing is changed. */
export type Edit =
  | { readonly kind: 'edited'; readonly text: string }
  | { readonly kind: 'refused'; readonly problem: Problem };

/**
 * Sets one field of a scenario's text and leaves the rest as it is, comments included: a scalar is replaced where it
 * stands, anything else within its top-level key. An index one past a list's end appends; `undefined` removes. Objects on
 * the way are made. A text that does not parse is not edited.
 */
export function patchScenario(text: string, path: FieldPath, value: Json | undefined): Edit {
  const root = placeNodes(text);
  const before = readYaml(text, 'core');
  const [key] = path;
  if (root === null || root.kind !== 'object' || before.kind === 'broken' || typeof key !== 'string')
    return refuse('NotEditable', 'The scenario does not parse now; repair its text first.');
  const edited =
    replaceManifests(text, root, path, value) ??
    replaceScalar(text, root, path, value) ??
    editList(text, root, path, value) ??
    replaceWithin(text, root, path, value);
  if (edited !== null && holds(edited, path, value)) return { kind: 'edited', text: edited };
  return refuse('NotEditable', `${fieldText(path)} cannot be set in this text; edit it by hand.`);
}

function refuse(code: string, sentence: string): Edit {
  return { kind: 'refused', problem: problem(code, 'error', sentence) };
}

function holds(text: string, path: FieldPath, value: Json | undefined): boolean {
  const after = readYaml(text, 'core');
  if (after.kind === 'broken') return false;
  const now = fieldOf(after.values[0] ?? null, path);
  // A removed list entry gives its place to the next.
  return value === undefined ? typeof path.at(-1) === 'number' || now === undefined : equal(now, value);
}

function equal(a: Json | undefined, b: Json | undefined): boolean {
  if (isList(a)) return isList(b) && a.length === b.length && a.every((item, index) => equal(item, b[index]));
  if (!isJsonObject(a)) return a === b;
  if (!isJsonObject(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && equal(a[key], b[key]));
}

/** The manifests as a whole are a block of lines: no parser has to see them. */
function replaceManifests(
  text: string,
  root: PlacedNode & { kind: 'object' },
  path: FieldPath,
  value: Json | undefined,
) {
  if (path.length !== 1 || path[0] !== 'manifests' || typeof value !== 'string' || root.look === 'flow') return null;
  const entry = root.entries.findLast(({ key }) => key === 'manifests');
  return entry === undefined
    ? append(text, printBlock('manifests', value))
    : splice(text, entrySpan(text, entry), printBlock('manifests', value));
}

/** A scalar on one line for a scalar: only its own characters change. */
function replaceScalar(text: string, root: PlacedNode, path: FieldPath, value: Json | undefined): string | null {
  const { node, depth } = findNode(root, path);
  if (depth !== path.length || node.kind !== 'scalar' || value === undefined || typeof value === 'object') return null;
  const { start, end } = node.span;
  const isOneLine = start < end && !/[\r\n]/.test(text.slice(start, end)) && node.indent < 0;
  return isOneLine ? splice(text, node.span, printScalar(value)) : null;
}

function printScalar(value: string | number | boolean): string {
  if (typeof value !== 'string') return String(value);
  const isPlain = /^[A-Za-z/][A-Za-z0-9_./-]*$/.test(value) && printYaml(value).trim() === value;
  return isPlain ? value : printQuoted(value);
}

/** Everything else is set in the text of its top-level key alone, or, if that depends on the rest, in the whole. */
function replaceWithin(text: string, root: PlacedNode & { kind: 'object' }, path: FieldPath, value: Json | undefined) {
  const entry = root.entries.findLast(({ key }) => key === path[0]);
  if (root.look === 'flow') return setIn(text, path, value);
  if (entry === undefined) return value === undefined ? text : append(text, printYaml(nested(path, value)));
  const span = entrySpan(text, entry);
  if (path.length === 1) {
    const printed = value === undefined ? '' : printYaml(nested(path, value));
    return splice(text, span, printed);
  }
  const part = setIn(text.slice(span.start, span.end), path, value);
  return part === null ? setIn(text, path, value) : splice(text, span, part);
}

/** Lists whose dashes stand right under their key. */
const DASH_UNDER_KEY = /(?:^|\n)( *)[^\s#-][^\n]*:[ \t]*\n\1- /;

function setIn(text: string, path: FieldPath, value: Json | undefined): string | null {
  const document = parseDocument(text, { version: '1.2', merge: true, uniqueKeys: false });
  if (document.errors.length > 0) return null;
  try {
    if (value === undefined) document.deleteIn(path);
    else {
      for (let depth = 1; depth < path.length; depth++) {
        const parent = path.slice(0, depth);
        const there: unknown = document.getIn(parent);
        if (there === undefined || there === null)
          document.setIn(parent, document.createNode(typeof path[depth] === 'number' ? [] : {}));
      }
      document.setIn(path, document.createNode(value));
    }
    return document.toString({ lineWidth: 0, flowCollectionPadding: false, indentSeq: !DASH_UNDER_KEY.test(text) });
  } catch {
    // The path leads through something that is neither list nor object.
    return null;
  }
}

function nested(path: FieldPath, value: Json): Json {
  return path.reduceRight<Json>((inner, step) => (typeof step === 'number' ? [inner] : { [step]: inner }), value);
}
