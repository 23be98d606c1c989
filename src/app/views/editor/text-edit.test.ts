import { describe, expect, it } from 'vitest';
import { editBetween } from './text-edit.ts';

describe('the edit between two texts', () => {
  const rows = [
    { name: 'a word that changes', before: 'port: 80\nname: a', after: 'port: 81\nname: a', edit: [7, 8, '1'] },
    { name: 'a line that comes', before: 'a\nc\n', after: 'a\nb\nc\n', edit: [2, 2, 'b\n'] },
    { name: 'a line that goes', before: 'a\nb\nc\n', after: 'a\nc\n', edit: [2, 4, ''] },
    { name: 'one of two equal letters', before: 'aa', after: 'aaa', edit: [2, 2, 'a'] },
    { name: 'everything', before: 'x', after: 'y', edit: [0, 1, 'y'] },
  ];
  it.each(rows)('$name', ({ before, after, edit: [start, end, text] }) => {
    expect(editBetween(before, after)).toEqual({ start, end, text });
  });

  it('is none between equal texts', () => {
    expect(editBetween('a', 'a')).toBeNull();
  });
});
