import { describe, expect, it } from 'vitest';
import { emptyPreferences, keepPreferences, keptPreferences } from './preferences.ts';

const holding = (text: string | null) => ({ getItem: () => text });

describe('what is chosen for good', () => {
  it.each([
    ['nothing was kept', null],
    ['it is not JSON', '{'],
    ['it is null', 'null'],
    ['it is of another version', '{"depth":"bottom","singleKeys":7,"welcome":[]}'],
  ])('is as on a first visit where %s', (_, text) => {
    expect(keptPreferences(holding(text))).toEqual(emptyPreferences);
  });

  it('is read back as it was kept', () => {
    let text = '';
    const chosen = { depth: 'kernel', singleKeys: 'off', welcome: 'away' } as const;
    keepPreferences(
      {
        setItem: (_, value) => {
          text = value;
        },
      },
      chosen,
    );
    expect(keptPreferences(holding(text))).toEqual(chosen);
  });

  it('keeps nothing and says nothing where storage is forbidden', () => {
    const setItem = () => {
      throw new Error('QuotaExceededError');
    };
    expect(() => keepPreferences({ setItem }, emptyPreferences)).not.toThrow();
    expect(keptPreferences(null)).toEqual(emptyPreferences);
  });
});
