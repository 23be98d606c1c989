import { describe, expect, it } from 'vitest';
import { goBoolean, isFlagOn } from './go-boolean.ts';

describe('a truth as Go reads it', () => {
  it.each(['1', 't', 'T', 'true', 'TRUE', 'True'])('%s is true', (text) => {
    expect(goBoolean(text)).toBe(true);
  });
  it.each(['0', 'f', 'F', 'false', 'FALSE', 'False'])('%s is false', (text) => {
    expect(goBoolean(text)).toBe(false);
  });
  it.each(['', 'yes', 'on', 'tRUE', 'fAlSe', ' true'])('"%s" is refused', (text) => {
    expect(goBoolean(text)).toBeNull();
  });
});

describe('a flag', () => {
  it.each([
    ['left out is as by default', undefined, 'on', true],
    ['left out is as by default, off too', undefined, 'off', false],
    ['without a value is on', '', 'off', true],
    ['that says no in any of its spellings is off', 'False', 'on', false],
    ['that says yes is on', 'T', 'off', true],
    ['that the component refuses is as by default', 'nein', 'on', true],
  ] as const)('%s', (_, flag, byDefault, expected) => {
    expect(isFlagOn(flag, byDefault)).toBe(expected);
  });
});
