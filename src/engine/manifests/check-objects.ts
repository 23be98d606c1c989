import {
  describe,
  type FieldPath,
  fieldText,
  isJsonObject,
  isList,
  type Json,
  nearestWords,
  type Problem,
  problem,
  type Schema,
  type Shape,
} from '#source';
import type { ManifestObject, Manifests } from './model.ts';
import { refText } from './object.ts';

const MAX_PROBLEMS = 200;

/** A difference between an object and its schema, without its place. */
interface Difference {
  readonly code: 'UnknownField' | 'WrongType' | 'UnknownValue' | 'MissingField';
  readonly field: FieldPath;
  readonly sentence: string;
  readonly nearest: readonly string[];
}

/** What was found in an object as it was read, which an edit elsewhere does not change. */
const found = new WeakMap<Json & object, readonly Difference[]>();

/**
 * What the API server would refuse in the objects whose kind a schema has: fields that do not exist, values of the wrong
 * type, words that are none of the few, fields that are needed. What `known` already says of a field is not said again.
 */
export function checkObjects(manifests: Manifests, schema: Schema, known: readonly Problem[]): readonly Problem[] {
  const said = new Set(known.map(({ object, field }) => `${object} ${fieldText(field ?? [])}`));
  const kinds = new Map(schema.kinds.map((one) => [`${one.apiVersion} ${one.kind}`, one.definition]));
  const problems: Problem[] = [];
  for (const object of manifests.objects) {
    const definition = kinds.get(`${object.apiVersion} ${object.kind === 'Other' ? object.actualKind : object.kind}`);
    if (definition === undefined || object.stale) continue;
    for (const { code, field, sentence, nearest } of differencesOf(object, definition, schema)) {
      const ref = refText(object.ref);
      if (said.has(`${ref} ${fieldText(field)}`)) continue;
      if (problems.length === MAX_PROBLEMS) return problems;
      problems.push(problem(code, 'warning', sentence, { object: ref, field, nearest }));
    }
  }
  return problems;
}

function differencesOf({ raw }: ManifestObject, definition: string, schema: Schema): readonly Difference[] {
  const before = found.get(raw);
  if (before !== undefined) return before;
  const differences: Difference[] = [];
  const check = new Check(schema, differences);
  check.fields(raw, definition, []);
  found.set(raw, differences);
  return differences;
}

/** What a controller writes is not what somebody has to mend; names are judged wherever an object is read. */
const NOT_CHECKED = new Set(['status', 'metadata.managedFields', 'metadata.name', 'metadata.namespace']);

class Check {
  private readonly schema: Schema;
  private readonly into: Difference[];

  constructor(schema: Schema, into: Difference[]) {
    this.schema = schema;
    this.into = into;
  }

  fields(value: Readonly<Record<string, Json>>, definition: string, path: FieldPath): void {
    const fields = this.schema.definitions[definition]?.fields ?? {};
    for (const [key, inner] of Object.entries(value)) {
      const at = [...path, key];
      const field = Object.hasOwn(fields, key) ? fields[key] : undefined;
      if (field === undefined) this.unknown(key, Object.keys(fields), at);
      else if (inner !== null && !NOT_CHECKED.has(at.join('.'))) this.value(inner, field.shape, at);
    }
    for (const [key, field] of Object.entries(fields)) {
      if (!field.needed || value[key] !== undefined) continue;
      this.add('MissingField', path, `kubectl would refuse this: ${fieldText([...path, key])} is needed here.`);
    }
  }

  private value(value: Json, shape: Shape, path: FieldPath): void {
    switch (shape.kind) {
      case 'any':
        return;
      case 'text':
        if (typeof value !== 'string') this.wrong('text', value, path);
        return;
      case 'number':
        if (typeof value !== 'number') this.wrong('a number', value, path);
        return;
      case 'truth':
        if (typeof value !== 'boolean') this.wrong('true or false', value, path);
        return;
      case 'numberOrText':
        if (typeof value !== 'string' && typeof value !== 'number') this.wrong('a number or text', value, path);
        return;
      case 'choice':
        if (typeof value !== 'string') this.wrong('text', value, path);
        else if (!shape.values.includes(value) && value !== '') this.noSuchWord(value, shape.values, path);
        return;
      case 'list':
        if (!isList(value)) this.wrong('a list', value, path);
        else
          for (const [index, item] of value.entries()) if (item !== null) this.value(item, shape.of, [...path, index]);
        return;
      case 'map':
        if (!isJsonObject(value)) this.wrong('an object', value, path);
        else
          for (const [key, inner] of Object.entries(value))
            if (inner !== null) this.value(inner, shape.of, [...path, key]);
        return;
      case 'object':
        if (!isJsonObject(value)) this.wrong('an object', value, path);
        else this.fields(value, shape.name, path);
    }
  }

  private unknown(key: string, known: readonly string[], path: FieldPath): void {
    const nearest = nearestWords(key, known);
    const meant = nearest[0] === undefined ? '' : ` Did you mean ${nearest[0]}?`;
    this.add('UnknownField', path, `kubectl would refuse this: there is no field ${key} here.${meant}`, nearest);
  }

  private wrong(expected: string, value: Json, path: FieldPath): void {
    const quotes = expected === 'text' && typeof value !== 'object' ? '; put it in quotes' : '';
    const sentence = `kubectl would refuse this: ${fieldText(path)} is ${expected}, and here is ${describe(value)}${quotes}.`;
    this.add('WrongType', path, sentence);
  }

  private noSuchWord(value: string, words: readonly string[], path: FieldPath): void {
    const sentence = `kubectl would refuse this: ${fieldText(path)} is one of ${words.join(', ')}, not ${describe(value)}.`;
    this.add('UnknownValue', path, sentence, nearestWords(value, words));
  }

  private add(code: Difference['code'], field: FieldPath, sentence: string, nearest: readonly string[] = []): void {
    if (this.into.length < MAX_PROBLEMS) this.into.push({ code, field, sentence, nearest });
  }
}
