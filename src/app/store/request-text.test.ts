import { describe, expect, it } from 'vitest';
import { completed, fieldsOf } from './request-text.ts';

describe('the request bar', () => {
  it('takes a saved request apart', () => {
    expect(fieldsOf({ from: 'client', text: 'GET https://a/b' })).toEqual({
      from: 'client',
      method: 'GET',
      target: 'https://a/b',
    });
    expect(fieldsOf({ from: 'client', text: 'DNS web.shop A' })).toEqual({
      from: 'client',
      method: 'DNS',
      target: 'web.shop A',
    });
  });

  it('keeps what a saved request states of itself', () => {
    const more = { http: { headers: { a: 'b' } }, expect: { status: 200 }, then: [{ name: 'next' }] };
    expect(fieldsOf({ from: 'client', text: 'GET http://a/', more })).toEqual({
      from: 'client',
      method: 'GET',
      target: 'http://a/',
      more: { http: { headers: { a: 'b' } } },
    });
  });

  const rows = [
    { name: 'adds a scheme to a bare name', method: 'GET', target: ' web.shop/x ', want: 'http://web.shop/x' },
    { name: 'leaves a URL as it is', method: 'POST', target: 'https://web.shop/', want: 'https://web.shop/' },
    { name: 'adds none to a transport', method: 'TCP', target: 'db:5432', want: 'db:5432' },
    { name: 'leaves nothing empty', method: 'GET', target: '', want: '' },
  ];
  it.each(rows)('$name', ({ method, target, want }) => {
    expect(completed({ from: 'client', method, target }).target).toBe(want);
  });
});
