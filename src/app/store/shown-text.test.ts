import { expect, it } from 'vitest';
import { asShown } from './shown-text.ts';

it.each([
  { name: 'line ends of Windows', text: 'a: 1\r\nb: 2\r\n' },
  { name: 'line ends of old Macs', text: 'a: 1\rb: 2\r' },
  { name: 'line ends of several kinds', text: 'a: 1\nb: 2\r\n' },
  { name: 'a byte order mark', text: '\uFEFFa: 1\nb: 2\n' },
])('a text with $name is shown without', ({ text }) => {
  expect(asShown(text)).toBe('a: 1\nb: 2\n');
});
