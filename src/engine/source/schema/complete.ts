import { documentAround, statedKind } from './document-lines.ts';
import { definitionOf, fieldAt, withoutLists } from './field-at.ts';
import { flowAt, type FlowPlace } from './flow-at.ts';
import { keysBeside, pathToLine, readKeyLine } from './line-path.ts';
import type { Definition, Field, Schema, Shape } from './schema.ts';

/** A word that may stand at the cursor, and what to write for it: `\n` leads to the line where its first field goes. */
export interface Suggestion {
  readonly label: string;
  readonly insert: string;
  readonly about: string;
  readonly kind: 'field' | 'value';
  readonly needed: boolean;
}

/** What a manifest may hold: by its kind, and while that is not written, what every object has. */
export function completeManifest(
  schema: Schema,
  lines: readonly string[],
  line: number,
  column: number,
): readonly Suggestion[] {
  const document = documentAround(lines, line);
  const { apiVersion, kind } = statedKind(document.lines);
  const rootName = definitionOf(schema, apiVersion, kind);
  const root = rootName === null ? undefined : schema.definitions[rootName];
  const any = schema.kinds[0] && schema.definitions[schema.kinds[0].definition];
  const metadata = (root ?? any)?.fields.metadata;
  const versions = schema.kinds.filter((one) => kind === null || one.kind === kind).map((one) => one.apiVersion);
  const kinds = schema.kinds.filter((one) => apiVersion === null || one.apiVersion === apiVersion);
  const words = (all: readonly string[]): Shape => ({ kind: 'choice', values: [...new Set(all)] });
  const fields: Record<string, Field> = {
    ...root?.fields,
    apiVersion: { shape: words(versions), about: 'Group and version of the kind.', needed: true },
    kind: {
      shape: words((kinds.length > 0 ? kinds : schema.kinds).map((one) => one.kind)),
      about: 'What the object is.',
      needed: true,
    },
    ...(metadata === undefined ? {} : { metadata }),
  };
  const around: Schema = { ...schema, definitions: { ...schema.definitions, [ROOT]: { about: '', fields } } };
  return complete(around, ROOT, document.lines, line - document.first, column);
}

const ROOT = '';

/** What may stand at the cursor: values behind a key that is one of a few, else the fields that are not there yet. */
export function complete(
  schema: Schema,
  root: string,
  lines: readonly string[],
  line: number,
  column: number,
): readonly Suggestion[] {
  const flow = flowAt(lines, line, column);
  if (flow !== null) return inFlow(schema, root, flow);
  const before = (lines[line] ?? '').slice(0, column);
  const here = readKeyLine(before) ?? { column: before.length, key: null, value: null };
  const path = pathToLine(lines, line, here.column);
  if (here.key !== null) return valuesOf(fieldAt(schema, root, [...path, here.key]));
  const holder = path.length === 0 ? null : fieldAt(schema, root, path);
  if (path.length > 0 && holder === null) return [];
  const shape: Shape = holder === null ? { kind: 'object', name: root } : withoutLists(holder.shape);
  const isEntry = /-\s+\S*$/.test(before);
  if (shape.kind !== 'object') return isEntry ? valuesOf(holder) : [];
  if (holder?.shape.kind === 'list' && !isEntry && !isInEntry(lines, line, here.column)) return [];
  const there = keysBeside(lines, line, here.column);
  const definition = schema.definitions[shape.name];
  return fieldsOf(definition).filter(({ label }) => !there.has(label));
}

/** Within braces and brackets a field is written on, on the same line. */
function inFlow(schema: Schema, root: string, { kind, path, key, there }: FlowPlace): readonly Suggestion[] {
  if (key !== null) return valuesOf(fieldAt(schema, root, [...path, key]));
  const holder = path.length === 0 ? null : fieldAt(schema, root, path);
  if (path.length > 0 && holder === null) return [];
  if (kind === 'list') return valuesOf(holder);
  const shape: Shape = holder === null ? { kind: 'object', name: root } : withoutLists(holder.shape);
  if (shape.kind !== 'object') return [];
  return fieldsOf(schema.definitions[shape.name])
    .filter(({ label }) => !there.has(label))
    .map((one) => ({ ...one, insert: `${one.label}: ` }));
}

/** Whether a line without a dash continues an entry of a list, and does not merely stand below the list's key. */
function isInEntry(lines: readonly string[], line: number, column: number): boolean {
  for (let index = line - 1; index >= 0; index--) {
    const above = readKeyLine(lines[index] ?? '');
    if (above === null || above.column > column) continue;
    if (above.column < column) return false;
    if (/^\s*-/.test(lines[index] ?? '')) return true;
  }
  return false;
}

function valuesOf(field: Field | null): readonly Suggestion[] {
  const shape = field === null ? null : withoutLists(field.shape);
  return wordsOf(shape)
    .filter((label) => label !== '')
    .map((label) => ({ label, insert: label, about: field?.about ?? '', kind: 'value', needed: false }));
}

function wordsOf(shape: Shape | null): readonly string[] {
  if (shape?.kind === 'choice') return shape.values;
  if (shape?.kind === 'truth') return ['true', 'false'];
  return shape?.kind === 'object' ? (shape.words ?? []) : [];
}

/** What a controller writes, last. */
const LATE = new Set([
  'status',
  'managedFields',
  'ownerReferences',
  'selfLink',
  'uid',
  'resourceVersion',
  'generation',
]);

function fieldsOf(definition: Definition | undefined): readonly Suggestion[] {
  return Object.entries(definition?.fields ?? {})
    .toSorted(([a], [b]) => Number(LATE.has(a)) - Number(LATE.has(b)))
    .map(([label, { shape, about, needed }]) => ({
      label,
      insert: `${label}:${opening(shape)}`,
      about,
      kind: 'field',
      needed,
    }));
}

function opening(shape: Shape): string {
  if (shape.kind === 'list') return '\n  - ';
  if (shape.kind === 'object' && shape.words !== undefined) return ' ';
  return shape.kind === 'object' || shape.kind === 'map' ? '\n  ' : ' ';
}
