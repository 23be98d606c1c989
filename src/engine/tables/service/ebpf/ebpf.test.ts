import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { ServiceTables } from '../index.ts';
import type { Refusal, Translation } from '../verdict.ts';
import { packet, pod, service, tablesWith } from '../world.fixture.ts';

const PORT = 'targetPort: 8080, nodePort';

function nodePort(name: string, spec: string, number: number, status?: string): string {
  return service(name, spec, status).replace('targetPort: 8080', `${PORT}: ${number}`);
}

const SERVICES = [
  nodePort('web', 'type: NodePort, clusterIP: 10.70.0.5, selector: {app: web}, externalIPs: [192.0.2.5]', 30005),
  nodePort('near', 'type: NodePort, clusterIP: 10.70.0.7, selector: {app: far}, internalTrafficPolicy: Local', 30007),
  nodePort(
    'edge',
    'type: LoadBalancer, clusterIP: 10.70.0.8, selector: {app: far}, externalTrafficPolicy: Local, loadBalancerSourceRanges: [203.0.113.0/25]',
    30008,
    '{loadBalancer: {ingress: [{ip: 198.51.100.8}]}}',
  ),
  service('empty', 'clusterIP: 10.70.0.6, selector: {app: none}, externalIPs: [172.20.0.11]'),
  service('held', 'clusterIP: 10.70.0.9, selector: {app: web}, sessionAffinity: ClientIP'),
].join('\n');

/** The ConfigMap cilium-config; each entry as it stands in `data`. */
function configured(...data: readonly string[]): string {
  const lines = ['kube-proxy-replacement: "true"', ...data].map((line) => `  ${line}`).join('\n');
  return `---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: cilium-config, namespace: kube-system}\ndata:\n${lines}`;
}

function cilium(...data: readonly string[]): ServiceTables {
  return tablesWith(`${SERVICES}\n${configured(...data)}`);
}

/** `cluster 10.50.1.5:8080 10.50.2.5:8080, snat` or `reject NoEndpoints` or `nothing`. */
function told(verdict: Translation | Refusal | null): string {
  if (verdict === null) return 'nothing';
  if (verdict.kind !== 'translate') return `${verdict.kind} ${verdict.reason}`;
  const { set, endpoints, forwarding } = verdict;
  return `${set} ${endpoints.map(({ text }) => text).join(' ')}${forwarding === undefined ? '' : `, ${forwarding}`}`;
}

const BOTH = '10.50.1.5:8080 10.50.2.5:8080';

