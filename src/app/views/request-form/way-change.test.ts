import { describe, expect, it } from 'vitest';
import { formOf } from './form-fields.ts';
import { toWay } from './way-change.ts';

function formFor(method: string, target: string, way: 'http' | 'grpc' | 'connect' | 'dns') {
  return formOf('r', { from: 'client', method, target }, way);
}

describe('another way of sending', () => {
  it.each([
    {
      what: 'a URL with a port becomes host and port',
      form: formFor('GET', 'http://web.shop:8080/a', 'http'),
      way: 'connect',
      expected: { way: 'connect', to: 'web.shop', port: '8080' },
    },
    {
      what: 'a secure URL becomes port 443',
      form: formFor('GET', 'https://[fd00::1]/', 'http'),
      way: 'connect',
      expected: { way: 'connect', to: 'fd00::1', port: '443' },
    },
    {
      what: 'host and port become a URL',
      form: formFor('TCP', 'db:5432', 'connect'),
      way: 'http',
      expected: { way: 'http', url: 'http://db:5432/' },
    },
    {
      what: 'a URL that leads to the same host and port keeps its path',
      form: { ...formFor('TCP', 'web:80', 'connect'), url: 'http://web/cart' },
      way: 'http',
      expected: { way: 'http' },
    },
    {
      what: 'an address of IPv6 stands in brackets in a URL',
      form: formFor('TCP', '[fd00::1]:80', 'connect'),
      way: 'http',
      expected: { way: 'http', url: 'http://[fd00::1]/' },
    },
    {
      what: 'a reference is no URL',
      form: formFor('TCP', 'pod/shop/web:80', 'connect'),
      way: 'http',
      expected: { way: 'http', url: '' },
    },
    {
      what: 'a URL becomes a name to look up',
      form: formFor('GET', 'http://web.shop/', 'http'),
      way: 'dns',
      expected: { way: 'dns', dnsName: 'web.shop' },
    },
    {
      what: 'a name that was looked up becomes a host without a port',
      form: formFor('DNS', 'web.shop A', 'dns'),
      way: 'connect',
      expected: { way: 'connect', to: 'web.shop', port: '' },
    },
    {
      what: 'HTTP and gRPC share their URL',
      form: formFor('GET', 'http://web/', 'http'),
      way: 'grpc',
      expected: { way: 'grpc' },
    },
    {
      what: 'nothing typed takes nothing along',
      form: formFor('GET', '', 'http'),
      way: 'connect',
      expected: { way: 'connect' },
    },
  ] as const)('$what', ({ form, way, expected }) => {
    expect(toWay(form, way)).toEqual(expected);
  });
});
