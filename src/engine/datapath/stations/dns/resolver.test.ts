import { describe, expect, test } from 'vitest';
import type { Cluster, ClusterPod } from '#cluster';
import type { DnsMessage, Ip } from '#net';
import { ip } from '#net';
import type { HostsLine, Tables, WrittenResolvConf } from '#tables';
import type { DnsQuestion, Intent, Seen, Sending, Step, World } from '../../flow.ts';
import { resolverSender } from './resolver.ts';

const SERVER = '10.90.0.10';

/** What a server says to a name: an address, or NXDOMAIN, NODATA, SERVFAIL, silence, a reject, an answer that is cut over UDP. */
type Script = Readonly<Record<string, string>>;

interface Told {
  readonly image?: string;
  readonly servers?: readonly string[];
  readonly searches?: readonly string[];
  readonly options?: readonly string[];
  readonly hosts?: readonly HostsLine[];
  readonly families?: Cluster['families'];
}

const SEARCHES = ['tools.svc.cluster.local', 'svc.cluster.local', 'cluster.local'];

/** Runs a lookup against scripted servers (`NAME`, or `NAME@SERVER`) and writes down what was asked and came out. */
function run(name: string, script: Script, told: Told = {}, question: Partial<DnsQuestion> | null = {}): string {
  const asked: string[] = [];
  let waited = 0;
  const walk = (step: Step): string => {
    switch (step.then) {
      case 'open': {
        const { target, payload } = step.sending.intent;
        if (target.kind !== 'address' || payload?.kind !== 'dns-query') return 'no question';
        const { query } = payload;
        const said = script[`${query.name}@${target.ip}`] ?? script[query.name] ?? 'NXDOMAIN';
        waited += step.sending.elapsedMs;
        asked.push(`${query.name}${query.transport === 'tcp' ? ' tcp' : ''}`);
        return walk(step.resume(seen(said, query)));
      }
      case 'fork':
        return step.branches.map((branch) => walk(branch.take(branch.alike[0]))).join(' or ');
      case 'resend': {
        waited += step.sending.elapsedMs;
        const { target } = step.sending.intent;
        return target.kind === 'address' ? target.ip : target.name;
      }
      case 'end': {
        const { word, dns, stoppedAt } = step.outcome;
        return [word, dns?.rcode ?? '', dns?.answers.map(({ data }) => data).join(',') ?? '', stoppedAt?.reason ?? '']
          .filter((part) => part !== '')
          .join(' ');
      }
      default:
        return step.then;
    }
  };
  const result = walk(resolverSender.handle(sendingFor(name, question), worldFor(told), PASS));
  return [asked.join(' '), waited > 0 ? `(${waited / 1000} s)` : '', '->', result]
    .filter((part) => part !== '')
    .join(' ');
}

const PASS = { id: 'request', chance: { seed: 1, request: 'r', number: 0, sameConnection: false } } as Parameters<
  typeof resolverSender.handle
>[2];

function seen(said: string, query: { readonly name: string; readonly type: string; readonly transport: string }): Seen {
  const nothing = { by: null, stoppedAt: null, dns: null, memory: new Map<string, string>() };
  if (said === 'silence') return { word: 'timeout', payload: null, ...nothing };
  if (said === 'reject') return { word: 'refused', payload: null, ...nothing };
  const rcode = said === 'NXDOMAIN' || said === 'SERVFAIL' ? said : 'NOERROR';
  const isCut = said.startsWith('large ') && query.transport === 'udp';
  const data = said.replace('large ', '');
  const fits = data.includes(':') === (query.type === 'AAAA');
  const isEmpty = rcode !== 'NOERROR' || said === 'NODATA' || isCut || !fits;
  const answer: DnsMessage = {
    rcode,
    answers: isEmpty ? [] : [{ name: query.name, type: query.type, ttl: 5, data }],
    authority: [],
    additional: [],
    authoritative: true,
    truncated: isCut,
  };
  return { word: 'reply', payload: { kind: 'dns-answer', answer }, ...nothing, by: 'answer' };
}

