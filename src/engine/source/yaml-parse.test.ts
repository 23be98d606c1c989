import { describe, expect, it } from 'vitest';
import { readYaml } from './yaml-parse.ts';

const valueOf = (text: string, dialect: 'go' | 'core' = 'go') => {
  const reading = readYaml(text, dialect);
  return reading.kind === 'read' ? reading.values[0] : reading.fault.code;
};

describe('plain scalars as Go reads them', () => {
  it.each([
    ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map((text) => ({ text, want: true })),
    ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map((text) => ({
      text,
      want: false,
    })),
    { text: 'yEs', want: 'yEs' },
    { text: '0777', want: 511 },
    { text: '0o17', want: 15 },
    { text: '0x1F', want: 31 },
    { text: '-0x1F', want: -31 },
    { text: '0b11', want: 3 },
    { text: '1_000', want: 1000 },
    { text: '+5', want: 5 },
    { text: '08', want: 8 },
    { text: '1e3', want: 1000 },
    { text: '.5', want: 0.5 },
    { text: '22:22', want: '22:22' },
    { text: '10.96.0.10', want: '10.96.0.10' },
    { text: '2024-01-02', want: '2024-01-02' },
    { text: '100m', want: '100m' },
    { text: '~', want: null },
    { text: 'null', want: null },
    { text: '"on"', want: 'on' },
    { text: "'0777'", want: '0777' },
    { text: '!!str 12', want: '12' },
  ])('$text', ({ text, want }) => {
    expect(valueOf(`a: ${text}\n`)).toEqual({ a: want });
  });

  it('takes a word for a truth value as a key too', () => {
    expect(valueOf('on: 1\nno: 2\n')).toEqual({ true: 1, false: 2 });
  });

  it('merges', () => {
    expect(valueOf('a: &x {k: 1, l: 2}\nb:\n  <<: *x\n  k: 3\n')).toEqual({ a: { k: 1, l: 2 }, b: { k: 3, l: 2 } });
  });

  it('keeps those words as text in YAML 1.2', () => {
    expect(valueOf('a: on\nb: y\nc: 0777\nd: true\n', 'core')).toEqual({ a: 'on', b: 'y', c: 777, d: true });
  });

  it('keeps a key named like something of the language as data', () => {
    const value = valueOf('__proto__: {polluted: 1}\nconstructor: 2\n');
    expect(Object.keys(value as object)).toEqual(['__proto__', 'constructor']);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});

describe('keys that stand twice', () => {
  it('keeps the last and says so', () => {
    expect(readYaml('a: 1\na: 2\n')).toEqual({ kind: 'read', values: [{ a: 2 }], repeatsKeys: true });
  });

  it('says nothing of the same key in two objects', () => {
    expect(readYaml('- a: 1\n- a: 2\n')).toMatchObject({ repeatsKeys: false });
  });
});

describe('texts that are refused', () => {
  const bomb = [
    'a: &a [x,x,x,x,x,x,x,x,x]',
    ...'bcdefgh'.split('').map((key, index) => {
      const before = 'abcdefgh'[index] ?? 'a';
      return `${key}: &${key} [${Array.from({ length: 9 }, () => `*${before}`).join(',')}]`;
    }),
  ].join('\n');

  it.each([
    { name: 'a tab as indentation', text: 'a:\n\tb: 1\n', code: 'TabIndentation', at: 3 },
    { name: 'a bracket never closed', text: 'a: [1,\n', code: 'BrokenYaml', at: 3 },
    { name: 'an alias of nothing', text: 'a: *x\n', code: 'BrokenYaml', at: 4 },
    { name: 'nesting beyond a hundred', text: '['.repeat(200), code: 'TooDeep', at: 99 },
    { name: 'aliases that multiply', text: bomb, code: 'TooManyAliases', at: bomb.indexOf('*') },
    {
      name: 'more aliases than anybody writes',
      text: `a: &a 1\nb: [${'*a,'.repeat(3000)}]`,
      code: 'TooManyAliases',
      at: null,
    },
    { name: 'an alias of itself', text: 'a: &a [*a, 1]\n', code: 'TooManyAliases', at: null },
  ])('$name', ({ text, code, at }) => {
    const reading = readYaml(text);
    expect(reading).toMatchObject({ kind: 'broken', fault: { code } });
    const offset = reading.kind === 'broken' ? reading.fault.offset : -1;
    expect(offset).toBe(at ?? offset);
  });

  it.each([
    ['a value', 'a: {{ .Values.x }}\n'],
    ['a list', 'a:\n  {{- include "labels" . | nindent 4 }}\nb: 1\n'],
    ['a condition', '{{- if .Values.x }}\na: 1\n{{- end }}\n'],
  ])('speaks of template expressions alone where a chart was pasted: %s', (_, text) => {
    const reading = readYaml(text);
    expect(reading.kind === 'broken' ? reading.fault.sentence : '').toMatch(
      /^Template expressions .*`helm template` for a chart\.$/,
    );
  });
});
