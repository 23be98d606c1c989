import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitDocuments } from './documents.ts';

const split = (text: string) => splitDocuments(text).map(({ start, end }) => text.slice(start, end));

describe('documents of a text', () => {
  it.each([
    { name: 'one without a mark', text: 'a: 1\n', want: ['a: 1\n'] },
    { name: 'a mark between two', text: 'a: 1\n---\nb: 2\n', want: ['a: 1\n', '---\nb: 2\n'] },
    {
      name: 'a mark with a comment behind it',
      text: 'a: 1\n--- # next\nb: 2\n',
      want: ['a: 1\n', '--- # next\nb: 2\n'],
    },
    { name: 'a mark with content behind it', text: '--- {a: 1}\n--- {b: 2}', want: ['--- {a: 1}\n', '--- {b: 2}'] },
    { name: 'more than three dashes are no mark', text: 'a: 1\n----\n', want: ['a: 1\n----\n'] },
    { name: 'an indented mark is none', text: 'a: |\n  x\n  ---\n  y\n', want: ['a: |\n  x\n  ---\n  y\n'] },
    {
      name: 'a mark inside a block scalar ends it, as in kubectl',
      text: 'a: |\n  x\n---\nb: 1\n',
      want: ['a: |\n  x\n', '---\nb: 1\n'],
    },
    { name: 'line ends of Windows', text: 'a: 1\r\n---\r\nb: 2\r\n', want: ['a: 1\r\n', '---\r\nb: 2\r\n'] },
    { name: 'lone carriage returns', text: 'a: 1\r---\rb: 2\r', want: ['a: 1\r', '---\rb: 2\r'] },
    { name: 'a byte order mark', text: '\uFEFF---\na: 1\n', want: ['---\na: 1\n'] },
    { name: 'nothing but blanks and comments', text: '# a\n---\n\n  # b\n---\n', want: [] },
    { name: 'an end mark', text: 'a: 1\n...\nb: 2\n', want: ['a: 1\n...\n', 'b: 2\n'] },
    { name: 'directives belong to what follows', text: '%YAML 1.2\n---\na: 1\n', want: ['%YAML 1.2\n---\na: 1\n'] },
    {
      name: 'JSON objects in a row',
      text: '{"a": "}{"}\n{"b": {}}{"c": 1}\n',
      want: ['{"a": "}{"}', '\n{"b": {}}', '{"c": 1}\n'],
    },
    { name: 'JSON that is not closed stays whole', text: '{"a": 1}\n{"b": ', want: ['{"a": 1}\n{"b": '] },
    { name: 'braces of YAML stay whole', text: '{a: 1}\n', want: ['{a: 1}\n'] },
  ])('$name', ({ text, want }) => {
    expect(split(text)).toEqual(want);
  });

  const pieces = fc.constantFrom('a: 1', '\n', '---', '...', '# c', ' ', '\r\n', '{"a":1}', '{', '%YAML 1.2', 'x');
  it('lie inside the text, in order, without overlap', () => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 25 }), (parts) => {
        const text = parts.join('');
        let before = 0;
        for (const { start, end } of splitDocuments(text)) {
          expect(start).toBeGreaterThanOrEqual(before);
          expect(end).toBeGreaterThan(start);
          before = end;
        }
        expect(before).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 1000 },
    );
  });
});