describe('a socket that is opened', () => {
  it.each([
    ['to a cluster IP', 'pod', '10.50.1.9 > 10.70.0.5:80', `cluster ${BOTH}`],
    ['to a node port of its own node', 'pod', '10.50.1.9 > 172.20.0.11:30005', `cluster ${BOTH}`],
    ['to a node port of another node', 'pod', '10.50.1.9 > 172.20.0.12:30005', `cluster ${BOTH}`],
    ['to a node port on loopback, by a pod', 'pod', '10.50.1.9 > 127.0.0.1:30005', 'nothing'],
    ['to a node port on loopback, by the host', 'host', '127.0.0.1 > 127.0.0.1:30005', `cluster ${BOTH}`],
    ['to an external IP of nobody', 'pod', '10.50.1.9 > 192.0.2.5:80', 'nothing'],
    ['to an external IP that is the node’s own', 'pod', '10.50.1.9 > 172.20.0.11:80', 'reject NoEndpoints'],
    ['to a load balancer, ranges not asked', 'pod', '10.50.1.9 > 198.51.100.8:80', 'cluster 10.50.2.6:8080'],
    ['with internal policy Local and none here', 'pod', '10.50.1.9 > 10.70.0.7:80', 'reject NoLocalEndpoints'],
    ['the same by node port', 'pod', '10.50.1.9 > 172.20.0.12:30007', 'reject NoLocalEndpoints'],
    ['to a Service without endpoints', 'pod', '10.50.1.9 > 10.70.0.6:80', 'reject NoEndpoints'],
    ['to a port that no Service has', 'pod', '10.50.1.9 > 10.70.0.5:81', 'nothing'],
    ['by ICMP', 'pod', '10.50.1.9 > 10.70.0.5:80 ICMP', 'nothing'],
  ] as const)('%s', (_name, opener, text, want) => {
    expect(told(cilium().on('left')?.socket(packet(text), opener) ?? null)).toBe(want);
  });

  it('is left alone where only the host’s are balanced', () => {
    const left = cilium('bpf-lb-sock-hostns-only: "true"').on('left');
    expect(told(left?.socket(packet('10.50.1.9 > 10.70.0.5:80'), 'pod') ?? null)).toBe('nothing');
    expect(told(left?.translate(packet('10.50.1.9 > 10.70.0.5:80')) ?? null)).toBe(`cluster ${BOTH}`);
    expect(told(left?.socket(packet('172.20.0.11 > 10.70.0.5:80'), 'host') ?? null)).toBe(`cluster ${BOTH}`);
  });

  it('takes external IPs where the mitigation is off', () => {
    const left = cilium('disable-external-ip-mitigation: "true"').on('left');
    expect(told(left?.socket(packet('10.50.1.9 > 192.0.2.5:80'), 'pod') ?? null)).toBe(`cluster ${BOTH}`);
  });

  it('is held by its network namespace, not by its address', () => {
    const held = (text: string, opener: 'pod' | 'host') => {
      const said = cilium().on('left')?.socket(packet(text), opener);
      return said?.kind === 'translate' ? said.heldBy : null;
    };
    expect(held('10.50.1.9 > 10.70.0.9:80', 'pod')).not.toBe(held('10.50.1.5 > 10.70.0.9:80', 'pod'));
    expect(held('172.20.0.11 > 10.70.0.9:80', 'host')).toBe(held('10.50.1.1 > 10.70.0.9:80', 'host'));
  });
});

describe('a packet at a node’s device', () => {
  it.each([
    ['of a node port', [], '203.0.113.4 > 172.20.0.11:30005', `cluster ${BOTH}, snat`],
    ['on the second address', [], '203.0.113.4 > 172.21.0.11:30005', `cluster ${BOTH}, snat`],
    ['of another node', [], '203.0.113.4 > 172.20.0.12:30005', 'nothing'],
    ['with external policy Local and none here', [], '203.0.113.4 > 172.20.0.11:30008', 'reject NoLocalEndpoints'],
    ['outside the ranges', [], '203.0.113.200 > 198.51.100.8:80', 'drop SourceRangeDenied'],
    ['outside the ranges, of the node port', [], '203.0.113.200 > 172.20.0.11:30008', 'reject NoLocalEndpoints'],
    [
      'outside the ranges, where they are for all types',
      ['bpf-lb-source-range-all-types: "true"'],
      '203.0.113.200 > 172.20.0.11:30008',
      'drop SourceRangeDenied',
    ],
    ['to a cluster IP', [], '203.0.113.4 > 10.70.0.5:80', 'drop ClusterIpFromOutside'],
    [
      'to a cluster IP that is served',
      ['bpf-lb-external-clusterip: "true"'],
      '203.0.113.4 > 10.70.0.5:80',
      `cluster ${BOTH}, snat`,
    ],
    ['to an unknown port', [], '203.0.113.4 > 198.51.100.8:81', 'drop NoRuleForPort'],
    [
      'to an unknown port, without wildcard entries',
      ['bpf-lb-enable-wildcard-entries: "false"'],
      '203.0.113.4 > 198.51.100.8:81',
      'nothing',
    ],
    ['with DSR', ['bpf-lb-mode: dsr'], '203.0.113.4 > 172.20.0.11:30005', `cluster ${BOTH}, dsr`],
    ['with hybrid, TCP', ['bpf-lb-mode: hybrid'], '203.0.113.4 > 172.20.0.11:30005', `cluster ${BOTH}, dsr`],
    [
      'where nobody is told',
      ['service-no-backend-response: drop'],
      '203.0.113.4 > 172.20.0.11:30008',
      'drop NoLocalEndpoints',
    ],
    ['of the node’s own', [], '172.20.0.11 > 10.70.0.5:80', 'nothing'],
    ['of a pod', [], '10.50.1.9 > 10.70.0.5:80', 'nothing'],
    ['of ICMP', [], '203.0.113.4 > 10.70.0.5:80 ICMP', 'nothing'],
  ] as const)('%s', (_name, data, text, want) => {
    expect(
      told(
        cilium(...data)
          .on('left')
          ?.translate(packet(text)) ?? null,
      ),
    ).toBe(want);
  });

  it('finds every address of a Service whose type is a word that nobody knows', () => {
    const annotated = SERVICES.replace('name: web,', 'name: web, annotations: {service.cilium.io/type: constructor},');
    const tables = tablesWith(`${annotated}\n${configured()}`);
    expect(told(tables.on('left')?.translate(packet('203.0.113.4 > 172.20.0.11:30005')) ?? null)).toBe(
      `cluster ${BOTH}, snat`,
    );
  });

  it.each([
    ['dsr', 'dsr'],
    ['snat', 'snat'],
    ['other', 'snat'],
  ])('goes as the Service says, where annotations count: %s', (mode, want) => {
    const annotated = SERVICES.replace(
      'name: web,',
      `name: web, annotations: {service.cilium.io/forwarding-mode: ${mode}},`,
    );
    const tables = tablesWith(`${annotated}\n${configured('bpf-lb-mode-annotation: "true"')}`);
    expect(told(tables.on('left')?.translate(packet('203.0.113.4 > 172.20.0.11:30005')) ?? null)).toBe(
      `cluster ${BOTH}, ${want}`,
    );
  });
});

