import { describe, expect, test } from 'vitest';
import { packet, service, tablesWith } from '../world.fixture.ts';

const SERVICES = service(
  'edge',
  'type: LoadBalancer, clusterIP: 10.70.0.8, selector: {app: none}, externalIPs: [192.0.2.8]',
  '{loadBalancer: {ingress: [{ip: 198.51.100.8}]}}',
).replace('targetPort: 8080', 'targetPort: 8080, nodePort: 30008');

/** By what was dialled: the part of the rule that names it. */
const ROWS = [
  ['a load balancer address', '203.0.113.4 > 198.51.100.8:80', 'forward', '-d 198.51.100.8/32'],
  ['an external IP', '203.0.113.4 > 192.0.2.8:80', 'forward', '-d 192.0.2.8/32'],
  ['a node port', '203.0.113.4 > 172.20.0.11:30008', 'input', '--dport 30008'],
  ['a cluster IP', '10.50.1.9 > 10.70.0.8:80', 'forward', '-d 10.70.0.8/32'],
] as const;

describe('the rule that refused, among those of one Service', () => {
  test.each(ROWS)('%s', (_, from, hook, says) => {
    const services = tablesWith(SERVICES, { serviceProxy: { mode: 'iptables' } }).on('left');
    const verdict = services?.judge(packet(from), hook) ?? null;
    if (services === null || services === undefined || verdict === null) throw new Error('not refused');
    const [read] = services.readBy(verdict, hook);
    const view = services.print('iptables', read?.table.name ?? '', read?.row ?? null);
    const marked = view?.rows.filter(({ id }) => id === read?.row).map(({ cells }) => cells[0]);
    expect(marked).toHaveLength(1);
    expect(marked?.[0]).toContain(says);
  });
});
