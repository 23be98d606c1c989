import type { ClusterInput } from '#document';
import { describe, expect, it } from 'vitest';
import type { ServiceTables } from './index.ts';
import type { FilterHook, Refusal, Translation } from './verdict.ts';
import { packet, service, tablesWith } from './world.fixture.ts';

const SERVICES = [
  service('web', 'type: NodePort, clusterIP: 10.70.0.5, selector: {app: web}, externalIPs: [192.0.2.5]').replace(
    'targetPort: 8080',
    'targetPort: 8080, nodePort: 30005',
  ),
  service('empty', 'clusterIP: 10.70.0.6, selector: {app: none}, externalIPs: [192.0.2.6]'),
  service('near', 'clusterIP: 10.70.0.7, selector: {app: far}, internalTrafficPolicy: Local'),
  service(
    'edge',
    'type: LoadBalancer, clusterIP: 10.70.0.8, selector: {app: far}, externalTrafficPolicy: Local, healthCheckNodePort: 32008, loadBalancerSourceRanges: [" 203.0.113.0/25", "172.20.0.0/24"]',
    '{loadBalancer: {ingress: [{ip: 198.51.100.8}]}}',
  ).replace('targetPort: 8080', 'targetPort: 8080, nodePort: 30008'),
  service(
    'bare',
    'type: LoadBalancer, clusterIP: 10.70.0.10, selector: {app: none}, loadBalancerSourceRanges: [203.0.113.0/25]',
    '{loadBalancer: {ingress: [{ip: 198.51.100.10}]}}',
  ),
  service('own', 'clusterIP: 10.70.0.9, selector: {app: web}').replace(
    'name: own,',
    'name: own, labels: {service.kubernetes.io/service-proxy-name: other},',
  ),
  service('none', 'clusterIP: None, selector: {app: web}'),
].join('\n');

/** `cluster 10.50.1.5:8080 10.50.2.5:8080, notFromPod` or `reject NoEndpoints` or `nothing`. */
function told(verdict: Translation | Refusal | null): string {
  if (verdict === null) return 'nothing';
  if (verdict.kind !== 'translate') return `${verdict.kind} ${verdict.reason}`;
  const { set, endpoints, marked } = verdict;
  return `${set} ${endpoints.map(({ text }) => text).join(' ')}${marked === null ? '' : `, ${marked}`}`;
}

function asked(tables: ServiceTables, from: string, hook: FilterHook): string {
  const rules = tables.on('left');
  const first = rules?.translate(packet(from)) ?? null;
  return told(first ?? rules?.judge(packet(from), hook) ?? null);
}

type Row = readonly [name: string, packet: string, hook: FilterHook, want: string];

const BOTH = '10.50.1.5:8080 10.50.2.5:8080';

const SHARED: readonly Row[] = [
  ['a pod to a cluster IP keeps its source', '10.50.1.9 > 10.70.0.5:80', 'forward', `cluster ${BOTH}`],
  ['a node to a cluster IP is marked', '172.20.0.11 > 10.70.0.5:80', 'output', `cluster ${BOTH}, notFromPod`],
  [
    'an external IP is marked for everybody',
    '10.50.1.9 > 192.0.2.5:80',
    'forward',
    `cluster ${BOTH}, externalClusterPolicy`,
  ],
  ['a node port of this node', '203.0.113.4 > 172.20.0.11:30005', 'input', `cluster ${BOTH}, externalClusterPolicy`],
  ['a node port of another node is nothing here', '10.50.1.9 > 172.20.0.12:30005', 'forward', 'nothing'],
  ['no endpoint at all rejects', '10.50.1.9 > 10.70.0.6:80', 'forward', 'reject NoEndpoints'],
  ['Services of other proxies are invisible', '10.50.1.9 > 10.70.0.9:81', 'input', 'nothing'],
];

