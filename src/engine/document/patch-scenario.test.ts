import fc from 'fast-check';
import { dump } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { type FieldPath, fieldOf, type Json, readYaml } from '#source';
import { patchScenario } from './patch-scenario.ts';
import { printFlow, printYaml } from './print-yaml.ts';
import { sameJson, setField } from './set-field.ts';

const TEXT = `# my scenario
hopscope: 1
title: Old   # short
cluster:
  cni: calico   # the default
  dns: {forward: [192.0.2.1]}
manifests: |   # pasted
  kind: A   # stays

  kind: B
# before requests
requests:
- name: a   # first
  from: client
  dns: {name: x}

# the second
- name: b
  from: client
  dns: {name: y}
# the end
`;

const edited = (path: FieldPath, value: Json | undefined, text = TEXT) => {
  const edit = patchScenario(text, path, value);
  return edit.kind === 'edited' ? edit.text : edit.problem.code;
};

/** Lines that are only in one of both texts. */
function difference(after: string): readonly string[] {
  const old = TEXT.split('\n');
  const now = after.split('\n');
  return [
    ...old.filter((line) => !now.includes(line)).map((line) => `-${line}`),
    ...now.filter((line) => !old.includes(line)).map((line) => `+${line}`),
  ];
}

describe('an edit changes only the lines it is about', () => {
  it.each<{ name: string; path: FieldPath; value: Json | undefined; want: readonly string[] }>([
    { name: 'a scalar', path: ['title'], value: 'New', want: ['-title: Old   # short', '+title: New   # short'] },
    {
      name: 'a scalar that needs quotes',
      path: ['title'],
      value: 'a: b',
      want: ['-title: Old   # short', '+title: "a: b"   # short'],
    },
    {
      name: 'a word that looks like a truth value',
      path: ['title'],
      value: 'on',
      want: ['-title: Old   # short', '+title: "on"   # short'],
    },
    {
      name: 'a scalar in braces',
      path: ['cluster', 'dns', 'forward', 0],
      value: '192.0.2.9',
      want: ['-  dns: {forward: [192.0.2.1]}', '+  dns: {forward: ["192.0.2.9"]}'],
    },
    { name: 'a new key beside others', path: ['cluster', 'seed'], value: 7, want: ['+  seed: 7'] },
    {
      name: 'a new key at the top',
      path: ['faults'],
      value: [{ type: 'dnsLoop' }],
      want: ['+faults:', '+  - type: dnsLoop'],
    },
    {
      name: 'a request more',
      path: ['requests', 2],
      value: { name: 'c', from: 'client', dns: { name: 'z' } },
      want: ['+- name: c', '+  dns:', '+    name: z'],
    },
    { name: 'a request less', path: ['requests', 1], value: undefined, want: ['-- name: b', '-  dns: {name: y}'] },
    {
      name: 'another request',
      path: ['requests', 0],
      value: { name: 'c', from: 'client', dns: { name: 'z' } },
      want: ['-- name: a   # first', '-  dns: {name: x}', '+- name: c', '+  dns:', '+    name: z'],
    },
    {
      name: 'other manifests',
      path: ['manifests'],
      value: 'kind: C\n',
      want: ['-manifests: |   # pasted', '-  kind: A   # stays', '-  kind: B', '+manifests: |', '+  kind: C'],
    },
    { name: 'a key less', path: ['title'], value: undefined, want: ['-title: Old   # short'] },
    { name: 'nothing', path: ['title'], value: 'Old', want: [] },
  ])('$name', ({ path, value, want }) => {
    expect(difference(edited(path, value))).toEqual(want);
  });

  it('also in JSON', () => {
    expect(edited(['cluster', 'cni'], 'flannel', '{"hopscope": 1, "cluster": {"cni": "calico"}}')).toBe(
      '{"hopscope": 1, "cluster": {"cni": "flannel"}}',
    );
  });

  it.each<{ name: string; path: FieldPath; value: Json; text: string }>([
    { name: 'a text that does not parse', path: ['title'], value: 'x', text: 'title: [' },
    { name: 'a way through a scalar', path: ['title', 'x'], value: 'y', text: TEXT },
    { name: 'an index far behind the end', path: ['requests', 9], value: {}, text: TEXT },
  ])('and is refused for $name', ({ path, value, text }) => {
    expect(edited(path, value, text)).toBe('NotEditable');
  });
});

describe('laws', () => {
  const paths = fc.constantFrom<FieldPath>(
    ['title'],
    ['description'],
    ['cluster', 'cni'],
    ['cluster', 'external', 'names', 'a.b'],
    ['requests', 0],
    ['requests', 2],
    ['requests', 1, 'from'],
    ['requests', 1, 'count'],
    ['manifests'],
    ['faults', 0, 'type'],
  );
  const values: fc.Arbitrary<Json> = fc.oneof(
    fc.string(),
    fc.integer(),
    fc.boolean(),
    fc.constantFrom<Json>('on', 'a\nb\n', '', { a: ['x', { b: 1 }] }, [], {}),
  );

  it('what was set is there, and everything else as it was', () => {
    fc.assert(
      fc.property(paths, values, (path, value) => {
        const after = edited(path, value);
        const reading = readYaml(after, 'core');
        const whole = reading.kind === 'read' ? (reading.values[0] ?? null) : null;
        expect(fieldOf(whole, path)).toEqual(value);
        const other = path[0] === 'title' ? ['manifests'] : ['title'];
        const before = readYaml(TEXT, 'core');
        expect(fieldOf(whole, other)).toEqual(
          fieldOf(before.kind === 'read' ? (before.values[0] ?? null) : null, other),
        );
        for (const comment of ['# my scenario', '# before requests', '# the end']) expect(after).toContain(comment);
      }),
      { numRuns: 500 },
    );
  });

  const leaf = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constantFrom<Json>(null, 'on', 'a\nb\n', ' x'));
  const json: fc.Arbitrary<Json> = fc.letrec<{ node: Json }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      leaf,
      fc.array(tie('node'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom('a', 'b', 'on', 'a.b/c', '1', 'two words'), tie('node'), { maxKeys: 3 }),
    ),
  })).node;
  const anyPath = fc.array(fc.constantFrom<string | number>('a', 'b', 'on', 'a.b/c', '1', 'two words', 0, 1, 2), {
    minLength: 1,
    maxLength: 4,
  });
  const print = fc.constantFrom<(value: Json) => string>(
    (value) => printYaml(value),
    (value) => dump(value, { seqNoIndent: true, seqInlineFirst: false }),
    (value) => `${JSON.stringify(value, null, 2)}\n`,
    (value) => printFlow(value, 'yaml'),
  );

  it('in any text in any form a field can be set or removed, and only that changes', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('a', 'b', 'on'), json, { minKeys: 1 }),
        print,
        anyPath,
        fc.option(json, { nil: undefined }),
        (whole, form, path, value) => {
          const text = form(whole);
          const before = readYaml(text, 'core');
          const start = before.kind === 'read' ? before.values[0] : undefined;
          const wanted = setField(start, path, value);
          fc.pre(wanted !== null);
          const edit = patchScenario(text, path, value);
          const reading = readYaml(edit.kind === 'edited' ? edit.text : '!', 'core');
          expect(reading.kind === 'read' && sameJson(reading.values[0], wanted?.value)).toBe(true);
        },
      ),
      { numRuns: 2000 },
    );
  });
});
