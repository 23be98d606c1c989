import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Request } from '#document';
import { readScenario } from '#document';
import type { RequestMore } from '#view';
import { adHocOf, readAdHoc, requestOf } from './ad-hoc.ts';

function said(method: string, target: string): string {
  const read = requestOf({ name: 'r', from: 'client', method, target });
  return 'code' in read ? read.sentence : read.sends.kind;
}

describe('what was typed into the request bar', () => {
  it.each([
    ['GET', 'http://x:65535/', 'http'],
    ['TCP', 'web:80', 'connect'],
    ['TCP', 'service/shop/web:80', 'connect'],
    ['TCP', 'tcp://web:80/x', 'connect'],
    ['gRPC', 'http://web:50051 echo.Echo/Say', 'grpc'],
    ['TCP', 'http://web/', 'http'],
    ['TCP', 'https://web:8443/cart', 'http'],
    ['gRPC', 'http://web:50051', 'Write what is called behind the URL: http://HOST SERVICE/METHOD.'],
    ['GET', 'http://x:99999/', '99999 is no port: ports go from 1 to 65535.'],
    ['GET', 'web:99999', '99999 is no port: ports go from 1 to 65535.'],
    ['TCP', 'web:99999', '99999 is no port: ports go from 1 to 65535.'],
    ['TCP', 'web:0', '0 is no port: ports go from 1 to 65535.'],
    ['TCP', 'web', 'web has no port: write HOST:PORT, for example web.shop:80.'],
    ['GET', 'ftp://x/', 'ftp is not spoken here: write http://HOST/PATH or https://HOST/PATH, or connect by TCP.'],
    ['GET', 'http://[bad', 'http://[bad is no URL that can be requested: write http://HOST/PATH or https://HOST/PATH.'],
  ])('%s %s', (method, target, want) => {
    expect(said(method, target)).toBe(want);
  });
});

describe('more of a request', () => {
  const wrong: readonly { readonly name: string; readonly more: RequestMore; readonly field: string }[] = [
    { name: 'a header whose name has a blank', more: { http: { headers: { 'x y': 'a' } } }, field: 'http.headers.x y' },
    { name: 'a target that is no address', more: { http: { connectTo: 'nowhere' } }, field: 'http.connectTo' },
    { name: 'a count of nothing', more: { count: 0 }, field: 'count' },
    { name: 'a node that is none', more: { via: 'pod/a/b' }, field: 'via' },
    { name: 'a status that no server sends', more: { expect: { status: 7 } }, field: 'expect.status' },
    { name: 'less than no bytes', more: { http: { bodyBytes: -1 } }, field: 'http.bodyBytes' },
    { name: 'half a byte', more: { http: { bodyBytes: 0.5 } }, field: 'http.bodyBytes' },
  ];
  it.each(wrong)('names the field of $name', ({ more, field }) => {
    const { request, problems } = readAdHoc({ name: 'r', from: 'client', method: 'GET', target: 'http://x/', more });
    expect(request).toBeNull();
    expect(problems.map((one) => one.field?.join('.'))).toEqual([field]);
  });

  it('counts only what belongs to the way of sending', () => {
    const more = { http: { version: '2' }, connect: { tls: { sni: 'a' } }, count: 3 } as const;
    const typed = requestOf({ name: 'r', from: 'client', method: 'TCP', target: 'x:80', more });
    expect(typed).toMatchObject({ count: 3, sends: { connect: { to: 'x', port: 80, tls: { sni: 'a' } } } });
  });

  it('says every problem at once, of sender and target too', () => {
    const { problems } = readAdHoc({ name: 'r', from: 'me', method: 'GET', target: '', more: { count: 0 } });
    expect(problems.map((one) => one.field?.join('.'))).toEqual(['from', 'target', 'count']);
  });
});

const words = fc.stringMatching(/^[a-z][a-z0-9-]{0,6}$/);
const sends = fc.oneof(
  fc.record({
    http: fc.record(
      {
        url: fc.constant('https://a.example/b?c=1'),
        method: fc.constant('PUT'),
        headers: fc.dictionary(words, words),
        version: fc.constantFrom('1.1', '2'),
        bodyBytes: fc.nat(),
        sni: words,
        insecure: fc.boolean(),
        connectTo: fc.constantFrom('10.0.0.1:80', 'service/shop/web'),
      },
      { requiredKeys: ['url', 'method'] },
    ),
  }),
  fc.record({
    connect: fc.record(
      {
        to: fc.constantFrom('web.shop', '10.0.0.1', 'fd00::1', 'service/shop/web'),
        port: fc.integer({ min: 1, max: 65_535 }),
        protocol: fc.constantFrom('TCP', 'UDP'),
        tls: fc.record({ sni: words }),
      },
      { requiredKeys: ['to', 'port', 'protocol'] },
    ),
  }),
  fc.record({
    dns: fc.record(
      { name: words, type: fc.constantFrom('A', 'SRV'), search: fc.boolean(), transport: fc.constant('tcp') },
      { requiredKeys: ['name', 'type'] },
    ),
  }),
  fc.record({
    grpc: fc.record(
      { url: fc.constant('http://a:1'), service: words, method: words, headers: fc.dictionary(words, words) },
      { requiredKeys: ['url', 'service', 'method'] },
    ),
  }),
);
const around = fc.record(
  {
    count: fc.integer({ min: 1, max: 9 }),
    sameConnection: fc.boolean(),
    via: fc.constant('node/a'),
    then: fc.constant([{ name: 'next', connect: { to: 'db', port: 5432 } }]),
    expect: fc.record({ outcome: fc.constant('delivered') }),
  },
  { requiredKeys: [] },
);

describe('adHocOf', () => {
  it('holds a whole request: typed again, it is the same', () => {
    fc.assert(
      fc.property(sends, around, (sent, rest) => {
        const text = JSON.stringify({ hopscope: 1, requests: [{ name: 'r', from: 'pod/shop/web', ...sent, ...rest }] });
        const { scenario, problems } = readScenario(text);
        expect(problems).toEqual([]);
        const [request] = scenario.requests;
        const again = request === undefined ? null : requestOf(adHocOf(request));
        expect(withoutPlace(again)).toEqual(withoutPlace(request ?? null));
      }),
    );
  });
});

function withoutPlace(request: Request | { readonly code: string } | null): unknown {
  return JSON.parse(JSON.stringify(request, (key, value: unknown) => (key === 'path' ? undefined : value)));
}
