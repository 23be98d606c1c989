import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readExpression, tryExpression } from '#net';

const groups = (pattern: string, text: string, letters: 'exact' | 'anyCase' = 'exact'): readonly string[] | null => {
  const expression = readExpression(pattern, 'pcre', letters);
  if (expression === null) throw new Error(`cannot be read: ${pattern}`);
  const tried = tryExpression(expression, text);
  return tried.kind === 'fits' ? tried.groups : null;
};

describe('an expression fits', () => {
  it.each([
    ['what it says, anywhere', 'b+', 'abbc', ['bb']],
    ['the first option that leads on, not the longest', '(a|ab)(c|bcd)', 'abcd', ['abcd', 'a', 'bcd']],
    ['as little as it can where it is told so', '<(.+?)>', '<a><b>', ['<a>', 'a']],
    ['a number of times', '^(\\d{1,3}\\.){3}\\d+$', '10.96.0.10', ['10.96.0.10', '0.']],
    ['a brace that says no number as itself', 'a{,b}', 'a{,b}', ['a{,b}']],
    ['a bracket that comes first in a class as itself', '[]a]+', ']a]', [']a]']],
    ['what a named class holds', '^[[:alpha:]_]+', 'Ab_1', ['Ab_']],
    ['what is not ahead', '^/(?!admin)(.*)', '/shop', ['/shop', 'shop']],
    ['with a switch for any case inside', '^/(?i)api', '/API', ['/API']],
    ['only in the group that the switch is set for', '^(?i:a)b', 'Ab', ['Ab']],
    ['before the line feed that ends the text', 'a$', 'a\n', ['a']],
    ['at the edge of a word', '\\bapi\\b', '/api/', ['api']],
    ['a group that took no part as an empty one', '^(a)|(b)', 'b', ['b', '', 'b']],
  ])('%s', (_, pattern, text, expected) => {
    expect(groups(pattern, text)).toEqual(expected);
  });

  it.each([
    ['what is ahead and forbidden', '^/(?!admin)', '/admin'],
    ['where a possessive repetition gives nothing back', '^a*+a', 'aaa'],
    ['where a group keeps to its first way', '^(?>a|ab)c', 'abc'],
    ['letters of another case', 'api', 'API'],
    ['a line feed with a dot', '^a.b', 'a\nb'],
  ])('and not %s', (_, pattern, text) => {
    expect(groups(pattern, text)).toBeNull();
  });
});

describe('what is not read', () => {
  it.each([
    '(',
    'a)',
    '[a',
    '*a',
    'a**',
    '(?<=a)b',
    '(a)\\1',
    '[z-a]',
    '\\pL',
    'a{2,1}',
    'a{5000}',
    '(((a{99}){99}){99}){99}',
  ])('%s', (pattern) => {
    expect(readExpression(pattern, 'pcre')).toBeNull();
  });

  it.each(['a(?=b)', 'a++', '(?>a)', 'a\\Z'])('%s in the syntax of Go', (pattern) => {
    expect(readExpression(pattern, 'go')).toBeNull();
  });

  it('brackets without an end', () => {
    expect(readExpression('('.repeat(3_000), 'pcre')).toBeNull();
  });
});

describe('an expression that would keep the language’s own busy for ever', () => {
  it.each(['^(a+)+$', '^(a|a)*$', '^(a*)*b', '(.*)(.*)(.*)(.*)(.*)x$', '^([A-Za-z]+,?\\s?)+$'])(
    '%s has an answer',
    (pattern) => {
      expect(groups(pattern, `${'a'.repeat(5_000)}!`)).toBeNull();
    },
  );

  it('says that it gives up where looking ahead makes it too long', () => {
    const expression = readExpression('(?=(a|b|c)*d)(?=(a|b|c)*e)x', 'pcre');
    expect(expression === null ? null : tryExpression(expression, 'abc'.repeat(5_000)).kind).toBe('gaveUp');
  });
});

const letter = fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '\\d', '\\w', 'A', '(a|b)', '(ab|a)');
const place = fc.constantFrom('^', '$', '\\b', '\\B');
const times = fc.constantFrom('*', '+', '?', '*?', '+?', '??', '{2}', '{1,2}', '{0,2}?');

/** Expressions of every shape; `repeatable` is what may be taken several times. */
function patternOf(repeatable: (any: fc.Arbitrary<string>) => fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.letrec<{ readonly one: string }>((tie) => ({
    one: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      letter,
      place,
      fc.tuple(tie('one'), tie('one')).map(([a, b]) => `${a}${b}`),
      fc.tuple(tie('one'), tie('one')).map(([a, b]) => `(${a}|${b})`),
      fc.tuple(repeatable(tie('one')), times).map(([a, often]) => `(?:${a})${often}`),
      tie('one').map((a) => `(?=${a})`),
      tie('one').map((a) => `(?!${a})`),
    ),
  })).one;
}

const text = fc.string({ unit: fc.constantFrom('a', 'b', '1', 'A', '-'), maxLength: 8 });
const letters = fc.constantFrom('exact' as const, 'anyCase' as const);
const native = (source: string, on: string, cases: 'exact' | 'anyCase'): string | undefined =>
  new RegExp(source, cases === 'anyCase' ? 'i' : '').exec(on)?.[0];

describe('what the language’s own expressions say', () => {
  it('is said here too: whether something fits', () => {
    const anything = patternOf((any) => any);
    fc.assert(
      fc.property(anything, text, letters, (source, on, cases) => {
        expect(groups(source, on, cases) !== null).toBe(native(source, on, cases) !== undefined);
      }),
      { numRuns: 2_000 },
    );
  });

  it('and how much, where no repetition takes nothing: there they differ from Perl', () => {
    const plain = patternOf(() => letter);
    fc.assert(
      fc.property(plain, text, letters, (source, on, cases) => {
        expect(groups(source, on, cases)?.[0]).toBe(native(source, on, cases));
      }),
      { numRuns: 2_000 },
    );
  });
});