describe('the maps', () => {
  it('hold a frontend with its slots in order of addresses, and the slot that is taken is named', () => {
    const left = cilium().on('left');
    const said = left?.socket(packet('10.50.1.9 > 10.70.0.5:80'), 'pod');
    if (left === null || left === undefined || said?.kind !== 'translate') throw new Error('not translated');
    const [, far] = said.endpoints;
    if (far === undefined) throw new Error('one endpoint');
    const [read] = left.readThrough(said, far, 'output');
    expect(read).toEqual({ table: { kind: 'bpf', at: 'left', name: '10.70.0.5:80/TCP' }, row: '2' });
    expect(left.print('bpf', '10.70.0.5:80/TCP', '2')?.rows.map(({ cells }) => cells[1])).toEqual([
      '0.0.0.0:0 (1) (0) [ClusterIP, non-routable]',
      '10.50.1.5:8080/TCP (1) (1)',
      '10.50.2.5:8080/TCP (1) (2)',
    ]);
  });

  it('hold it twice where inside and outside differ', () => {
    const slots = (node: string, key: string) =>
      (cilium().on(node)?.printMap('bpf lb list') ?? '').split('\n').filter((line) => line.startsWith(`${key} (`))
        .length - 1;
    expect(['left', 'right'].map((node) => slots(node, '198.51.100.8:80/TCP'))).toEqual([0, 1]);
    expect(['left', 'right'].map((node) => slots(node, '198.51.100.8:80/TCP/i'))).toEqual([1, 1]);
    expect(slots('left', '0.0.0.0:30007/TCP')).toBe(1);
    expect(slots('left', '0.0.0.0:30007/TCP/i')).toBe(0);
  });

  it('hold the hostPorts of the node’s own pods', () => {
    const more = (ports: string) => `ports: [{containerPort: 8080, ${ports}}]`;
    const ports = [
      pod('open', 'left', '10.50.1.20', 'x').replace('ports: [{containerPort: 8080}]', more('hostPort: 8090')),
      pod('own', 'left', '10.50.1.21', 'x').replace(
        'ports: [{containerPort: 8080}]',
        more('hostPort: 8091, hostIP: 127.0.0.1'),
      ),
    ].join('\n');
    const lists = tablesWith(`${ports}\n${configured()}`);
    const lines = (node: string) =>
      (lists.on(node)?.printMap('bpf lb list') ?? '').split('\n').flatMap((line) => {
        const [, key, flags] = /^(\S+) \(0\).*(\[HostPort.*\])$/.exec(line) ?? [];
        return key === undefined ? [] : [`${key} ${flags}`];
      });
    expect(lines('left')).toEqual([
      '0.0.0.0:8090/TCP [HostPort, non-routable]',
      '172.20.0.11:8090/TCP [HostPort]',
      '172.21.0.11:8090/TCP [HostPort]',
      '0.0.0.0:8091/TCP [HostPort, non-routable, loopback]',
    ]);
    expect(lines('right')).toEqual([]);
  });

  it('are printed as what is looked up: every endpoint that a socket may choose stands in its slots', () => {
    const world = cilium().on('left');
    const list = world?.printMap('service list') ?? '';
    fc.assert(
      fc.property(fc.constantFrom('10.70.0.5:80', '10.70.0.9:80', '198.51.100.8:80'), (to) => {
        const said = world?.socket(packet(`10.50.1.9 > ${to}`), 'pod');
        const chosen = said?.kind === 'translate' ? said.endpoints.map(({ text }) => text) : [];
        expect(chosen.every((text) => list.includes(`=> ${text}/TCP (active)`))).toBe(true);
      }),
    );
  });
});

