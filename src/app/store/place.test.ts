import { expect, it } from 'vitest';
import { readPlace } from './place.ts';

const typed = { from: 'client', method: 'GET', target: 'http://web/' };

it.each([
  { name: 'of a saved request', kept: { asked: { kind: 'saved', name: 'cart' }, hop: 'a.1' }, read: 'as it is' },
  { name: 'of a typed request', kept: { asked: { kind: 'typed', request: typed }, hop: null }, read: 'as it is' },
  {
    name: 'of a typed request with headers',
    kept: { asked: { kind: 'typed', request: { ...typed, more: { http: { headers: { a: 'b' } } } } }, hop: null },
    read: 'as it is',
  },
  { name: 'without a request', kept: { asked: null, hop: null }, read: null },
  {
    name: 'of a request without a target',
    kept: { asked: { kind: 'typed', request: { from: 'a' } }, hop: 'b' },
    read: null,
  },
  { name: 'that is something else', kept: 'cart', read: null },
])('a kept place $name is read, or is none', ({ kept, read }) => {
  expect(readPlace(kept)).toEqual(read === 'as it is' ? kept : null);
});