function sendingFor(name: string, question: Partial<DnsQuestion> | null): Sending {
  const asked: DnsQuestion | null =
    question === null
      ? null
      : { name, type: 'A', search: !name.endsWith('.'), server: null, resolver: null, transport: 'udp', ...question };
  const intent: Intent = {
    target: { kind: 'name', name },
    port: 80,
    protocol: 'TCP',
    payload: null,
    tls: null,
    bytes: 60,
    question: asked,
    via: null,
  };
  return { at: { place: { kind: 'pod', pod: 'tools/cli' }, hook: 'send' }, intent, memory: new Map(), elapsedMs: 0 };
}

function worldFor(told: Told): World {
  const written: WrittenResolvConf = {
    conf: {
      nameservers: (told.servers ?? [SERVER]).map((text): Ip => ip(text)),
      searches: told.searches ?? SEARCHES,
      options: told.options ?? ['ndots:5'],
    },
    because: [],
    events: [],
  };
  const pod: Partial<ClusterPod> = {
    key: 'tools/cli',
    ips: [ip('10.40.1.1')],
    spec: { containers: [{ image: told.image ?? 'debian:12' }] } as unknown as ClusterPod['spec'],
  };
  const cluster: Partial<Cluster> = {
    settings: { domain: 'cluster.local' } as Cluster['settings'],
    families: told.families ?? ['IPv4'],
    podByKey: new Map([['tools/cli', pod as ClusterPod]]),
    podByIp: new Map(),
    serviceByKey: new Map(),
    faults: [],
  };
  const dns: Partial<Tables['dns']> = { resolvConfOf: () => written, hostsFileOf: () => told.hosts ?? [] };
  return { cluster: cluster as Cluster, tables: { dns: dns as Tables['dns'] } as Tables };
}

describe('the search of glibc', () => {
  const full = 'web.shop.svc.cluster.local.';
  test.each([
    [
      'few dots go through the list',
      'web.shop',
      { [full]: '10.90.1.1' },
      {},
      `web.shop.tools.svc.cluster.local. ${full} -> answered NOERROR 10.90.1.1`,
    ],
    ['a trailing dot keeps the list out', 'web.shop.', {}, {}, 'web.shop. -> unresolved NXDOMAIN NameDoesNotExist'],
    [
      'enough dots go first as they are, then through the list',
      'web.shop',
      { [full]: '10.90.1.1' },
      { options: ['ndots:1'] },
      `web.shop. web.shop.tools.svc.cluster.local. ${full} -> answered NOERROR 10.90.1.1`,
    ],
    [
      'no data goes on, and is the result if nothing is found',
      'web.shop',
      { [full]: 'NODATA' },
      { searches: ['svc.cluster.local', 'cluster.local'] },
      `${full} web.shop.cluster.local. web.shop. -> unresolved NOERROR NoData`,
    ],
    [
      'SERVFAIL is tried twice, then goes on',
      'a',
      { 'a.x.': 'SERVFAIL', 'a.': '10.90.1.2' },
      { searches: ['x'] },
      'a.x. a.x. a. -> answered NOERROR 10.90.1.2',
    ],
    [
      'SERVFAIL is the result where all the rest does not exist',
      'a',
      { 'a.x.': 'SERVFAIL' },
      { searches: ['x', 'y'] },
      'a.x. a.x. a.y. a. -> unresolved SERVFAIL ServerFailure',
    ],
    [
      'silence skips the rest of the list',
      'a',
      { 'a.x.': 'silence', 'a.': 'silence' },
      { searches: ['x', 'y'] },
      'a.x. a.x. a. a. (15 s) -> timeout ServerSilent',
    ],
    [
      'a reject stops at once',
      'a',
      { 'a.x.': 'reject' },
      { searches: ['x', 'y'] },
      'a.x. a.x. -> refused ServerRefused',
    ],
    [
      'the second server is asked when the first is silent',
      'a.',
      { 'a.@192.0.2.1': 'silence', 'a.@192.0.2.2': '10.90.1.3' },
      { servers: ['192.0.2.1', '192.0.2.2'] },
      'a. a. (5 s) -> answered NOERROR 10.90.1.3',
    ],
    [
      'NXDOMAIN of the first server is final',
      'a.',
      { 'a.@192.0.2.2': '10.90.1.3' },
      { servers: ['192.0.2.1', '192.0.2.2'] },
      'a. -> unresolved NXDOMAIN NameDoesNotExist',
    ],
    [
      'a cut answer is asked again over TCP',
      'a.',
      { 'a.': 'large 10.90.1.4' },
      {},
      'a. a. tcp -> answered NOERROR 10.90.1.4',
    ],
    [
      'use-vc asks over TCP at once',
      'a.',
      { 'a.': '10.90.1.4' },
      { options: ['use-vc'] },
      'a. tcp -> answered NOERROR 10.90.1.4',
    ],
    ['without a server the question is refused', 'a.', {}, { servers: [] }, '-> refused NoServers'],
  ] as const)('%s', (_, name, script, told, wanted) => {
    expect(run(name, script, told)).toBe(wanted);
  });

  test('rotate lets any server be the first', () => {
    const told = { servers: ['192.0.2.1', '192.0.2.2'], options: ['rotate'] };
    expect(run('a.', { 'a.@192.0.2.1': '10.90.1.1', 'a.@192.0.2.2': '10.90.1.2' }, told)).toBe(
      'a. a. -> answered NOERROR 10.90.1.1 or answered NOERROR 10.90.1.2',
    );
  });

  test('another server than resolv.conf says', () => {
    expect(run('a.', { 'a.@192.0.2.7': '10.90.1.5' }, {}, { server: ip('192.0.2.7') })).toBe(
      'a. -> answered NOERROR 10.90.1.5',
    );
  });
});

