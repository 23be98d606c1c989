import { describe, expect, test } from 'vitest';
import { packet, service, tablesWith } from '../world.fixture.ts';

const SERVICES = [
  service(
    'edge',
    'type: LoadBalancer, clusterIP: 10.70.0.8, selector: {app: web}, externalTrafficPolicy: Local, sessionAffinity: ClientIP, loadBalancerSourceRanges: [203.0.113.0/24]',
    '{loadBalancer: {ingress: [{ip: 198.51.100.8}]}}',
  ).replace('targetPort: 8080', 'targetPort: 8080, nodePort: 30008'),
  service('six', 'clusterIP: "fd00:70::6", ipFamilies: [IPv6], selector: {app: none}'),
].join('\n');

const BOTH = { podCIDR: '10.50.0.0/16,fd00:50::/48', serviceCIDR: '10.70.0.0/16,fd00:70::/112' };

/** By what was dialled: what the marked row of each table says, in the order of the way. */
const ROWS = [
  [
    'a pod dials the cluster IP',
    '10.50.1.9 > 10.70.0.8:80',
    'forward',
    ['10.70.0.8 . tcp . 80', 'numgen random mod 2 = 1'],
  ],
  [
    'a client dials the balancer',
    '203.0.113.4 > 198.51.100.8:80',
    'forward',
    ['198.51.100.8 . tcp . 80', '', 'numgen random mod 1 = 0'],
  ],
  [
    'a pod takes the short cut',
    '10.50.1.9 > 172.20.0.11:30008',
    'input',
    ['tcp . 30008', 'ip saddr 10.50.0.0/16', 'numgen random mod 2 = 1'],
  ],
  [
    'the node takes the short cut',
    '172.20.0.11 > 172.20.0.11:30008',
    'output',
    ['tcp . 30008', 'fib saddr type local', 'numgen random mod 2 = 1'],
  ],
  ['a client outside the ranges', '198.51.100.200 > 198.51.100.8:80', 'forward', ['ip saddr != 203.0.113.0/24']],
  ['another port of the cluster IP', '10.50.1.9 > 10.70.0.8:81', 'forward', ['ip daddr @cluster-ips']],
  ['an address that no Service has', '10.50.1.9 > 10.70.9.9:80', 'forward', ['ip daddr 10.70.0.0/16']],
  ['IPv6', 'fd00:50::9 > [fd00:70::6]:80', 'forward', ['fd00:70::6 . tcp . 80']],
] as const;

describe('the rows that a packet met, in tables as nft lists them', () => {
  test.each(ROWS)('%s', (_, from, hook, says) => {
    const services = tablesWith(SERVICES, { ...BOTH, serviceProxy: { mode: 'nftables' } }).on('left');
    const seen = packet(from.replace(/[[\]]/g, ''));
    const first = services?.translate(seen) ?? services?.judge(seen, hook) ?? null;
    if (services === null || services === undefined || first === null) throw new Error('nothing decided');
    const endpoint = first.kind === 'translate' ? first.endpoints.at(-1) : undefined;
    const read =
      first.kind !== 'translate'
        ? services.readBy(first, hook)
        : endpoint === undefined
          ? []
          : services.readThrough(first, endpoint, 'prerouting');
    const marked = read.map(({ table, row }) =>
      services.print('nftables', table.name, row)?.rows.filter(({ id }) => id === row),
    );
    expect(marked.map((rows) => rows?.map(({ cells }) => cells[0]))).toEqual(says.map((cell) => [cell]));
  });
});
