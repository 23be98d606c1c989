import { describe, expect, it } from 'vitest';
import { isReplacement } from './replacement.ts';

describe('a text that took the place of another', () => {
  const rows = [
    { name: 'names other objects', before: 'metadata: {name: a}', after: 'metadata:\n  name: b', want: true },
    { name: 'is empty', before: 'metadata: {name: a}', after: ' \n', want: true },
    {
      name: 'is not one that still names one of them',
      before: 'name: a\nname: b',
      after: 'name: b\nname: c',
      want: false,
    },
    { name: 'is not one typed into an empty editor', before: '', after: 'name: c', want: false },
    { name: 'is not one that names nothing yet', before: 'name: a', after: 'kind: [', want: false },
  ];
  it.each(rows)('$name', ({ before, after, want }) => {
    expect(isReplacement(before, after)).toBe(want);
  });
});
