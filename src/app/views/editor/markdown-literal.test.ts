import { expect, it } from 'vitest';
import { literal } from './markdown-literal.ts';

it.each([
  ['a link', '[a](http://b)', String.raw`\[a\]\(http\://b\)`],
  ['an address', 'http://b', String.raw`http\://b`],
  ['an entity', '&lt;b>', String.raw`\&lt;b\>`],
  ['lines, of which one would begin a list', 'a\n1. b', 'a 1. b'],
])('%s stays a text', (_name, text, want) => {
  expect(literal(text)).toBe(want);
});
