import { describe, expect, it } from 'vitest';
import type { Asked, Given } from './visit.fixture.ts';
import { ask } from './visit.fixture.ts';

const TLS = '[{hosts: [a.test], secretName: s}]';

interface Row {
  readonly name: string;
  readonly given: Given;
  readonly asked: Asked;
}

describe('a redirect', () => {
  it.each<Row & { readonly want: readonly [number, string] }>([
    {
      name: 'adds the slash of the rule, with the host without port and the query',
      given: { path: '/p/' },
      asked: { url: 'http://a.test/p?x=1', headers: { host: 'a.test:8080' } },
      want: [301, 'http://a.test/p/?x=1'],
    },
    {
      name: 'may name the path only',
      given: { path: '/p/', annotations: { 'relative-redirects': 'true' } },
      asked: { url: 'http://a.test/p' },
      want: [301, '/p/'],
    },
    {
      name: 'to the slash comes before one that is fixed',
      given: { path: '/p/', annotations: { 'permanent-redirect': 'https://z.test' } },
      asked: { url: 'http://a.test/p' },
      want: [301, 'http://a.test/p/'],
    },
    {
      name: 'to the root of an application is for the root alone',
      given: { annotations: { 'app-root': '/home' } },
      asked: { url: 'http://a.test/' },
      want: [302, 'http://a.test/home'],
    },
    {
      name: 'that is fixed comes before the one to HTTPS',
      given: { tls: TLS, annotations: { 'permanent-redirect': 'https://z.test/old?u=1' } },
      asked: { url: 'http://a.test/x?y' },
      want: [301, 'https://z.test/old?u=1'],
    },
    {
      name: 'to HTTPS keeps a slash that stands before the query',
      given: { tls: TLS },
      asked: { url: 'http://a.test/p/?u=1' },
      want: [308, 'https://a.test/p/?u=1'],
    },
    {
      name: 'to HTTPS cuts a slash at the end of the query',
      given: { tls: TLS },
      asked: { url: 'http://a.test/p?u=/' },
      want: [308, 'https://a.test/p?u='],
    },
    {
      name: 'to HTTPS keeps the slash where the Ingress says so',
      given: { tls: TLS, annotations: { 'preserve-trailing-slash': 'true' } },
      asked: { url: 'http://a.test/p/' },
      want: [308, 'https://a.test/p/'],
    },
    {
      name: 'to HTTPS has the code of the ConfigMap and the forwarded host where it is trusted',
      given: { tls: TLS, config: { 'http-redirect-code': '301', 'use-forwarded-headers': 'true' } },
      asked: { url: 'http://a.test/p', headers: { 'x-forwarded-host': 'b.test:8443, c.test' } },
      want: [301, 'https://b.test/p'],
    },
  ])('$name', ({ given, asked, want }) => {
    const { response } = ask(given, asked);
    expect([response?.status, response?.headers.location]).toEqual(want);
  });

  it.each<Row>([
    { name: 'to HTTPS is not made over TLS', given: { tls: TLS }, asked: { url: 'https://a.test/' } },
    {
      name: 'to HTTPS is not made where the trusted scheme is https already',
      given: { tls: TLS, config: { 'use-forwarded-headers': 'true' } },
      asked: { url: 'http://a.test/', headers: { 'x-forwarded-proto': 'https' } },
    },
    {
      name: 'to HTTPS is not made where it is off',
      given: { tls: TLS, config: { 'ssl-redirect': 'false' } },
      asked: { url: 'http://a.test/' },
    },
    {
      name: 'to HTTPS is not made for the challenge path',
      given: { tls: TLS, path: '/.well-known/acme-challenge/x' },
      asked: { url: 'http://a.test/.well-known/acme-challenge/x' },
    },
    {
      name: 'to the slash is not made for an expression',
      given: { path: '/p/', annotations: { 'use-regex': 'true' } },
      asked: { url: 'http://a.test/p/' },
    },
    {
      name: 'to an application root is not made below it',
      given: { annotations: { 'app-root': '/home' } },
      asked: { url: 'http://a.test/x' },
    },
  ])('$name', ({ given, asked }) => {
    expect(ask(given, asked).sent).not.toBeNull();
  });
});

