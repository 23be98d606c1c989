import { describe, expect, it } from 'vitest';
import { moreInWords, sameMore } from './request-more.ts';

describe('what a request states beside who, what and where', () => {
  it.each([
    { name: 'nothing', more: undefined, way: 'http', want: [] },
    {
      name: 'headers, version and a count',
      more: { http: { headers: { a: '1', b: '2' }, version: '2' }, count: 10, sameConnection: true },
      way: 'http',
      want: ['2 headers', 'HTTP/2', '10 times on one connection'],
    },
    { name: 'only what its way of sending uses', more: { http: { version: '2' } }, way: 'connect', want: [] },
    {
      name: 'a lookup without a search list',
      more: { dns: { search: false, server: '10.96.0.10', transport: 'tcp' } },
      way: 'dns',
      want: ['name as written', 'server 10.96.0.10', 'over TCP'],
    },
    { name: 'a chain', more: { then: [{ name: 'db' }] }, way: 'http', want: ['then db'] },
    {
      name: 'a chain of a chain',
      more: { then: [{ name: 'api', then: [{ name: 'db' }] }] },
      way: 'http',
      want: ['then api, db'],
    },
  ] as const)('is $name in words', ({ more, way, want }) => {
    expect(moreInWords(more, way)).toEqual(want);
  });

  it('is the same in another order of keys', () => {
    expect(
      sameMore({ count: 2, http: { sni: 'a', follow: true } }, { http: { follow: true, sni: 'a' }, count: 2 }),
    ).toBe(true);
    expect(sameMore(undefined, {})).toBe(true);
    expect(sameMore({ count: 2 }, { count: 3 })).toBe(false);
  });
});