describe('the search of musl', () => {
  const image = 'registry.example/alpine:3.20';
  test.each([
    [
      'enough dots never see the list',
      'web.shop',
      {},
      { image, options: ['ndots:1'] },
      'web.shop. -> unresolved NXDOMAIN NameDoesNotExist',
    ],
    [
      'few dots go through the list',
      'web',
      { 'web.svc.cluster.local.': '10.90.1.1' },
      { image },
      'web.tools.svc.cluster.local. web.svc.cluster.local. -> answered NOERROR 10.90.1.1',
    ],
    [
      'no data ends the search',
      'web',
      { 'web.tools.svc.cluster.local.': 'NODATA' },
      { image },
      'web.tools.svc.cluster.local. -> unresolved NOERROR NoData',
    ],
    [
      'SERVFAIL ends the search',
      'web',
      { 'web.tools.svc.cluster.local.': 'SERVFAIL' },
      { image },
      'web.tools.svc.cluster.local. -> unresolved SERVFAIL ServerFailure',
    ],
    ['a reject is not noticed', 'web.', { 'web.': 'reject' }, { image }, 'web. -> timeout ServerRefused'],
    [
      'servers that disagree are a race',
      'a.',
      { 'a.@192.0.2.1': '10.90.1.1', 'a.@192.0.2.2': 'NXDOMAIN' },
      { image, servers: ['192.0.2.1', '192.0.2.2'] },
      'a. a. -> answered NOERROR 10.90.1.1 or unresolved NXDOMAIN NameDoesNotExist',
    ],
    [
      'an old one has no TCP and takes a cut answer as it is',
      'a.',
      { 'a.': 'large 10.90.1.4' },
      { image: 'alpine:3.17' },
      'a. -> unresolved NOERROR NoData',
    ],
  ] as const)('%s', (_, name, script, told, wanted) => {
    expect(run(name, script, told)).toBe(wanted);
  });
});

describe('a program that connects', () => {
  const hosts: readonly HostsLine[] = [{ ip: ip('10.40.1.1'), names: ['cli'], because: [] }];
  test.each([
    ['goes to the address of the name', 'web.', { 'web.': '10.90.1.1' }, {}, 'web. -> 10.90.1.1'],
    ['looks into its hosts file first', 'cli', { 'cli.': '10.90.1.1' }, { hosts }, '-> 10.40.1.1'],
    ['takes an address as it is', '10.90.1.9', {}, {}, '-> 10.90.1.9'],
    ['is unresolved on silence too', 'web.', { 'web.': 'silence' }, {}, 'web. web. (5 s) -> unresolved ServerSilent'],
    ['cannot look up an empty label', 'web..shop', {}, {}, '-> unresolved InvalidName'],
    [
      'asks for both families in a dual-stack cluster, and prefers one it has itself',
      'web.',
      { 'web.': 'fd00::1' },
      { families: ['IPv4', 'IPv6'] },
      'web. web. -> fd00::1',
    ],
  ] as const)('%s', (_, name, script, told, wanted) => {
    expect(run(name, script, told, null)).toBe(wanted);
  });
});
