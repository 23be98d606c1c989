import { describe, expect, it } from 'vitest';
import { openBracket } from './open-bracket.ts';
import { readYaml } from './yaml-parse.ts';

describe('a bracket that nobody closed', () => {
  const rows = [
    { name: 'in the last line', text: 'a: {b: 1\n', line: 1 },
    { name: 'before other keys', text: 'x: 1\na:\n  b: [1, 2\n  c: 3\n', line: 3 },
    { name: 'inside one that is closed', text: 'a: {b: {c: 1}\nd: 2\ne: 3\n', line: 1 },
    { name: 'behind quotes that hold brackets', text: 'a: [\'[\', "{"]\nb: [x\nc: 1\n', line: 2 },
    { name: 'behind a text block that holds brackets', text: 'a: |\n  server {\nb: [x\nc: 1\n', line: 3 },
    { name: 'behind a remark', text: '# [\na: [x # ]\nb: 1\n', line: 2 },
    { name: 'behind a plain text with a bracket', text: 'a: b [\nc: {d\ne: 1\n', line: 2 },
  ];
  it.each(rows)('$name', ({ text, line }) => {
    const reading = readYaml(text);
    const offset = reading.kind === 'broken' ? reading.fault.offset : -1;
    expect(text.slice(0, offset).split('\n')).toHaveLength(line);
    expect(reading).toMatchObject({ fault: { sentence: 'A bracket or brace is opened here and never closed.' } });
  });

  it('is not found where all are closed', () => {
    const text = 'a: [{b: "]"}, {c: 1}]\nd:\n- {e: 1}\n';
    expect(openBracket(text, text.length)).toBeNull();
  });
});
