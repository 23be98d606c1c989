import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { makeSchema } from './schema.mjs';
import { checkObjects, openSession } from '../src/engine/index.ts';

const gallery = new URL('../public/gallery/', import.meta.url);
const scenarios = readdirSync(gallery).filter((name) => name.endsWith('.scenario.yaml'));

describe('the schema made in the build', () => {
  const schema = makeSchema();
  const rows = [
    { name: 'words', definition: 'ServiceSpec', field: 'type', shape: { kind: 'choice' } },
    { name: 'numbers or text', definition: 'ServicePort', field: 'targetPort', shape: { kind: 'numberOrText' } },
    { name: 'labels', definition: 'ServiceSpec', field: 'selector', shape: { kind: 'map', of: { kind: 'text' } } },
    {
      name: 'lists of objects',
      definition: 'PodSpec',
      field: 'containers',
      shape: { kind: 'list', of: { name: 'Container' } },
    },
    { name: 'what a type inherits', definition: 'HTTPBackendRef', field: 'name', shape: { kind: 'text' } },
    {
      name: 'policies that are in no package',
      definition: 'AdminNetworkPolicySpec',
      field: 'priority',
      shape: { kind: 'number' },
    },
  ];
  it.each(rows)('knows $name', ({ definition, field, shape }) => {
    expect(schema.definitions[definition]?.fields[field]).toMatchObject({ shape });
  });

  it('has every definition that a field names', () => {
    const named = JSON.stringify(schema).matchAll(/"kind":"object","name":"([^"]+)"/g);
    const missing = [...named].map(([, name = '']) => name).filter((name) => !Object.hasOwn(schema.definitions, name));
    expect(missing).toEqual([]);
  });

  it.each(scenarios)('finds nothing wrong in %s', (name) => {
    const session = openSession(readFileSync(new URL(name, gallery), 'utf8'));
    expect(checkObjects(session.manifests, schema, session.problems)).toEqual([]);
  });
});
