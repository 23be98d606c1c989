import { type PlacedEntry, type PlacedNode, placeNodes, type Span } from '../yaml-places.ts';
import { documentAround, statedKind } from './document-lines.ts';
import { definitionOf, fieldAt, shapeText } from './field-at.ts';
import { pathToLine, readKeyLine } from './line-path.ts';
import type { Schema } from './schema.ts';

/** What a schema says of the key at the cursor: `spec.ports.port`, needed, what it is and what it means. */
export interface FieldDescription {
  readonly path: string;
  readonly holds: string;
  readonly about: string;
  readonly needed: boolean;
}

/** The key under the cursor of a manifest, or that of the value there; `null` beside both and where the schema has none. */
export function describeManifestField(
  schema: Schema,
  lines: readonly string[],
  line: number,
  column: number,
): FieldDescription | null {
  const document = documentAround(lines, line);
  const { apiVersion, kind } = statedKind(document.lines);
  const root = definitionOf(schema, apiVersion, kind);
  return root === null ? null : describeField(schema, root, document.lines, line - document.first, column);
}

/** The same of a text whose root is a definition. */
export function describeField(
  schema: Schema,
  root: string,
  lines: readonly string[],
  line: number,
  column: number,
): FieldDescription | null {
  const path = keyPathAt(lines, line, column);
  const field = path === null ? null : fieldAt(schema, root, path);
  if (path === null || field === null) return null;
  const { shape, about, needed } = field;
  const inner = shape.kind === 'object' ? (schema.definitions[shape.name]?.about ?? '') : '';
  return { path: path.join('.'), holds: shapeText(shape), about: about === '' ? inner : about, needed };
}

/** Keys down to the one under the cursor: by where nodes stand, and by indentation while the text does not parse. */
function keyPathAt(lines: readonly string[], line: number, column: number): readonly string[] | null {
  const text = lines.join('\n');
  const root = placeNodes(text);
  if (root !== null) {
    const offset = lines.slice(0, line).reduce((sum, one) => sum + one.length + 1, 0) + column;
    return keyPath(root, offset);
  }
  const here = readKeyLine(lines[line] ?? '');
  if (!here?.key || column < here.column || column > here.column + here.key.length) return null;
  return [...pathToLine(lines, line, here.column), here.key];
}

function keyPath(root: PlacedNode, offset: number): readonly string[] | null {
  const holds = ({ start, end }: Span) => start <= offset && offset <= end;
  const path: string[] = [];
  let node: PlacedNode | undefined = root;
  while (node !== undefined && node.kind !== 'scalar') {
    if (node.kind === 'list') {
      const item: PlacedNode | undefined = node.items.find(({ span }) => holds(span));
      if (item?.kind === 'scalar') return path;
      node = item;
      continue;
    }
    const own = node.entries.find(
      ({ keySpan, value }) =>
        (keySpan.start <= offset && offset <= keySpan.end + 1) || (value.kind === 'scalar' && holds(value.span)),
    );
    if (own) return [...path, own.key];
    const entry: PlacedEntry | undefined = node.entries.find(({ value }) => holds(value.span));
    if (entry) path.push(entry.key);
    node = entry?.value;
  }
  return null;
}
