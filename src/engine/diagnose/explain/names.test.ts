import { describe, expect, test } from 'vitest';
import type { Cluster } from '#cluster';
import { ip } from '#net';
import type { Decisions, HopKind, HopOf, Story } from '#trace';
import { plainText } from '#trace';
import { explainDnsAnswer } from './dns-answer.ts';
import { explainLookup } from './lookup.ts';
import { explainResolved } from './resolved.ts';

const CLUSTER = { services: [], podByKey: new Map() } as unknown as Cluster;

function hop<K extends HopKind>(kind: K, decision: Decisions[K]): HopOf<K> {
  return {
    key: 'k',
    pass: 'request',
    way: 'forward',
    atMs: 0,
    kind,
    layer: 'dns',
    at: { place: { kind: 'pod', pod: 'shop/api' }, hook: 'send' },
    before: null,
    after: null,
    opens: null,
    decision,
    because: [],
    consulted: [],
    notTaken: { shown: [], more: 0 },
  };
}

const query = { name: 'db.shop.svc.cluster.local.', type: 'A', transport: 'udp', udpBytes: 512 } as const;

const answer: Decisions['dns-answer'] = {
  query,
  plugin: 'kubernetes',
  zone: 'cluster.local.',
  rcode: 'NOERROR',
  answers: 1,
  forwardTo: null,
  object: { kind: 'Service', namespace: 'shop', name: 'db' },
  why: 'the Service db has a ClusterIP',
  truncated: 'whole',
  data: ['A 10.96.3.10'],
};

const lookup: Decisions['lookup'] = {
  query,
  server: ip('10.96.0.10'),
  search: { domain: 'shop.svc.cluster.local', index: 0, of: 3 },
  attempt: 1,
};

const resolved: Decisions['resolved'] = {
  name: 'db',
  outcome: {
    rcode: 'NOERROR',
    answers: [{ name: query.name, type: 'A', ttl: 30, data: '10.96.3.10' }],
    queries: [query.name],
    servers: [ip('10.96.0.10')],
    resolvConf: { nameservers: [], searches: [], options: [] },
  },
  how: 'asked',
  addresses: [ip('10.96.3.10')],
};

describe('a lookup in words', () => {
  const rows: readonly (readonly [string, Story, string])[] = [
    [
      'a question',
      explainLookup(hop('lookup', lookup), CLUSTER),
      'The resolver in Pod api asks 10.96.0.10 for the A record of db.shop.svc.cluster.local',
    ],
    [
      'an answer',
      explainDnsAnswer(hop('dns-answer', answer), CLUSTER),
      'CoreDNS answers db.shop.svc.cluster.local with 10.96.3.10',
    ],
    [
      'a missing name',
      explainDnsAnswer(hop('dns-answer', { ...answer, rcode: 'NXDOMAIN', answers: 0, data: [] }), CLUSTER),
      'CoreDNS answers NXDOMAIN for db.shop.svc.cluster.local',
    ],
    [
      'no data',
      explainDnsAnswer(hop('dns-answer', { ...answer, answers: 0, data: [] }), CLUSTER),
      'CoreDNS knows db.shop.svc.cluster.local but no A record of it',
    ],
    [
      'forwarding',
      explainDnsAnswer(hop('dns-answer', { ...answer, forwardTo: ip('192.0.2.53'), data: [] }), CLUSTER),
      'CoreDNS does not hold db.shop.svc.cluster.local and asks 192.0.2.53',
    ],
    ['a result', explainResolved(hop('resolved', resolved), CLUSTER), 'db is 10.96.3.10'],
    [
      'a missing result',
      explainResolved(
        hop('resolved', {
          ...resolved,
          addresses: [],
          outcome: { ...resolved.outcome, rcode: 'NXDOMAIN', answers: [] },
        }),
        CLUSTER,
      ),
      'There is no name db',
    ],
    [
      'silence',
      explainResolved(
        hop('resolved', { ...resolved, addresses: [], outcome: { ...resolved.outcome, rcode: null, answers: [] } }),
        CLUSTER,
      ),
      'Nobody answered for db',
    ],
  ];

  test.each(rows)('%s', (_, story, title) => {
    expect(plainText(story.title)).toBe(title);
    expect(story.chip.length).toBeLessThanOrEqual(34);
    expect(story.commands.length).toBeGreaterThan(0);
    expect(plainText(story.detail)).not.toContain('undefined');
  });

  test('a lookup says which search domain made the name', () => {
    expect(plainText(explainLookup(hop('lookup', lookup), CLUSTER).detail)).toContain('search domain 1 of 3');
  });

  test('a result says how many names it took', () => {
    const many = { ...resolved, outcome: { ...resolved.outcome, queries: ['a.', 'b.', 'c.'] } };
    expect(plainText(explainResolved(hop('resolved', many), CLUSTER).detail)).toContain('It took 3 names');
  });
});
