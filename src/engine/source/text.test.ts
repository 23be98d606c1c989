import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineStarts, positionAt } from './text.ts';

describe('lines of a text', () => {
  it.each([
    { name: 'a text without a break is one line', text: 'abc', want: [0] },
    { name: 'a line feed ends a line', text: 'a\nb', want: [0, 2] },
    { name: 'carriage return and line feed end one line', text: 'a\r\nb', want: [0, 3] },
    { name: 'a lone carriage return ends a line', text: 'a\rb', want: [0, 2] },
    { name: 'a break at the end begins an empty line', text: 'a\n', want: [0, 2] },
    { name: 'the separators of Unicode end none', text: 'a\u2028b', want: [0] },
  ])('$name', ({ text, want }) => {
    expect(lineStarts(text)).toEqual(want);
  });

  it('finds every offset on the line that holds it', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', '\n', '\r') }), fc.nat(60), (text, at) => {
        const offset = Math.min(at, text.length);
        const starts = lineStarts(text);
        const { line, column } = positionAt(starts, offset);
        expect((starts[line - 1] ?? -1) + column - 1).toBe(offset);
        expect(starts[line] ?? Number.POSITIVE_INFINITY).toBeGreaterThan(offset);
      }),
    );
  });
});