describe('hints', () => {
  const close = service('close', 'clusterIP: 10.70.0.5, selector: {app: web}, trafficDistribution: PreferClose');
  it.each([
    ['are not looked at', [], `cluster ${BOTH}`],
    ['count with service topology', ['enable-service-topology: "true"'], 'cluster 10.50.1.5:8080'],
  ] as const)('%s', (_name, data, want) => {
    const left = tablesWith(`${close}\n${configured(...data)}`).on('left');
    expect(told(left?.socket(packet('10.50.1.9 > 10.70.0.5:80'), 'pod') ?? null)).toBe(want);
  });
});

/** A small world of pods here and there, ready or not or leaving, and one Service with the policy drawn. */
const drawn = fc.record({
  pods: fc.array(fc.record({ here: fc.boolean(), ready: fc.boolean(), leaving: fc.boolean() }), { maxLength: 5 }),
  policy: fc.constantFrom('Cluster', 'Local'),
});

it('has the backends of a cluster IP that kube-proxy has', () => {
  fc.assert(
    fc.property(drawn, ({ pods, policy }) => {
      const endpoints = pods.map(({ here, ready, leaving }, index) => {
        const conditions = `{ready: ${ready && !leaving}, serving: ${ready}, terminating: ${leaving}}`;
        return `{addresses: [10.50.3.${index + 1}], nodeName: ${here ? 'left' : 'right'}, conditions: ${conditions}}`;
      });
      const text = `${service('own', `clusterIP: 10.70.0.30, internalTrafficPolicy: ${policy}`)}
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {name: own-1, namespace: shop, labels: {kubernetes.io/service-name: own}}
addressType: IPv4
ports: [{port: 8080}]
endpoints: [${endpoints.join(', ')}]`;
      const seen = packet('10.50.1.9 > 10.70.0.30:80');
      const inSocket = tablesWith(text, { serviceProxy: { mode: 'ebpf' } })
        .on('left')
        ?.socket(seen, 'pod');
      const rules = tablesWith(text).on('left');
      const rule = rules?.translate(seen) ?? rules?.judge(seen, 'forward') ?? null;
      // How it is refused differs: a socket has an error, kube-proxy drops what no local endpoint takes.
      const without = (verdict: string) => verdict.replace(/^(reject|drop) /, '');
      expect(without(told(inSocket ?? null))).toBe(without(told(rule)));
    }),
    { numRuns: 100 },
  );
});
