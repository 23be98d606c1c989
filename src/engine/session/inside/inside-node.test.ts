import { describe, expect, it } from 'vitest';
import { listener, sessionOf, TWO_NODES } from './two-nodes.fixture.ts';

const WORLD = `${TWO_NODES}${listener('right', 'web', '10.50.2.5')}---
apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec: {type: NodePort, clusterIP: 10.70.0.5, selector: {app: web}, ports: [{port: 80, targetPort: 8080, nodePort: 30080}]}
`;

const DENY = `
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: nobody, namespace: shop}
spec: {podSelector: {}, policyTypes: [Egress]}
`;

interface Case {
  readonly cluster?: string;
  readonly more?: string;
  readonly request?: string;
}

function inside(
  node: string,
  { cluster = '', more = '', request = 'connect: {to: 10.70.0.5, port: 80}, from: pod/shop/caller' }: Case,
) {
  const { session, request: found } = sessionOf(`${WORLD}${more}`, cluster, request);
  const told = session.inside(found, node);
  if (told === null) throw new Error('no such node');
  return { told, trace: session.follow(found) };
}

const withoutPorts = (line: string | null) =>
  line?.replace(/(sport|dport)=(?!80\b|8080\b|30080\b)\d+/g, '$1=…') ?? null;

describe('the hooks of a node', () => {
  it('say what was decided at each, with the rule that won', () => {
    const { told } = inside('left', {});
    const [step] = told.stops.find(({ stop }) => stop === 'prerouting')?.steps ?? [];
    expect(step?.chip).toBe('web → 10.50.2.5:8080');
    expect(step?.read.map(({ table }) => /-S (KUBE-[A-Z]+)/.exec(table)?.[1])).toEqual(['KUBE-SERVICES', 'KUBE-SVC']);
    expect(step?.read.at(-1)?.row).toContain('KUBE-SEP-');
    expect(told.stops.find(({ stop }) => stop === 'out')?.steps.map(({ chip }) => chip)).toEqual(['VXLAN to right']);
  });

  it('are in ipvs those of ipvs: marked at prerouting, translated at input, out again by output', () => {
    const { told, trace } = inside('left', { cluster: 'serviceProxy: {mode: ipvs}' });
    const [step] = told.stops.find(({ stop }) => stop === 'input')?.steps ?? [];
    expect(step?.chip).toBe('web → 10.50.2.5:8080');
    expect(step?.read.map(({ stop, row }) => `${stop} ${row?.split(' ').at(-1) ?? ''}`)).toEqual([
      'prerouting ACCEPT',
      'routing kube-ipvs0',
      'input RETURN',
      'input 1',
    ]);
    const at = (kind: string) => trace.hops.filter((hop) => hop.kind === kind).map((hop) => hop.at.hook);
    expect(at('judge')).toEqual(['output', 'forward']);
    const taken = trace.hops.find(({ kind }) => kind === 'translate');
    expect(told.through[taken?.key ?? '']).toEqual(['input', 'output']);
    expect(at('restore')).toEqual(['forward']);
    expect(told.stops.find(({ stop }) => stop === 'forward')?.steps.map(({ chip }) => chip)).toEqual([
      'NAT undone on left',
    ]);
  });

  it('stand in the order in which packets meet them', () => {
    expect(inside('left', {}).told.stops.map(({ stop }) => stop)).toEqual([
      'in',
      'prerouting',
      'routing',
      'input',
      'programs',
      'output',
      'forward',
      'postrouting',
      'out',
    ]);
  });

  it('tell for every hop on the node where it is', () => {
    const { told, trace } = inside('left', {});
    const here = trace.hops.filter(({ at: { place } }) => place.kind === 'node' && place.node === 'left');
    expect(here.length).toBeGreaterThan(1);
    expect(here.every(({ key }) => key in told.at)).toBe(true);
    expect(told.at[trace.hops[0].key]).toBe('in');
    const back = trace.hops.find(({ kind }) => kind === 'returned');
    expect(back && told.at[back.key]).toBe('out');
  });
});

