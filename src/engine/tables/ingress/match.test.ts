import { fitsExpression } from '#net';
import { describe, expect, it } from 'vitest';
import { normalisePath, pathExpression, plainHost } from './match.ts';

describe('a request target as nginx compares it', () => {
  it.each([
    ['/a/b?x=/c', '/a/b'],
    ['/a//b///', '/a/b/'],
    ['/a/./b/../c', '/a/c'],
    ['/../../a', '/a'],
    ['/a/..', '/'],
    ['/%61%2Fb', '/a/b'],
    ['/%C3%A4', '/ä'],
    ['/%ff', '/ÿ'],
    ['/100%', '/100%'],
    ['', '/'],
  ])('%s is %s', (target, path) => {
    expect(normalisePath(target)).toBe(path);
  });
});

describe('a host header', () => {
  it.each([
    ['A.Test:8080', 'a.test'],
    ['a.test.', 'a.test'],
    ['[2001:DB8::1]:80', '[2001:db8::1]'],
  ])('%s is %s', (header, host) => {
    expect(plainHost(header)).toBe(host);
  });
});

describe('an expression', () => {
  it('that cannot be read is none', () => {
    expect(pathExpression('/a(b')).toBeNull();
  });

  it('knows no letter case', () => {
    const expression = pathExpression('^/A');
    expect(expression !== null && fitsExpression(expression, '/a')).toBe(true);
  });
});
