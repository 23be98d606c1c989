import { afterEach, describe, expect, it, vi } from 'vitest';
import { isJsonObject, type Json, Reader, type Shape } from '#source';
import { readScenario } from './read-scenario.ts';
import { scenarioSchema } from './scenario-schema.ts';

afterEach(() => vi.restoreAllMocks());

/** A value that a shape lets pass, with every field filled in. */
function sampleOf(shape: Shape, depth: number): Json {
  switch (shape.kind) {
    case 'text':
    case 'any':
      return 'x';
    case 'number':
    case 'numberOrText':
      return 1;
    case 'truth':
      return true;
    case 'choice':
      return shape.values[0] ?? '';
    case 'list':
      return depth > 8 ? [] : oneOfEach(sampleOf(shape.of, depth + 1));
    case 'map':
      return depth > 8 ? {} : { key: sampleOf(shape.of, depth + 1) };
    case 'object':
      return depth > 8
        ? {}
        : Object.fromEntries(
            Object.entries(scenarioSchema.definitions[shape.name]?.fields ?? {}).map(([key, field]) => [
              key,
              sampleOf(field.shape, depth + 1),
            ]),
          );
  }
}

/** A request sends one thing, so that there is one for each. */
function oneOfEach(sample: Json): readonly Json[] {
  if (!isJsonObject(sample) || sample.http === undefined) return [sample];
  const { http = null, grpc = null, connect = null, dns = null, ...rest } = sample;
  return [{ http }, { grpc }, { connect }, { dns }].map((one) => ({ ...rest, ...one }));
}

/** The definition of the object at a path. */
function definitionAt(path: readonly (string | number)[]): string {
  let shape: Shape = { kind: 'object', name: 'Scenario' };
  for (const step of path) {
    if (shape.kind === 'object') {
      const next: Shape | undefined = scenarioSchema.definitions[shape.name]?.fields[step]?.shape;
      if (!next) throw new Error(`no ${String(step)} in ${shape.name}`);
      shape = next;
    } else if (shape.kind === 'list' || shape.kind === 'map') shape = shape.of;
  }
  return shape.kind === 'object' ? shape.name : '';
}

describe('the schema of scenarios', () => {
  it('has the keys that the readers take, object by object', () => {
    const taken = new Map<string, ReadonlySet<string>>();
    vi.spyOn(Reader.prototype, 'onlyKeys').mockImplementation(function (this: Reader, known) {
      taken.set(definitionAt(this.path()), new Set(known));
    });
    readScenario(JSON.stringify({ ...(sampleOf({ kind: 'object', name: 'Scenario' }, 0) as object), hopscope: 1 }));
    const own = Object.entries(scenarioSchema.definitions).map(
      ([name, { fields }]) =>
        [name, new Set(Object.keys(name === 'Then' ? { ...fields, from: null } : fields))] as const,
    );
    expect(Object.fromEntries(taken)).toEqual(Object.fromEntries(own));
  });
});
