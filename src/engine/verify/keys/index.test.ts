import { describe, expect, it } from 'vitest';
import type { Expect } from '#document';
import { parseIp } from '#net';
import type { Odds, Outcome } from '#trace';
import { judge } from '../judge.ts';
import { answered, delivered, looked, member, odds, possibility, request, response, share } from '../odds.fixture.ts';
import { KEYS } from './index.ts';

interface Row {
  readonly name: string;
  readonly expect: Expect;
  readonly given: Odds;
  /** Keys of the failures, in order. */
  readonly fails: readonly string[];
}

const stopped = (word: Outcome['word']): Outcome => ({
  ...delivered,
  word,
  stoppedAt: {
    layer: 'policy',
    reason: 'EgressDenied',
    objects: [
      { kind: 'NetworkPolicy', namespace: 'shop', name: 'a' },
      { kind: 'NetworkPolicy', namespace: 'shop', name: 'b' },
    ],
  },
});

const lost = possibility({ outcome: stopped('timeout'), members: [], sourceSeen: null, share: share(1, 2) });
const half = (address: string, pod: string, service: string) =>
  possibility({ share: share(1, 2), members: [member(address, pod, service, service)] });
const canary = odds(
  possibility({ share: share(7, 10), members: [member('10.244.0.5', 'shop/a-1', 'shop/main', 'shop/a')] }),
  possibility({ share: share(3, 10), members: [member('10.244.0.6', 'shop/b-1', 'shop/canary', 'shop/b')] }),
);
const thirds = odds(possibility({ members: ['1', '2', '3'].map((n) => member(`10.244.0.${n}`, `shop/web-${n}`)) }));
const moved = (location: string): Odds => odds(answered(308, { headers: { location } }));
const asked = odds(
  looked({
    answers: [
      { name: 'web.shop.svc.cluster.local.', type: 'A', ttl: 30, data: '10.96.0.10' },
      { name: 'web.shop.svc.cluster.local.', type: 'A', ttl: 30, data: '10.96.0.11' },
    ],
    queries: ['web.shop.svc.cluster.local.', 'web.shop.'],
    servers: [parseIp('10.96.0.2')].flatMap((ip) => ip ?? []),
    resolvConf: {
      nameservers: [],
      searches: ['shop.svc.cluster.local', 'svc.cluster.local'],
      options: ['ndots:5', 'edns0'],
    },
  }),
);
const behind = odds(possibility({ upstream: request(), outcome: { ...delivered, response: response(200) } }));
const shown = (certificate: Outcome['certificate']): Odds =>
  odds(possibility({ outcome: { ...delivered, certificate } }));

