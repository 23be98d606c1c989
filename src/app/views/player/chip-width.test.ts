import { describe, expect, it } from 'vitest';
import { aroundLetters, chipWidth } from './chip-width.ts';

describe('the width of a chip', () => {
  it.each([
    // As a browser measures them: 500 11.5px IBM Plex Sans.
    { text: 'answers 200', letters: 68 },
    { text: 'no address', letters: 58 },
    { text: 'NXDOMAIN', letters: 62 },
    { text: 'masquerade undone on node-a', letters: 165 },
  ])('has room for every letter of $text', ({ text, letters }) => {
    const around = aroundLetters('goes on');
    expect(chipWidth(text, 'goes on')).toBeGreaterThanOrEqual(letters + around);
    expect(chipWidth(text, 'goes on')).toBeLessThan(letters + around + 8);
  });

  it('has room for the sign of an end', () => {
    expect(chipWidth('no answer', 'ends here')).toBeGreaterThan(chipWidth('no answer', 'goes on') + 10);
  });
});
