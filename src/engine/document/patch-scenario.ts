import {
  type FieldPath,
  fieldOf,
  fieldText,
  findNode,
  type Json,
  type PlacedNode,
  placeNodes,
  type Problem,
  problem,
  readYaml,
} from '#source';
import { patchBlock, patchFlow } from './patch-block.ts';
import { nested, printBlock, printScalar, printYaml } from './print-yaml.ts';
import { sameJson, setField } from './set-field.ts';
import { append, entrySpan, splice } from './text-parts.ts';

/** An edited text, or why the edit cannot be made; then nothing is changed. */
export type Edit =
  | { readonly kind: 'edited'; readonly text: string }
  | { readonly kind: 'refused'; readonly problem: Problem };

type Way = (text: string, root: PlacedNode, path: FieldPath, value: Json | undefined) => string | null;

/** From the one that touches least to the one that touches most; the first whose result reads as it should is taken. */
const WAYS: readonly Way[] = [
  replaceManifests,
  replaceScalar,
  patchBlock,
  patchFlow,
  addKey,
  replaceHolder,
  removeLast,
];

/**
 * Sets one field of a scenario's text and leaves the rest as it is, comments included: a scalar is replaced where it
 * stands, anything else by its lines, or in braces by its characters. An index one past a list's end appends;
 * `undefined` removes. Objects on the way are made. A text that does not parse is not edited.
 */
export function patchScenario(text: string, path: FieldPath, value: Json | undefined): Edit {
  const root = placeNodes(text);
  const before = readYaml(text, 'core');
  if (root === null || before.kind === 'broken')
    return refuse('The scenario does not parse now; repair its text first.');
  const wanted = setField(before.values[0], path, value);
  if (wanted === null || path.length === 0) return refuse(`${fieldText(path)} does not exist in this text.`);
  if (sameJson(before.values[0], wanted.value)) return { kind: 'edited', text };
  for (const way of WAYS) {
    const edited = way(text, root, path, value);
    if (edited !== null && readsAs(edited, wanted.value)) return { kind: 'edited', text: edited };
  }
  return refuse(`${fieldText(path)} cannot be set in this text; edit it by hand.`);
}

function refuse(sentence: string): Edit {
  return { kind: 'refused', problem: problem('NotEditable', 'error', sentence) };
}

function readsAs(text: string, wanted: Json | undefined): boolean {
  const reading = readYaml(text, 'core');
  return reading.kind === 'read' && sameJson(reading.values[0] ?? {}, wanted ?? {});
}

/** The manifests as a whole are a block of lines: no parser has to see them. */
function replaceManifests(text: string, root: PlacedNode, path: FieldPath, value: Json | undefined): string | null {
  if (path.length !== 1 || path[0] !== 'manifests' || typeof value !== 'string') return null;
  if (root.kind !== 'object' || root.look === 'flow') return null;
  const entry = root.entries.findLast(({ key }) => key === 'manifests');
  const printed = printBlock('manifests', value);
  return entry === undefined ? append(text, printed) : splice(text, entrySpan(text, entry), printed);
}

/** A scalar on one line for a scalar: only its own characters change. */
function replaceScalar(text: string, root: PlacedNode, path: FieldPath, value: Json | undefined): string | null {
  const { node, depth } = findNode(root, path);
  if (depth !== path.length || node.kind !== 'scalar' || value === undefined || typeof value === 'object') return null;
  const { start, end } = node.span;
  const isOneLine = start < end && !/[\r\n]/.test(text.slice(start, end)) && node.indent < 0;
  return isOneLine
    ? splice(text, node.span, printScalar(value, root.kind === 'object' && root.look === 'flow' ? 'json' : 'yaml'))
    : null;
}

/** A key that the top level does not have goes to the end. */
function addKey(text: string, root: PlacedNode, path: FieldPath, value: Json | undefined): string | null {
  const isThere = root.kind === 'object' && root.entries.some(({ key }) => key === path[0]);
  if (root.kind !== 'object' || root.look === 'flow' || isThere || value === undefined) return null;
  return append(text, printYaml(nested(path, value)));
}

/** What has no way of its own is set by setting what holds it: the nearest that can be. */
function replaceHolder(text: string, root: PlacedNode, path: FieldPath, value: Json | undefined): string | null {
  const reading = readYaml(text, 'core');
  const whole = reading.kind === 'read' ? reading.values[0] : undefined;
  for (let depth = path.length - 1; depth > 0; depth--) {
    const holder = whole === undefined ? undefined : fieldOf(whole, path.slice(0, depth));
    const wanted = setField(holder, path.slice(depth), value);
    const way =
      wanted === null
        ? null
        : (patchBlock(text, root, path.slice(0, depth), wanted.value) ??
          patchFlow(text, root, path.slice(0, depth), wanted.value));
    if (way !== null) return way;
  }
  return null;
}

/** The only key of a text that is removed leaves an empty object. */
function removeLast(_: string, root: PlacedNode, path: FieldPath, value: Json | undefined): string | null {
  return root.kind === 'object' && path.length === 1 && value === undefined && root.entries.length === 1
    ? '{}\n'
    : null;
}