const rows: readonly Row[] = [
  { name: 'outcome: every possibility has the word', expect: { outcome: 'delivered' }, given: canary, fails: [] },
  {
    name: 'outcome: one possibility of many has another',
    expect: { outcome: 'delivered' },
    given: odds(half('10.0.0.1', 'a/b', 'a/b'), lost),
    fails: ['outcome'],
  },
  {
    name: 'outcome: a list allows each of its words',
    expect: { outcome: ['delivered', 'timeout'] },
    given: odds(half('10.0.0.1', 'a/b', 'a/b'), lost),
    fails: [],
  },
  {
    name: 'outcome: a possibility of share 0 does not count',
    expect: { outcome: 'delivered' },
    given: odds(possibility(), { ...lost, share: share(0, 1) }),
    fails: [],
  },
  { name: 'status: one of a list', expect: { status: [200, 204] }, given: odds(answered(204)), fails: [] },
  { name: 'status: no answer at all', expect: { status: 200 }, given: odds(possibility()), fails: ['status'] },
  {
    name: 'grpcStatus: by name, in either spelling',
    expect: { grpcStatus: 'NOT_FOUND' },
    given: odds(answered(200, { grpcStatus: 'NotFound' })),
    fails: [],
  },
  {
    name: 'grpcStatus: a plain HTTP answer has none',
    expect: { grpcStatus: 'OK' },
    given: odds(answered(200)),
    fails: ['grpcStatus'],
  },
  {
    name: 'endpoints: the union over possibilities, in any order',
    expect: { endpoints: ['10.244.0.6:8080', '10.244.0.5:8080'] },
    given: canary,
    fails: [],
  },
  {
    name: 'endpoints: IPv6 in another spelling',
    expect: { endpoints: ['[FD00:0::5]:8080'] },
    given: odds(possibility({ members: [member('fd00::5')] })),
    fails: [],
  },
  { name: 'endpoints: one too few', expect: { endpoints: ['10.244.0.5:8080'] }, given: canary, fails: ['endpoints'] },
  {
    name: 'distinctBackends: those drawn',
    expect: { distinctBackends: 2 },
    given: { ...canary, drawn: ['a:1', 'b:1', 'a:1', ''] },
    fails: [],
  },
  {
    name: 'distinctBackends: all to one',
    expect: { distinctBackends: 2 },
    given: { ...canary, drawn: ['a:1', 'a:1'] },
    fails: ['distinctBackends'],
  },
  {
    name: 'distinctBackends: not all were drawn, and others may receive',
    expect: { distinctBackends: 1 },
    given: {
      ...odds(possibility({ members: [member('10.0.0.1'), member('10.0.0.2')] })),
      drawn: ['10.0.0.1:8080'],
      undrawn: 9,
    },
    fails: ['distinctBackends'],
  },
  {
    name: 'distinctBackends: not all were drawn, but there is nobody else',
    expect: { distinctBackends: 1 },
    given: { ...odds(possibility({ members: [member('10.0.0.1')] })), drawn: ['10.0.0.1:8080'], undrawn: 9 },
    fails: [],
  },
  { name: 'backend: by Service', expect: { backend: 'shop/web' }, given: thirds, fails: [] },
  {
    name: 'backend: by pod, and another pod is possible',
    expect: { backend: 'shop/web-1' },
    given: thirds,
    fails: ['backend'],
  },
  {
    name: 'backend: nobody got it',
    expect: { backend: 'shop/web' },
    given: odds({ ...lost, share: share(1, 1) }),
    fails: ['backend'],
  },
  {
    name: 'backends: decimals of a share that is one',
    expect: { backends: { 'shop/main': 0.7, 'shop/canary': 0.3, 'shop/old': 0 } },
    given: canary,
    fails: [],
  },
  {
    name: 'backends: a decimal a little off',
    expect: { backends: { 'shop/main': 0.701, 'shop/canary': 0.299 } },
    given: canary,
    fails: ['backends'],
  },
  {
    name: 'backends: a share nobody named',
    expect: { backends: { 'shop/main': 0.7 } },
    given: canary,
    fails: ['backends'],
  },
  {
    name: 'backends: exact fractions',
    expect: { backends: { 'shop/web-1': '1/3', 'shop/web-2': '1/3', 'shop/web-3': '1/3' } },
    given: thirds,
    fails: [],
  },
  {
    name: 'backends: a third as decimal',
    expect: { backends: { 'shop/web-1': 0.333, 'shop/web-2': 0.333, 'shop/web-3': 0.333 } },
    given: thirds,
    fails: [],
  },
  {
    name: 'backends: another fraction',
    expect: { backends: { 'shop/web-1': '1/2', 'shop/web-2': '1/4', 'shop/web-3': '1/4' } },
    given: thirds,
    fails: ['backends'],
  },
  { name: 'sourceSeen: the address', expect: { sourceSeen: '10.244.1.7' }, given: canary, fails: [] },
  { name: 'sourceSeen: another address', expect: { sourceSeen: '10.244.1.8' }, given: canary, fails: ['sourceSeen'] },
  { name: 'masqueraded: no', expect: { masqueraded: false }, given: canary, fails: [] },
  { name: 'masqueraded: yes, but it was not', expect: { masqueraded: true }, given: canary, fails: ['masqueraded'] },
  {
    name: 'upstream: method, target with query, host, header without case',
    expect: {
      upstream: {
        method: 'GET',
        path: '/a?x=1',
        host: 'shop.example.com',
        headers: { 'X-User': 'a' },
        absentHeaders: ['x-none'],
        tls: false,
      },
    },
    given: behind,
    fails: [],
  },
  {
    name: 'upstream: blanks in comma lists do not matter',
    expect: { upstream: { headers: { Accept: 'text/html,text/plain' } } },
    given: behind,
    fails: [],
  },
  {
    name: 'upstream: each part that differs fails by itself',
    expect: {
      upstream: { method: 'POST', path: '/b', headers: { 'x-user': ['b', '*'] }, absentHeaders: ['accept'], tls: {} },
    },
    given: behind,
    fails: ['upstream.method', 'upstream.path', 'upstream.headers.x-user', 'upstream.absentHeaders', 'upstream.tls'],
  },
  {
    name: 'upstream: no HTTP request arrived',
    expect: { upstream: { path: '/' } },
    given: odds(possibility()),
    fails: ['upstream.path'],
  },
  {
    name: 'response: an asterisk stands for any value',
    expect: { response: { headers: { server: '*' }, absentHeaders: ['x-a'] } },
    given: odds(answered(200, { headers: { server: 'n' } })),
    fails: [],
  },
  {
    name: 'response: the header is missing',
    expect: { response: { headers: { server: '*' } } },
    given: odds(answered(200)),
    fails: ['response.headers.server'],
  },
  {
    name: 'redirect: the port is the effective one, the query is left out',
    expect: { redirect: { scheme: 'https', hostname: 'Shop.example.com', port: 443, path: '/a' } },
    given: moved('https://shop.example.com/a?b=c'),
    fails: [],
  },
  {
    name: 'redirect: Location without path',
    expect: { redirect: { path: '', port: 8443 } },
    given: moved('https://shop.example.com:8443'),
    fails: [],
  },
  {
    name: 'redirect: elsewhere',
    expect: { redirect: { hostname: 'a.example', port: 80 } },
    given: moved('https://b.example/'),
    fails: ['redirect.hostname', 'redirect.port'],
  },
  {
    name: 'redirect: there is none',
    expect: { redirect: { scheme: 'https' } },
    given: odds(answered(200)),
    fails: ['redirect.scheme'],
  },
  {
    name: 'mirrored: the list of those who got a copy',
    expect: { mirrored: ['shop/copy'] },
    given: odds(possibility({ mirrored: [member('10.0.0.9', 'shop/copy-1', 'shop/copy')] })),
    fails: [],
  },
  {
    name: 'mirrored: shares',
    expect: { mirrored: { 'shop/copy': 0.5 } },
    given: odds(
      { ...half('10.0.0.1', 'a/b', 'a/b'), mirrored: [member('10.0.0.9', 'shop/copy-1', 'shop/copy')] },
      half('10.0.0.1', 'a/b', 'a/b'),
    ),
    fails: [],
  },
  {
    name: 'mirrored: nobody got one',
    expect: { mirrored: ['shop/copy'] },
    given: odds(possibility()),
    fails: ['mirrored'],
  },
  {
    name: 'mirrored: an empty list, and somebody got one',
    expect: { mirrored: [] },
    given: odds(possibility({ mirrored: [member('10.0.0.9')] })),
    fails: ['mirrored'],
  },
  {
    name: 'tls: the Secret',
    expect: { tls: { certificate: 'shop/tls' } },
    given: shown({ kind: 'secret', namespace: 'shop', name: 'tls' }),
    fails: [],
  },
  {
    name: 'tls: the self-signed one instead',
    expect: { tls: { certificate: 'shop/tls' } },
    given: shown({ kind: 'fake' }),
    fails: ['tls.certificate'],
  },
  {
    name: 'dns: answers in any order, dots optional, without data any',
    expect: {
      dns: {
        rcode: 'NOERROR',
        answers: [
          { name: 'web.shop.svc.cluster.local', type: 'A' },
          { data: '10.96.0.10', ttl: 30 },
        ],
        queries: ['web.shop.svc.cluster.local', 'web.shop'],
        servers: ['10.96.0.2'],
        resolvConf: { searches: ['shop.svc.cluster.local.', 'svc.cluster.local'], options: ['edns0', 'ndots:5'] },
      },
    },
    given: asked,
    fails: [],
  },
  {
    name: 'dns: one answer too few',
    expect: { dns: { answers: [{ data: '10.96.0.10' }] } },
    given: asked,
    fails: ['dns.answers'],
  },
  {
    name: 'dns: the same record does not count twice',
    expect: { dns: { answers: [{ data: '10.96.0.10' }, { data: '10.96.0.10' }] } },
    given: asked,
    fails: ['dns.answers'],
  },
  {
    name: 'dns: the order of queries matters',
    expect: { dns: { queries: ['web.shop', 'web.shop.svc.cluster.local'] } },
    given: asked,
    fails: ['dns.queries'],
  },
  {
    name: 'dns: nothing was looked up',
    expect: { dns: { rcode: 'NXDOMAIN' } },
    given: odds(possibility()),
    fails: ['dns.rcode'],
  },
  {
    name: 'stoppedAt: any of those that share the blame',
    expect: { stoppedAt: { layer: 'policy', object: 'NetworkPolicy/shop/b' } },
    given: odds({ ...lost, share: share(1, 1) }),
    fails: [],
  },
  {
    name: 'stoppedAt: another layer',
    expect: { stoppedAt: { layer: 'cni' } },
    given: odds({ ...lost, share: share(1, 1) }),
    fails: ['stoppedAt.layer'],
  },
  {
    name: 'stoppedAt: nothing stopped it',
    expect: { stoppedAt: { layer: 'policy' } },
    given: odds(possibility()),
    fails: ['stoppedAt.layer'],
  },
  {
    name: 'ways that were not expanded fail by name',
    expect: { outcome: 'delivered' },
    given: { ...odds(possibility({ share: share(1, 2) })), unexpanded: share(1, 2) },
    fails: ['unsupported'],
  },
];

describe('judge', () => {
  it.each(rows)('$name', ({ expect: wanted, given, fails }) => {
    expect(judge(wanted, given).map(({ key }) => key)).toEqual(fails);
  });

  it('judges each of several odds by itself', () => {
    expect(judge({ endpoints: ['10.244.0.5:8080'] }, [odds(possibility()), canary])).toHaveLength(1);
  });
});

describe('the list of keys', () => {
  it.each(Object.keys(KEYS))('%s has a row that fires and one that stays silent', (key) => {
    const own = rows.filter((row) => key in row.expect && !row.fails.includes('unsupported'));
    expect(own.some(({ fails }) => fails.length > 0)).toBe(true);
    expect(own.some(({ fails }) => fails.length === 0)).toBe(true);
  });
});
