import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Session } from '../session.ts';
import { openSession } from '../session.ts';
import { shareOfEach } from './left-behind.ts';
import { listener, TWO_NODES } from './two-nodes.fixture.ts';

const WORLD = `${TWO_NODES}${listener('right', 'web', '10.50.2.5')}${listener('right', 'shop', '10.50.2.6')}---
apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec: {clusterIP: 10.70.0.5, ports: [{port: 80, targetPort: 8080}]}
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {name: web-a, namespace: shop, labels: {kubernetes.io/service-name: web}}
addressType: IPv4
ports: [{port: 8080}]
endpoints: [{addresses: [10.50.2.5]}, {addresses: [10.50.2.6]}]
`;

function opened(mode: string, ...requests: readonly string[]): Session {
  const cluster = `podCIDR: 10.50.0.0/16, serviceCIDR: 10.70.0.0/16, serviceProxy: ${mode}`;
  const list = requests.map((request, index) => `{name: r${index}, from: pod/shop/caller, ${request}}`);
  return openSession(
    `hopscope: 1\ntitle: t\ncluster: {${cluster}}\nmanifests: |${WORLD.replaceAll('\n', '\n  ')}\nrequests: [${list.join(', ')}]\n`,
  );
}

const printed = (mode: string, request: string, run: string) => opened(mode, request).output('node/left', run);

const TO_SERVICE = 'connect: {to: 10.70.0.5, port: 80}';
const entries = (text: string | null) => text?.split('\n').filter((line) => / dport=80 |:80 /.test(line)) ?? [];

describe.each(['iptables', 'nftables', 'ipvs'])('connections that a request leaves on its node, in %s mode', (mode) => {
  it.each([
    ['each of a count has its own', `${TO_SERVICE}, count: 9`, 9],
    ['requests on one connection share one', `${TO_SERVICE}, count: 9, sameConnection: true`, 1],
    ['one request leaves one', TO_SERVICE, 1],
  ])('%s', (_name, request, want) => {
    const lines = entries(printed(mode, request, 'conntrack -L'));
    expect(lines).toHaveLength(want);
    expect(new Set(lines.map((line) => /sport=(\d+)/.exec(line)?.[1])).size).toBe(want);
  });
});

describe('connections of very many', () => {
  it('of more than a thousand the first are shown, and a comment says so', () => {
    const [comment, ...lines] = printed('iptables', `${TO_SERVICE}, count: 1001`, 'conntrack -L')?.split('\n') ?? [];
    expect(comment).toBe('# Not shown here: what more than the first 1000 connections of each request would leave.');
    expect(lines).toEqual(printed('iptables', `${TO_SERVICE}, count: 1000`, 'conntrack -L')?.split('\n'));
  });

  it('over several requests each has the same share', () => {
    const session = opened(
      'iptables',
      `${TO_SERVICE}, count: 3`,
      ...Array<string>(4).fill(`${TO_SERVICE}, count: 1000`),
    );
    const [comment, ...lines] = session.output('node/left', 'conntrack -L')?.split('\n') ?? [];
    expect(comment).toBe('# Not shown here: what more than the first 249 connections of each request would leave.');
    const fewer = opened('iptables', `${TO_SERVICE}, count: 3`, ...Array<string>(4).fill(`${TO_SERVICE}, count: 249`));
    expect(lines).toEqual(fewer.output('node/left', 'conntrack -L')?.split('\n'));
  });
});

it('ipvsadm -Ln counts as active what ipvsadm -Lnc lists as established', () => {
  const run = 'ipvsadm -Ln -t 10.70.0.5:80';
  const active = printed('ipvs', `${TO_SERVICE}, count: 4`, run)?.matchAll(/Masq {4}1 {6}(\d+) +(\d+)/g) ?? [];
  expect(Array.from(active, ([, ...counts]) => counts)).toEqual([
    ['2', '0'],
    ['2', '0'],
  ]);
});

describe('ipvsadm -Lnc', () => {
  it('names client, virtual server and real server, which take turns', () => {
    const lines = entries(printed('ipvs', `${TO_SERVICE}, count: 4`, 'ipvsadm -Lnc'));
    const ends = lines.map(
      (line) => /^TCP 15:00 {2}ESTABLISHED 10\.50\.1\.5:\d+ +10\.70\.0\.5:80 +(\S+)$/.exec(line)?.[1],
    );
    expect(ends.filter((one) => one === '10.50.2.5:8080')).toHaveLength(2);
    expect(ends.filter((one) => one === '10.50.2.6:8080')).toHaveLength(2);
  });

  it('has nothing of connections that are no Service’s', () => {
    expect(entries(printed('ipvs', 'connect: {to: 10.50.2.5, port: 8080}', 'ipvsadm -Lnc'))).toEqual([]);
  });

  it('is there in ipvs mode only', () => {
    expect(printed('iptables', TO_SERVICE, 'ipvsadm -Lnc')).toBeNull();
  });
});

describe('the share of each part', () => {
  it.each<[string, readonly number[], number, number | null]>([
    ['all have all where there is room', [3, 4], 7, null],
    ['what small parts leave goes to the large ones', [1, 9, 9], 9, 4],
    ['nobody has less than one', [1, 1, 5], 2, 1],
    ['parts of one have all, however many they are', [1, 1, 1], 2, null],
  ])('%s', (_name, parts, most, want) => {
    expect(shareOfEach(parts, most)).toBe(want);
  });

  it('is the largest that fits', () => {
    const taken = (parts: readonly number[], share: number) =>
      parts.reduce((sum, part) => sum + Math.min(part, share), 0);
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 9 }),
        fc.nat(200),
        (parts, most) => {
          const share = shareOfEach(parts, most);
          const isWithin = taken(parts, share ?? Infinity) <= Math.max(most, parts.length);
          const isLargest = share === null || taken(parts, share + 1) > most;
          expect([isWithin, isLargest]).toEqual([true, true]);
        },
      ),
    );
  });
});

describe('what is kept of connections', () => {
  const REQUESTS = [`${TO_SERVICE}, count: 4`, 'connect: {to: 10.50.2.5, port: 8080}', `${TO_SERVICE}, count: 2`];
  const RUNS = ['conntrack -L', 'ipvsadm -Lnc', 'ipvsadm -Ln'];

  it('is what is walked anew, whatever was asked before', () => {
    const asked = fc.record({
      on: fc.constantFrom('node/left', 'node/right'),
      run: fc.constantFrom(...RUNS),
      after: fc.constantFrom(null, 'r0', 'r1', 'r2'),
    });
    fc.assert(
      fc.property(fc.array(asked, { minLength: 2, maxLength: 6 }), (all) => {
        const ask = (session: Session, { on, run, after }: (typeof all)[number]) =>
          session.output(on, run, after === null ? null : session.request(after));
        const kept = opened('ipvs', ...REQUESTS);
        for (const one of all) expect(ask(kept, one)).toBe(ask(opened('ipvs', ...REQUESTS), one));
      }),
      { numRuns: 20 },
    );
  });

  it('has what receivers send in turn', () => {
    const onward = 'then: [{name: next, connect: {to: 10.50.2.6, port: 8080}}]';
    const session = opened('iptables', `connect: {to: 10.50.2.5, port: 8080}, ${onward}`);
    expect(session.output('node/right', 'conntrack -L')).toMatch(/src=10\.50\.2\.5 dst=10\.50\.2\.6 /);
  });
});
