import type { Definition, Field, Schema, Shape } from './schema.ts';

/** The definition that holds an object's fields, by the apiVersion and kind it states; `null` if the schema has none. */
export function definitionOf(schema: Schema, apiVersion: string | null, kind: string | null): string | null {
  const same = schema.kinds.filter((one) => one.kind === kind);
  const meant = same.find((one) => one.apiVersion === apiVersion) ?? (apiVersion === null ? same[0] : undefined);
  return meant?.definition ?? null;
}

/** The field at a path of keys, which pass through lists; `null` where the schema has none. */
export function fieldAt(schema: Schema, definition: string, path: readonly string[]): Field | null {
  let field: Field | null = null;
  let shape: Shape = { kind: 'object', name: definition };
  for (const key of path) {
    const inner = withoutLists(shape);
    if (inner.kind === 'map') field = { shape: inner.of, about: '', needed: false };
    else if (inner.kind === 'object') field = ownField(schema.definitions[inner.name], key);
    else return null;
    if (field === null) return null;
    shape = field.shape;
  }
  return field;
}

export function withoutLists(shape: Shape): Shape {
  return shape.kind === 'list' ? withoutLists(shape.of) : shape;
}

/** What a value has to be, in words: `a list of objects`, `text`, `ClusterIP or NodePort`. */
export function shapeText(shape: Shape): string {
  switch (shape.kind) {
    case 'text':
      return 'text';
    case 'number':
      return 'a number';
    case 'truth':
      return 'true or false';
    case 'numberOrText':
      return 'a number or text';
    case 'any':
      return 'anything';
    case 'choice':
      return `one of ${shape.values.filter((one) => one !== '').join(', ')}`;
    case 'list':
      return shape.of.kind === 'object' ? 'a list of objects' : `a list, each entry ${shapeText(shape.of)}`;
    case 'map':
      return `keys of your own, each ${shapeText(shape.of)}`;
    case 'object':
      return shape.words === undefined ? 'an object' : `one of ${shape.words.join(', ')}, or an object`;
  }
}

function ownField(definition: Definition | undefined, key: string): Field | null {
  return definition && Object.hasOwn(definition.fields, key) ? (definition.fields[key] ?? null) : null;
}
