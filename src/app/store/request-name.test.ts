import { describe, expect, it } from 'vitest';
import type { PicturePod } from '#view';
import { nameFor } from './request-name.ts';

const PODS = [
  podOf('shop/web-5d8f7c-x2x4z', 'Deployment/shop/web'),
  podOf('shop/db-0', 'StatefulSet/shop/db'),
  podOf('shop/debug', null),
];

function podOf(key: string, workload: string | null): PicturePod {
  const [namespace = '', name = ''] = key.split('/');
  return {
    key,
    name,
    namespace,
    workload,
    ip: null,
    node: 'n',
    role: 'application',
    ready: true,
    hostNetwork: false,
    ports: [],
    assumed: false,
  };
}

describe('what a request is called if nobody says otherwise', () => {
  it.each([
    ['pod/shop/web-5d8f7c-x2x4z', 'TCP', 'cart:7070', 'web to cart:7070'],
    ['pod/shop/db-0', 'TCP', 'cart:7070', 'db-0 to cart:7070'],
    ['pod/shop/debug', 'GET', 'http://cart/', 'debug to cart'],
    ['pod/shop/gone', 'GET', 'http://cart/a', 'gone to cart/a'],
    ['deployment/shop/web', 'DNS', 'cart A', 'web looks up cart A'],
    ['client', 'GET', 'https://shop.example.com/', 'client to shop.example.com'],
  ])('from %s, %s %s: %s', (from, method, target, expected) => {
    expect(nameFor({ from, method, target }, PODS)).toBe(expected);
  });
});