describe('an answer of its own', () => {
  it.each<Row & { readonly want: readonly [number, string | null] }>([
    {
      name: 'is 400 for plain HTTP on the TLS port',
      given: {},
      asked: { url: 'https://a.test/', speaks: 'plain' },
      want: [400, 'PlainHttpToTls'],
    },
    {
      name: 'is 400 for HTTP/2 without TLS',
      given: {},
      asked: { url: 'http://a.test/', version: '2' },
      want: [400, 'BadRequest'],
    },
    {
      name: 'is 413 before the redirect to HTTPS',
      given: { tls: TLS, annotations: { 'proxy-body-size': '1k' } },
      asked: { url: 'http://a.test/', method: 'POST', bodyBytes: 1025 },
      want: [413, 'BodyTooLarge'],
    },
    {
      name: 'is 503 where a list is invalid',
      given: { annotations: { 'allowlist-source-range': 'home' } },
      asked: { url: 'http://a.test/' },
      want: [503, 'InvalidAnnotation'],
    },
    {
      name: 'is 503 where the list of the ConfigMap is invalid',
      given: { config: { 'whitelist-source-range': 'home' } },
      asked: { url: 'http://a.test/' },
      want: [503, 'InvalidAnnotation'],
    },
    {
      name: 'is 403 for who is denied',
      given: { annotations: { 'denylist-source-range': '203.0.113.0/24' } },
      asked: { url: 'http://a.test/' },
      want: [403, 'AccessDenied'],
    },
    {
      name: 'is 401 without credentials',
      given: { annotations: { 'auth-type': 'basic', 'auth-secret': 'users' } },
      asked: { url: 'http://a.test/' },
      want: [401, 'AuthenticationRequired'],
    },
    {
      name: 'is 400 for a client without the certificate that the host asks for',
      given: { tls: TLS, annotations: { 'auth-tls-secret': 'n/ca' } },
      asked: { url: 'https://a.test/' },
      want: [400, 'AuthenticationRequired'],
    },
    { name: 'is 404 for another host', given: {}, asked: { url: 'http://b.test/' }, want: [404, 'NoMatchingHost'] },
    {
      name: 'is 404 for another path',
      given: { path: '/p' },
      asked: { url: 'http://a.test/q' },
      want: [404, 'NoMatchingPath'],
    },
    {
      name: 'is the built-in 404 for a listed error without a Service for it',
      given: { annotations: { 'denylist-source-range': '0.0.0.0/0', 'custom-http-errors': '403' } },
      asked: { url: 'http://a.test/' },
      want: [404, 'ErrorPage'],
    },
    {
      name: 'is 204 for a preflight, before anything fixed',
      given: { annotations: { 'enable-cors': 'true', 'permanent-redirect': 'https://z.test' } },
      asked: { url: 'http://a.test/', method: 'OPTIONS', headers: { origin: 'https://o.test' } },
      want: [204, null],
    },
  ])('$name', ({ given, asked, want }) => {
    const { response, stoppedAt } = ask(given, asked);
    expect([response?.status, stoppedAt?.reason ?? null]).toEqual(want);
  });

  it('is let be where the list or the password is enough', () => {
    const annotations = {
      'auth-type': 'basic',
      'auth-secret': 'users',
      'allowlist-source-range': '203.0.113.7',
      satisfy: 'any',
    };
    expect(ask({ annotations }, { url: 'http://a.test/' }).sent).not.toBeNull();
    expect(ask({ annotations }, { url: 'http://a.test/', from: '192.0.2.1' }).response?.status).toBe(401);
  });
});

describe('TLS', () => {
  it('on the plain port fails', () => {
    expect(ask({}, { url: 'http://a.test/', speaks: 'tls' }).alert).not.toBeNull();
  });

  it('fails for a client that checks names and is shown the fake certificate', () => {
    expect(ask({}, { url: 'https://a.test/' }).alert).toContain('a.test');
  });

  it('stands for one that does not look', () => {
    expect(ask({}, { url: 'https://a.test/', insecure: true }).sent).not.toBeNull();
  });
});

describe('the request for the backend', () => {
  it.each<Row & { readonly want: string }>([
    {
      name: 'keeps the target as it was written',
      given: {},
      asked: { url: 'http://a.test/x//y/%2e?z=/' },
      want: '/x//y/%2e?z=/',
    },
    {
      name: 'has the whole path replaced and the query kept',
      given: { path: '/p/(.*)', annotations: { 'rewrite-target': '/q/$1' }, pathType: 'ImplementationSpecific' },
      asked: { url: 'http://a.test/P/x?y=1' },
      want: '/q/x?y=1',
    },
    {
      name: 'has an empty group for one that did not take part',
      given: { path: '/p(/|$)(.*)', annotations: { 'rewrite-target': '/$2' }, pathType: 'ImplementationSpecific' },
      asked: { url: 'http://a.test/p' },
      want: '/',
    },
  ])('$name', ({ given, asked, want }) => {
    expect(ask(given, asked).sent?.path).toBe(want);
  });

  it('names the client by the connection and keeps what was claimed', () => {
    const headers = { 'x-forwarded-for': '192.0.2.1', 'x-forwarded-host': 'evil.test' };
    expect(ask({}, { url: 'http://a.test/', headers }).sent?.headers).toMatchObject({
      'x-forwarded-for': '203.0.113.7',
      'x-real-ip': '203.0.113.7',
      'x-forwarded-host': 'a.test',
      'x-original-forwarded-for': '192.0.2.1',
      'x-original-forwarded-host': 'evil.test',
    });
  });

  it.each([
    ['the first of all that are trusted', {}, '192.0.2.1'],
    ['the last that is not trusted', { 'proxy-real-ip-cidr': '203.0.113.0/24' }, '198.51.100.5'],
    ['the peer where that is not trusted', { 'proxy-real-ip-cidr': '10.0.0.0/8' }, '203.0.113.7'],
  ])('takes as the client %s', (_, config, client) => {
    const given = { config: { 'use-forwarded-headers': 'true', ...config } };
    const headers = { 'x-forwarded-for': '192.0.2.1, 198.51.100.5' };
    expect(ask(given, { url: 'http://a.test/', headers }).sent?.headers['x-real-ip']).toBe(client);
  });

  it('carries the prefix only together with a rewrite', () => {
    const prefix = { 'x-forwarded-prefix': '/p' };
    expect(ask({ annotations: prefix }, { url: 'http://a.test/' }).sent?.headers['x-forwarded-prefix']).toBeUndefined();
    const both = { ...prefix, 'rewrite-target': '/q' };
    expect(ask({ annotations: both }, { url: 'http://a.test/' }).sent?.headers['x-forwarded-prefix']).toBe('/p');
  });
});