const OPEN = '86400 ESTABLISHED';
const ASSURED = '[ASSURED] mark=0 use=1';

describe('conntrack of a node', () => {
  it.each([
    [
      'remembers the translation where it was made',
      'left',
      {},
      [
        `tcp      6 ${OPEN} src=10.50.1.5 dst=10.70.0.5 sport=… dport=80 src=10.50.2.5 dst=10.50.1.5 sport=8080 dport=… ${ASSURED}`,
      ],
    ],
    [
      'has the translated connection on the next node',
      'right',
      {},
      [
        `tcp      6 ${OPEN} src=10.50.1.5 dst=10.50.2.5 sport=… dport=8080 src=10.50.2.5 dst=10.50.1.5 sport=8080 dport=… ${ASSURED}`,
      ],
    ],
    [
      'has destination and source in one entry',
      'left',
      { request: 'connect: {to: 172.20.0.11, port: 30080}, from: client' },
      [
        `tcp      6 ${OPEN} src=203.0.113.7 dst=172.20.0.11 sport=… dport=30080 src=10.50.2.5 dst=10.50.1.0 sport=8080 dport=… ${ASSURED}`,
      ],
    ],
    [
      'knows nothing of what a pod says to itself',
      'left',
      { request: 'connect: {to: 127.0.0.1, port: 80}, from: pod/shop/caller' },
      [],
    ],
    [
      'keeps nothing of what is reset before it is answered',
      'right',
      { request: 'connect: {to: 10.50.2.5, port: 9}, from: pod/shop/caller' },
      [null],
    ],
    [
      'waits for the reply of what is dropped further on',
      'left',
      {
        more: DENY.replace('Egress', 'Ingress'),
        request: 'connect: {to: 10.50.2.5, port: 8080}, from: pod/shop/caller',
      },
      [
        'tcp      6 120 SYN_SENT src=10.50.1.5 dst=10.50.2.5 sport=… dport=8080 [UNREPLIED] src=10.50.2.5 dst=10.50.1.5 sport=8080 dport=… mark=0 use=1',
      ],
    ],
    ['keeps nothing of what a rule drops', 'left', { more: DENY }, [null]],
    ['knows nothing of a connection that never came', 'right', { more: DENY }, []],
  ])('%s', (_name, node, given: Case, want) => {
    expect(inside(node, given).told.conntrack.map(({ line }) => withoutPorts(line))).toEqual(want);
  });

  it('names the hops that made an entry and the reply that used it', () => {
    const { told, trace } = inside('left', {});
    const kindOf = (key: string) => trace.hops.find((hop) => hop.key === key)?.kind;
    expect(told.conntrack[0]?.made.map(kindOf)).toEqual(['translate']);
    expect(told.conntrack[0]?.used.map(kindOf)).toEqual(['restore']);
  });
});

describe('a lookup', () => {
  const lookup = { request: 'dns: {name: web.shop.svc.cluster.local., type: A}, from: pod/shop/caller' };
  it('is translated on the node that sends it, and only passes the one that answers', () => {
    const notes = ['left', 'right'].flatMap((node) =>
      inside(node, lookup).told.conntrack.map(({ line, note }) => `${node} ${line?.split(' ')[0] ?? ''} ${note}`),
    );
    expect(notes.filter((note) => note.includes('answers'))).toEqual([]);
    expect(notes.some((note) => note.startsWith('left udp'))).toBe(true);
  });
});

