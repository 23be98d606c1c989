import fc from 'fast-check';
import { dump } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { loadManifests } from './load-manifests.ts';
import { locate } from './locate.ts';
import { refText } from './object.ts';
import { splitUnits, unitText } from './units.ts';

const LIST = `apiVersion: v1
items:
- apiVersion: v1
  kind: ConfigMap
  metadata:
    name: a
  data:
    text: |
      - not an item
# a comment
-
  apiVersion: v1
  kind: Secret
  metadata: {name: b}

- {apiVersion: v1, kind: Node, metadata: {name: c}}
kind: List
metadata:
  resourceVersion: ""
`;

const units = (text: string) => splitUnits(text).map((unit) => [unit.prefix.join('.'), unitText(text, unit)]);

describe('a List in block style', () => {
  it('is cut at its items, offsets unchanged', () => {
    expect(units(LIST)).toEqual([
      [
        'items.0',
        '  apiVersion: v1\n  kind: ConfigMap\n  metadata:\n    name: a\n  data:\n    text: |\n      - not an item\n# a comment\n',
      ],
      ['items.1', ' \n  apiVersion: v1\n  kind: Secret\n  metadata: {name: b}\n\n'],
      ['items.2', '  {apiVersion: v1, kind: Node, metadata: {name: c}}\n'],
    ]);
  });

  it('gives objects with their place in it', () => {
    const manifests = loadManifests(LIST);
    expect(manifests.problems).toEqual([]);
    expect(
      manifests.objects.map(({ ref, prefix, doc, order }) => [refText(ref), prefix.join('.'), doc, order]),
    ).toEqual([
      ['ConfigMap/default/a', 'items.0', '0', 0],
      ['Secret/default/b', 'items.1', '0', 1],
      ['Node/c', 'items.2', '0', 2],
    ]);
    expect(locate(manifests, 'Secret/default/b', ['metadata', 'name'])?.start).toEqual({ line: 14, column: 14 });
    expect(locate(manifests, 'Node/c', [])?.start).toEqual({ line: 16, column: 3 });
  });

  it('with dashes under deeper indentation is cut too', () => {
    expect(
      units('kind: List\napiVersion: v1\nitems:\n  - a: 1\n    b: 2\n  - c: 3\n').map(([prefix]) => prefix),
    ).toEqual(['items.0', 'items.1']);
  });

  it.each([
    { name: 'anchors', text: LIST.replace('data:', 'data: &d') },
    { name: 'items in brackets', text: 'apiVersion: v1\nkind: List\nitems: [{a: 1}]\n' },
    { name: 'another kind of list', text: LIST.replace('kind: List', 'kind: PodList') },
    { name: 'something else at the top', text: `${LIST}spec: 1\n` },
    { name: 'JSON', text: '{"kind": "List", "items": [{"a": 1}]}' },
    { name: 'an entry that hangs in the air', text: LIST.replace('  kind: Secret', ' kind: Secret\nx') },
  ])('with $name is read whole', ({ text }) => {
    expect(units(text).map(([prefix]) => prefix)).toEqual(['']);
  });

  it('loses no other item to a broken one, and keeps that one stale', () => {
    const before = loadManifests(LIST);
    const after = loadManifests(LIST.replace('{name: b}', '{name: b'), before);
    expect(after.objects.map(({ ref, stale }) => [ref.name, stale])).toEqual([
      ['a', false],
      ['b', true],
      ['c', false],
    ]);
    expect(after.problems.map(({ code, place }) => [code, place?.range.start.line])).toEqual([['BrokenYaml', 14]]);
    expect(after.objects[0]).toBe(before.objects[0]);
  });

  it('keeps its objects where a slip makes it unreadable as a whole', () => {
    const before = loadManifests(LIST);
    const after = loadManifests(LIST.replace('kind: List', 'kind List'), before);
    expect(after.objects.map(({ ref, stale }) => [ref.name, stale])).toEqual([
      ['a', true],
      ['b', true],
      ['c', true],
    ]);
  });
});

describe('law', () => {
  // kubectl quotes a text that Go would read as a number or a truth value; this printer knows YAML 1.2's forms only.
  const otherInGo = /^(?:[-+.]?\d.*|[-+]?\.(?:inf|nan)|y|n|yes|no|on|off|true|false|null|~|<<|=)$/i;
  const text = fc.string().filter((one) => !otherInGo.test(one.trim()));
  const value = fc.oneof(text, fc.constantFrom('- x\n- y\n', '# c\n\n', 'two\nlines', '  - a', 'on'));
  const item = fc.record({
    apiVersion: fc.constant('v1'),
    kind: fc.constantFrom('ConfigMap', 'Secret'),
    metadata: fc.record({
      name: fc.stringMatching(/^[a-z]{1,4}$/),
      annotations: fc.dictionary(fc.constantFrom('k', 'l'), value),
    }),
  });

  it('a List printed as kubectl does and the same in JSON give the same objects', () => {
    fc.assert(
      fc.property(fc.array(item, { minLength: 1, maxLength: 5 }), fc.boolean(), (items, seqNoIndent) => {
        const list = { apiVersion: 'v1', items, kind: 'List', metadata: { resourceVersion: '' } };
        expect(loadManifests(dump(list, { seqNoIndent })).objects).toEqual(loadManifests(JSON.stringify(list)).objects);
      }),
      { numRuns: 300 },
    );
  });
});
