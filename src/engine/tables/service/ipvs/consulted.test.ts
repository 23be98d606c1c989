import { describe, expect, it } from 'vitest';
import { packet, service, tablesWith } from '../world.fixture.ts';

function port(text: string, nodePort: number): string {
  return text.replace('targetPort: 8080', `targetPort: 8080, nodePort: ${nodePort}`);
}

const BALANCED = '{loadBalancer: {ingress: [{ip: 198.51.100.8}]}}';
const EVERYBODY = port(
  service('edge', 'type: LoadBalancer, clusterIP: 10.70.0.8, selector: {app: web}, externalIPs: [192.0.2.8]', BALANCED),
  30008,
);
const LOCAL = EVERYBODY.replace('selector', 'externalTrafficPolicy: Local, selector');
const GUARDED = EVERYBODY.replace('selector', 'loadBalancerSourceRanges: [203.0.113.0/25], selector');

type Row = readonly [name: string, manifests: string, packet: string, want: readonly string[]];

const CLUSTER_FILTER = 'KUBE-IPVS-FILTER: KUBE-CLUSTER-IP RETURN';
const EXTERNAL_FILTER = 'KUBE-IPVS-FILTER: KUBE-EXTERNAL-IP RETURN';
const LOCAL_FILTER = 'KUBE-IPVS-FILTER: KUBE-EXTERNAL-IP-LOCAL RETURN';
const BALANCER_FILTER = 'KUBE-IPVS-FILTER: KUBE-LOAD-BALANCER RETURN';

describe('what a packet meets before IPVS takes it', () => {
  it.each<Row>([
    [
      'a pod to a cluster IP',
      EVERYBODY,
      '10.50.1.9 > 10.70.0.8:80',
      ['KUBE-SERVICES: KUBE-CLUSTER-IP ACCEPT', CLUSTER_FILTER],
    ],
    ['a node is marked', EVERYBODY, '172.20.0.11 > 10.70.0.8:80', ['KUBE-SERVICES: KUBE-CLUSTER-IP KUBE-MARK-MASQ']],
    [
      'an external IP',
      EVERYBODY,
      '203.0.113.4 > 192.0.2.8:80',
      ['KUBE-SERVICES: KUBE-EXTERNAL-IP KUBE-MARK-MASQ', EXTERNAL_FILTER],
    ],
    [
      'one of policy Local',
      LOCAL,
      '203.0.113.4 > 192.0.2.8:80',
      ['KUBE-SERVICES: KUBE-EXTERNAL-IP-LOCAL ACCEPT', LOCAL_FILTER],
    ],
    [
      'a balancer address',
      EVERYBODY,
      '203.0.113.4 > 198.51.100.8:80',
      ['KUBE-SERVICES: KUBE-LOAD-BALANCER KUBE-LOAD-BALANCER', 'KUBE-LOAD-BALANCER: KUBE-MARK-MASQ', BALANCER_FILTER],
    ],
    [
      'one of policy Local returns unmarked',
      LOCAL,
      '203.0.113.4 > 198.51.100.8:80',
      [
        'KUBE-SERVICES: KUBE-LOAD-BALANCER KUBE-LOAD-BALANCER',
        'KUBE-LOAD-BALANCER: KUBE-LOAD-BALANCER-LOCAL RETURN',
        BALANCER_FILTER,
      ],
    ],
    [
      'a node port',
      EVERYBODY,
      '203.0.113.4 > 172.20.0.11:30008',
      ['KUBE-SERVICES: KUBE-NODE-PORT', 'KUBE-NODE-PORT: KUBE-NODE-PORT-TCP KUBE-MARK-MASQ'],
    ],
    [
      'a node port of policy Local',
      LOCAL,
      '203.0.113.4 > 172.20.0.11:30008',
      ['KUBE-SERVICES: KUBE-NODE-PORT', 'KUBE-NODE-PORT: KUBE-NODE-PORT-LOCAL-TCP RETURN'],
    ],
    [
      'the node itself in no range',
      GUARDED,
      '198.51.100.8 > 198.51.100.8:80',
      ['KUBE-IPVS-OUT-FILTER: 198.51.100.8 80 DROP'],
    ],
    ['a source in no range', GUARDED, '203.0.113.200 > 198.51.100.8:80', ['KUBE-SOURCE-RANGES-FIREWALL: DROP']],
    ['a port of no Service', EVERYBODY, '10.50.1.9 > 10.70.0.8:81', ['KUBE-IPVS-FILTER: KUBE-IPVS-IPS REJECT']],
  ])('%s', (_name, manifests, from, want) => {
    const services = tablesWith(manifests, { serviceProxy: { mode: 'ipvs' } }).on('left');
    const seen = packet(from);
    const isOwn = services?.view.isLocal(seen.src) === true;
    const refused = isOwn ? null : services?.judge(seen, 'input');
    const verdict = refused ?? services?.translate(seen) ?? null;
    if (services === null || verdict === null) throw new Error('nothing decided');
    const [first] = verdict.kind === 'translate' ? verdict.endpoints : [];
    const read =
      verdict.kind === 'translate' && first !== undefined
        ? services.readThrough(verdict, first, isOwn ? 'output' : 'input')
        : verdict.kind === 'translate'
          ? []
          : services.readBy(verdict, isOwn ? 'nat' : 'input');
    const rules = read.filter(({ table }) => table.kind === 'iptables');
    expect(rules.map(({ table, row }) => `${table.name}: ${row}`)).toEqual(want);
    for (const { table, row } of rules) {
      const view = services.print('iptables', table.name, row);
      expect(view?.rows.filter(({ id }) => id === row)).toHaveLength(1);
    }
  });
});