describe('what a receiver sends in turn', () => {
  const chain = {
    more: `
---
apiVersion: v1
kind: Pod
metadata: {name: db, namespace: shop}
spec: {nodeName: left, containers: [{name: main, image: app, ports: [{containerPort: 5432}]}]}
status: {phase: Running, podIP: 10.50.1.9}
`,
    request:
      'connect: {to: 10.50.2.5, port: 8080}, from: pod/shop/caller, then: [{name: ask, connect: {to: 10.50.1.9, port: 5432}}]',
  };
  it('crosses the node too', () => {
    const { told } = inside('right', chain);
    expect(told.conntrack.map(({ line }) => /dport=(\d+)/.exec(line ?? '')?.[1])).toEqual(['8080', '5432']);
    expect(Object.keys(told.at).filter((key) => key.startsWith('then '))).not.toEqual([]);
  });
});

describe('routes of a node', () => {
  const toRight = '10.50.2.0/24 via 10.50.2.0 dev vxlan.calico onlink';
  const toLeft = '10.50.1.0/24 via 10.50.1.0 dev vxlan.calico onlink';
  it.each([
    ['to the other node and back to its own pod', 'left', {}, ['10.50.1.5 dev cali… scope link', toRight]],
    ['to its own pod and back', 'right', {}, [toLeft, '10.50.2.5 dev cali… scope link']],
    ['also where a policy drops it at forward, behind the decision', 'left', { more: DENY }, [toRight]],
    [
      'the default route of a Service address that nftables refuses at forward',
      'left',
      {
        cluster: 'serviceProxy: {mode: nftables}',
        request: 'connect: {to: 10.70.0.5, port: 81}, from: pod/shop/caller',
      },
      ['default via GATEWAY dev eth0'],
    ],
    ['none on a node that it never comes to', 'right', { more: DENY }, []],
  ])('mark those that were used: %s', (_name, node, given: Case, want) => {
    const used = inside(node, given).told.routes.shown.filter(({ hops }) => hops.length > 0);
    expect(used.map(({ line }) => line.replace(/cali[0-9a-f]{11}/, 'cali…'))).toEqual(want);
  });

  const IPVS = 'serviceProxy: {mode: ipvs}';
  const bound = 'local 10.70.0.5 dev kube-ipvs0 proto kernel scope host src 10.70.0.5';
  const own = 'local 172.20.0.11 dev eth0 proto kernel scope host src 172.20.0.11';
  it.each([
    ['a Service address that ipvs binds', { cluster: IPVS }, [bound]],
    [
      'one whose port it refuses',
      { cluster: IPVS, request: 'connect: {to: 10.70.0.5, port: 81}, from: pod/shop/caller' },
      [bound],
    ],
    ['none without ipvs', {}, []],
    ['the node’s own address', { request: 'connect: {to: 172.20.0.11, port: 22}, from: client' }, [own]],
  ])('mark what was found to be the node’s own: %s', (_name, given: Case, want) => {
    const used = inside('left', given).told.local.shown.filter(({ hops }) => hops.length > 0);
    expect(used.map(({ line }) => line)).toEqual(want);
  });
});

it.each([
  ['iptables: the chains that were read', '', /^iptables -t nat -nL KUBE-SERVICES$/],
  ['nftables: its own', 'serviceProxy: {mode: nftables}', /^nft list map ip kube-proxy service-ips$/],
  ['ipvs: its own', 'serviceProxy: {mode: ipvs}', /^ipvsadm -Ln -t 10\.70\.0\.5:80$/],
])('commands of %s', (_name, cluster, want) => {
  const { told } = inside('left', { cluster });
  expect(told.commands.stops[0]).toMatch(want);
  expect(told.commands.conntrack).toEqual([
    'conntrack -L -d 10.70.0.5',
    ...(cluster.includes('ipvs') ? ['ipvsadm -Lnc'] : []),
  ]);
});

it('says what is not modelled, and no more than fits', () => {
  expect(inside('left', {}).told.notModelled.join(' ')).toContain('Calico');
  expect(inside('left', { cluster: 'cni: {name: flannel}' }).told.notModelled.join(' ')).not.toContain('Calico');
  expect(inside('left', { cluster: 'cni: {name: aws-vpc}' }).told.notModelled.join(' ')).toContain('mark 128');
});
