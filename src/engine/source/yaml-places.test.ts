import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fieldOf, isJsonObject, isList, type Json } from './json.ts';
import type { FieldPath } from './problem.ts';
import { readYaml } from './yaml-parse.ts';
import { findNode, pathAt, placeNodes, repeatedKeys, spanOf } from './yaml-places.ts';

const TEXT = `# leading
kind: Service
metadata: {name: "web", labels: {app: 'x'}}   # flow
spec:
  selector:
    app: web
  ports:   # the ports
  - port: 80
    targetPort: http
  - name: b
    port: &p 443
    other: *p
  note: |
    two
    lines
  empty:
  none: []
  last: {a: [1, 2], b: {}}
`;

const at = (path: FieldPath, text = TEXT) => {
  const root = placeNodes(text);
  if (root === null) return null;
  const { start, end } = spanOf(findNode(root, path));
  return text.slice(start, end);
};

describe('the place of a field', () => {
  it.each<{ name: string; path: FieldPath; want: string }>([
    { name: 'a scalar from its key to its end', path: ['kind'], want: 'kind: Service' },
    { name: 'a quoted scalar with its quotes', path: ['metadata', 'name'], want: 'name: "web"' },
    { name: 'single quotes', path: ['metadata', 'labels', 'app'], want: "app: 'x'" },
    { name: 'a flow object to its brace', path: ['metadata'], want: `metadata: {name: "web", labels: {app: 'x'}}` },
    { name: 'a block object to its last field', path: ['spec', 'selector'], want: 'selector:\n    app: web' },
    { name: 'a list entry without its dash', path: ['spec', 'ports', 0], want: 'port: 80\n    targetPort: http' },
    { name: 'a value with an anchor', path: ['spec', 'ports', 1, 'port'], want: 'port: &p 443' },
    { name: 'an alias where it stands', path: ['spec', 'ports', 1, 'other'], want: 'other: *p' },
    { name: 'a literal block', path: ['spec', 'note'], want: 'note: |\n    two\n    lines' },
    { name: 'a key without a value', path: ['spec', 'empty'], want: 'empty' },
    { name: 'an empty list', path: ['spec', 'none'], want: 'none: []' },
    { name: 'an empty object in flow', path: ['spec', 'last', 'b'], want: 'b: {}' },
    {
      name: 'a field that does not exist: its parent',
      path: ['spec', 'selector', 'nope', 3],
      want: 'selector:\n    app: web',
    },
  ])('$name', ({ path, want }) => {
    expect(at(path)).toBe(want);
  });

  it('of a key that stands twice is the last', () => {
    expect(at(['a'], 'a: 1\nb: 2\na: 3\n')).toBe('a: 3');
  });

  it('of a merged field is where it is written', () => {
    expect(at(['b', 'k'], 'a: &x {k: 1}\nb:\n  <<: *x\n')).toBe('k: 1');
  });

  it('knows keys that are read as truth values and numbers', () => {
    expect(at(['true'], 'on: 1\n')).toBe('on: 1');
    expect(at(['8080'], '8_080: 1\n')).toBe('8_080: 1');
  });

  it('is in JSON as in YAML, tabs too', () => {
    expect(at(['a', 'b', 1], '{\n\t"a": {\n\t\t"b": [1, "x"]\n\t}\n}')).toBe('"x"');
  });

  it('does not exist in a text that does not parse', () => {
    expect(placeNodes('a: [')).toBeNull();
    expect(placeNodes('# nothing\n')).toBeNull();
  });
});

describe('keys that stand twice', () => {
  it('are told at every place after the first', () => {
    const root = placeNodes('a: 1\nb:\n  c: 1\n  c: 2\na: 3\n');
    const found = root === null ? [] : repeatedKeys(root);
    expect(found.map(({ path, span }) => [path, span.start])).toEqual([
      [['b', 'c'], 17],
      [['a'], 22],
    ]);
  });

  it('are none in an alias used twice', () => {
    const root = placeNodes('a: &x {k: 1}\nb: *x\nc: *x\n');
    expect(root === null ? null : repeatedKeys(root)).toEqual([]);
  });
});

describe('what stands at a line', () => {
  const lines = TEXT.split('\n');
  it.each([
    { line: 2, want: ['kind'] },
    { line: 4, want: ['spec'] },
    { line: 6, want: ['spec', 'selector', 'app'] },
    { line: 8, want: ['spec', 'ports', 0, 'port'] },
    { line: 10, want: ['spec', 'ports', 1, 'name'] },
    { line: 15, want: ['spec', 'note'] },
  ])('line $line', ({ line, want }) => {
    const start = lines.slice(0, line - 1).join('\n').length + 1;
    const root = placeNodes(TEXT);
    expect(root === null ? null : pathAt(root, start, start + (lines[line - 1]?.length ?? 0) + 1)).toEqual(want);
  });
});

const json: fc.Arbitrary<Json> = fc.letrec<{ node: Json }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4 },
    fc.string(),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('node'), { maxLength: 4 }),
    fc.dictionary(fc.stringMatching(/^[a-z]{1,6}$/), tie('node'), { maxKeys: 4 }),
  ),
})).node;

function pathsOf(value: Json, path: FieldPath = []): readonly FieldPath[] {
  if (isList(value)) return [path, ...value.flatMap((item, index) => pathsOf(item, [...path, index]))];
  if (!isJsonObject(value)) return [path];
  return [path, ...Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, [...path, key]))];
}

describe('laws', () => {
  it('every field of a JSON text has a place inside it that holds its value', () => {
    fc.assert(
      fc.property(json, fc.constantFrom(undefined, 2, '\t'), (value, space) => {
        const text = JSON.stringify(value, null, space);
        const root = placeNodes(text);
        if (root === null) return;
        for (const path of pathsOf(value)) {
          const { node, depth } = findNode(root, path);
          expect(depth).toBe(path.length);
          expect(node.span.start).toBeGreaterThanOrEqual(0);
          expect(node.span.end).toBeLessThanOrEqual(text.length);
          expect(JSON.parse(text.slice(node.span.start, node.span.end))).toEqual(fieldOf(value, path));
        }
      }),
    );
  });

  it('no text makes the parser throw', () => {
    const pieces = fc.constantFrom(
      'a',
      ': ',
      '\n',
      '  ',
      '- ',
      '[',
      ']',
      '{',
      '}',
      '&a',
      '*a',
      '"',
      "'",
      '|',
      '#',
      '---\n',
      '\t',
      '? ',
      '!t ',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => {
        const text = parts.join('');
        const reading = readYaml(text);
        const root = placeNodes(text);
        expect(reading.kind === 'broken' ? reading.fault.offset : 0).toBeLessThanOrEqual(text.length);
        expect(root?.span.end ?? 0).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 2000 },
    );
  });
});
