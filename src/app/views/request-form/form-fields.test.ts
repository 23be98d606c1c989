import { describe, expect, it } from 'vitest';
import type { TypedRequest } from '#worker';
import { type FormFields, formOf, formProblems, typedOf } from './form-fields.ts';

const rows: readonly (TypedRequest & { readonly what: string })[] = [
  { what: 'a plain GET', from: 'client', method: 'GET', target: 'http://web/' },
  {
    what: 'headers, Host and version',
    from: 'deployment/shop/api',
    method: 'POST',
    target: 'https://web/x?y=1',
    more: {
      http: {
        headers: { host: 'a.example', 'x-user': 'b' },
        sni: 's',
        connectTo: '10.0.0.1:443',
        insecure: true,
        version: '2',
        bodyBytes: 0,
        follow: true,
      },
      count: 5,
      sameConnection: true,
    },
  },
  {
    what: 'expectations with and without a control',
    from: 'client',
    method: 'GET',
    target: 'http://web/',
    more: {
      then: [{ name: 'x', dns: { name: 'x' } }],
      expect: { outcome: ['delivered', 'answered'], status: [200, 204], backend: 'shop/web', masqueraded: true },
    },
  },
  { what: 'a connection', from: 'client', method: 'UDP', target: '10.96.0.10:53', more: { via: 'node/a' } },
  { what: 'a connection over IPv6', from: 'client', method: 'TCP', target: '[fd00::1]:53' },
  {
    what: 'a connection with TLS',
    from: 'client',
    method: 'TCP',
    target: 'db:5432',
    more: { connect: { tls: { sni: 'db', insecure: true } } },
  },
  { what: 'an echo', from: 'client', method: 'ICMP', target: '10.0.0.1' },
  {
    what: 'a lookup',
    from: 'client',
    method: 'DNS',
    target: 'web.shop SRV',
    more: { dns: { search: false, server: '10.96.0.10', transport: 'tcp', resolver: 'musl' } },
  },
  {
    what: 'a gRPC call',
    from: 'client',
    method: 'gRPC',
    target: 'http://web:1 echo.Echo/Say',
    more: { grpc: { headers: { a: 'b' } } },
  },
];

function wayOf(method: string): FormFields['way'] {
  if (method === 'DNS') return 'dns';
  if (method === 'gRPC') return 'grpc';
  return ['GET', 'POST'].includes(method) ? 'http' : 'connect';
}

describe('the form of a request', () => {
  it.each(rows)('holds $what and gives it back', ({ what: _, ...request }) => {
    expect(typedOf(formOf('r', request, wayOf(request.method)))).toEqual(request);
  });

  it('forgets what another way of sending had', () => {
    const [, full] = rows;
    if (full === undefined) throw new Error('no row');
    const form = { ...formOf('r', full, 'http'), way: 'dns' as const, dnsName: 'web' };
    expect(typedOf(form)).toMatchObject({ method: 'DNS', target: 'web A', more: { count: 5 } });
    expect(typedOf(form).more?.http).toBeUndefined();
  });

  it.each([
    { change: { count: 'ten' }, field: 'count' },
    { change: { bodyBytes: '1k' }, field: 'http.bodyBytes' },
    { change: { status: 'ok' }, field: 'expect.status' },
    {
      change: {
        headers: [
          { name: 'A', value: '1' },
          { name: 'a', value: '2' },
        ],
      },
      field: 'header 1',
    },
    { change: { host: 'a.example b' }, field: 'http.headers.host' },
    { change: { host: 'x', headers: [{ name: 'Host', value: '1' }] }, field: 'header 0' },
  ])('says what is wrong with $field', ({ change, field }) => {
    const form = { ...formOf('r', { from: 'client', method: 'GET', target: 'http://a/' }, 'http'), ...change };
    expect(formProblems(form).map((one) => one.field)).toEqual([field]);
  });
});