const IPTABLES: readonly Row[] = [
  ...SHARED,
  ['no local endpoint drops', '10.50.1.9 > 10.70.0.7:80', 'forward', 'drop NoLocalEndpoints'],
  [
    'the second address takes node ports too',
    '203.0.113.4 > 172.21.0.11:30005',
    'input',
    `cluster ${BOTH}, externalClusterPolicy`,
  ],
  ['localhost takes node ports', '127.0.0.1 > 127.0.0.1:30005', 'input', `cluster ${BOTH}, externalClusterPolicy`],
  ['another port of a cluster IP finds no rule', '10.50.1.9 > 10.70.0.5:81', 'forward', 'nothing'],
  ['another protocol finds no rule', '10.50.1.9 > 10.70.0.5:80 UDP', 'forward', 'nothing'],
  ['an unused address of the range finds no rule', '10.50.1.9 > 10.70.9.9:80', 'forward', 'nothing'],
  ['a client outside the ranges is dropped', '203.0.113.200 > 198.51.100.8:80', 'forward', 'drop SourceRangeDenied'],
  [
    'without endpoints a client outside the ranges is rejected as any other',
    '203.0.113.200 > 198.51.100.10:80',
    'forward',
    'reject NoEndpoints',
  ],
  ['an admitted client finds no local endpoint', '203.0.113.4 > 198.51.100.8:80', 'forward', 'drop NoLocalEndpoints'],
  [
    'a node inside the ranges takes the short cut',
    '172.20.0.11 > 198.51.100.8:80',
    'output',
    'cluster 10.50.2.6:8080, nodeLocal',
  ],
  [
    'the balancer address itself is admitted with the node',
    '198.51.100.8 > 198.51.100.8:80',
    'forward',
    'drop NoLocalEndpoints',
  ],
  [
    'ranges do not guard node ports; a pod takes the short cut',
    '10.50.1.9 > 172.20.0.11:30008',
    'input',
    'cluster 10.50.2.6:8080',
  ],
  ['output does not reject external addresses', '172.20.0.11 > 192.0.2.6:80', 'output', 'nothing'],
];

const NFTABLES: readonly Row[] = [
  ...SHARED,
  ['the second address takes no node ports', '203.0.113.4 > 172.21.0.11:30005', 'input', 'nothing'],
  ['localhost takes none', '127.0.0.1 > 127.0.0.1:30005', 'input', 'nothing'],
  ['another port of a cluster IP is rejected', '10.50.1.9 > 10.70.0.5:81', 'forward', 'reject NoRuleForPort'],
  ['so is ICMP', '10.50.1.9 > 10.70.0.5:80 ICMP', 'forward', 'reject NoRuleForPort'],
  ['an unused address of the range is dropped', '10.50.1.9 > 10.70.9.9:80', 'forward', 'drop NoSuchServiceAddress'],
  ['output rejects external addresses too', '172.20.0.11 > 192.0.2.6:80', 'output', 'reject NoEndpoints'],
  ['a client outside the ranges is dropped', '203.0.113.200 > 198.51.100.8:80', 'forward', 'drop SourceRangeDenied'],
  [
    'without endpoints too, as ranges are asked before DNAT',
    '203.0.113.200 > 198.51.100.10:80',
    'forward',
    'drop SourceRangeDenied',
  ],
  [
    'without endpoints an admitted client is rejected',
    '203.0.113.4 > 198.51.100.10:80',
    'forward',
    'reject NoEndpoints',
  ],
];

const IPVS: readonly Row[] = [
  ...SHARED,
  ['no local endpoint refuses', '10.50.1.9 > 10.70.0.7:80', 'input', 'reject NoLocalEndpoints'],
  ['localhost takes no node ports', '127.0.0.1 > 127.0.0.1:30005', 'input', 'nothing'],
  ['another port of a bound address is rejected', '10.50.1.9 > 192.0.2.5:81', 'input', 'reject NoRuleForPort'],
  ['a health check port is let through on a bound address', '10.50.1.9 > 192.0.2.5:32008', 'input', 'nothing'],
  ['an unused address of the range finds no rule', '10.50.1.9 > 10.70.9.9:80', 'forward', 'nothing'],
  [
    'Local without local endpoints falls back to all',
    '203.0.113.4 > 172.20.0.11:30008',
    'input',
    'cluster 10.50.2.6:8080',
  ],
];

function rowsOf(mode: 'iptables' | 'nftables' | 'ipvs', rows: readonly Row[], settings: ClusterInput = {}) {
  const tables = tablesWith(SERVICES, { serviceProxy: { mode }, ...settings });
  it.each(rows)('%s', (_name, from, hook, want) => {
    expect(asked(tables, from, hook)).toBe(want);
  });
}

describe('iptables', () => {
  rowsOf('iptables', IPTABLES);
});
describe('nftables', () => {
  rowsOf('nftables', NFTABLES);
});
describe('ipvs', () => {
  rowsOf('ipvs', IPVS);
});

describe('masquerading of cluster IPs', () => {
  it.each([
    ['masqueradeAll marks pods too', { masqueradeAll: true }, '10.50.1.9', `cluster ${BOTH}, masqueradeAll`],
    ['without a detector nobody is marked', { localDetectMode: 'none' as const }, '172.20.0.11', `cluster ${BOTH}`],
    [
      'a detector by node takes pods of other nodes for outside',
      { localDetectMode: 'NodeCIDR' as const },
      '10.50.2.6',
      `cluster ${BOTH}, notFromPod`,
    ],
  ])('%s', (_name, proxy, from, want) => {
    const tables = tablesWith(SERVICES, { serviceProxy: proxy });
    expect(asked(tables, `${from} > 10.70.0.5:80`, 'forward')).toBe(want);
  });
});
