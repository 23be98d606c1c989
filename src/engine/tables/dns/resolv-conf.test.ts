import { describe, expect, test } from 'vitest';
import { podResolvConf, resolvConfText } from './resolv-conf.ts';
import { pod, town } from './town.fixture.ts';

const text = (spec: Parameters<typeof pod>[2], note: Parameters<typeof town>[0] = {}): string =>
  resolvConfText(podResolvConf(town(note), pod('shop/one', '10.40.1.1', spec)).conf);

describe('what the kubelet writes', () => {
  test.each([
    [
      "ClusterFirst: cluster DNS, three domains, then the node's",
      {},
      { nodeSearches: ['corp.example.'] },
      'search shop.svc.cluster.local svc.cluster.local cluster.local corp.example\nnameserver 10.90.0.10\noptions ndots:5\n',
    ],
    ['Default: what the node has', { dnsPolicy: 'Default' }, {}, 'nameserver 192.0.2.9\noptions edns0\n'],
    [
      'the host network without its own policy: what the node has',
      { hostNetwork: true },
      {},
      'nameserver 192.0.2.9\noptions edns0\n',
    ],
    [
      'the host network with ClusterFirstWithHostNet: cluster DNS',
      { hostNetwork: true, dnsPolicy: 'ClusterFirstWithHostNet' },
      {},
      'search shop.svc.cluster.local svc.cluster.local cluster.local\nnameserver 10.90.0.10\noptions ndots:5\n',
    ],
    [
      'None: only dnsConfig',
      { dnsPolicy: 'None', dnsConfig: { nameservers: ['192.0.2.1'], searches: [], options: [] } },
      {},
      'nameserver 192.0.2.1\n',
    ],
    [
      'dnsConfig is appended, options of the same name replaced',
      {
        dnsConfig: {
          nameservers: ['10.90.0.10', '192.0.2.1'],
          searches: ['x.example'],
          options: [{ name: 'ndots', value: '2' }, { name: 'use-vc' }],
        },
      },
      {},
      'search shop.svc.cluster.local svc.cluster.local cluster.local x.example\nnameserver 10.90.0.10\nnameserver 192.0.2.1\noptions ndots:2 use-vc\n',
    ],
    [
      'NodeLocal DNSCache with iptables keeps the Service address',
      {},
      { cache: 'on' },
      'search shop.svc.cluster.local svc.cluster.local cluster.local\nnameserver 10.90.0.10\noptions ndots:5\n',
    ],
    [
      'with ipvs it is the address of the cache',
      {},
      { cache: 'on', proxy: 'ipvs' },
      'search shop.svc.cluster.local svc.cluster.local cluster.local\nnameserver 169.254.20.10\noptions ndots:5\n',
    ],
  ] as const)('%s', (_, spec, note, wanted) => {
    expect(text(spec, note)).toBe(wanted);
  });

  test('a fourth server is cut, and an event says so', () => {
    const nameservers = ['192.0.2.1', '192.0.2.2', '192.0.2.3', '192.0.2.4'];
    const one = pod('shop/one', '10.40.1.1', {
      dnsPolicy: 'None',
      dnsConfig: { nameservers, searches: [], options: [] },
    });
    const written = podResolvConf(town(), one);
    expect(written.conf.nameservers).toHaveLength(3);
    expect(written.events.map(({ reason }) => reason)).toEqual(['DNSConfigForming']);
  });

  test('before 1.26 the seventh domain is cut', () => {
    const searches = ['a', 'b', 'c', 'd'].map((label) => `${label}.example`);
    const spec = { dnsConfig: { nameservers: [], searches, options: [] } };
    const domains = (minor: number): number =>
      podResolvConf(town({ minor }), pod('shop/one', '10.40.1.1', spec)).conf.searches.length;
    expect(domains(25)).toBe(6);
    expect(domains(26)).toBe(7);
  });
});
