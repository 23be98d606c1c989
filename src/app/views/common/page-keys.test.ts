import { describe, expect, it } from 'vitest';
import { PAGE_KEYS, pageKey } from './page-keys.ts';

const press = (key: string, held: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey', boolean>> = {}) =>
  pageKey({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held })?.shown ?? null;

describe('keys of the page', () => {
  it.each([
    ['an arrow steps', press('ArrowRight'), '→'],
    ['with shift it steps over', press('ArrowRight', { shiftKey: true }), 'Shift →'],
    ['a letter counts in both cases', press('P', { shiftKey: true }), 'P'],
    ['a sign that needs shift is that sign', press('?', { shiftKey: true }), '?'],
    ['Ctrl+K opens the commands', press('k', { ctrlKey: true }), 'Ctrl K'],
    ['so does Cmd+K', press('k', { metaKey: true }), 'Ctrl K'],
    ['Ctrl+Z is undo', press('z', { ctrlKey: true }), 'Ctrl Z'],
    ['with shift, where z is a capital, it is redo', press('Z', { metaKey: true, shiftKey: true }), 'Ctrl Shift Z'],
    ['Ctrl+Shift+Y is nothing', press('Y', { ctrlKey: true, shiftKey: true }), null],
    ['k alone is nothing', press('k'), null],
    ['Ctrl+P prints, as everywhere', press('p', { ctrlKey: true }), null],
    ['Alt+arrow leaves the page, as everywhere', press('ArrowLeft', { altKey: true }), null],
  ])('%s', (_, shown, expected) => {
    expect(shown).toBe(expected);
  });

  it('is in each row found by what it says is pressed, so that the sheet is true', () => {
    for (const row of PAGE_KEYS) {
      const found = pageKey({
        key: row.press,
        ctrlKey: row.with.startsWith('ctrl'),
        metaKey: false,
        altKey: false,
        shiftKey: row.with.includes('shift'),
      });
      expect(found).toBe(row);
    }
  });
});
