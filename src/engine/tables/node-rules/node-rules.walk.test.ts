import { describe, expect, it } from 'vitest';
import { cidrContains, ip, parseCidr, type Ip } from '#net';
import { TWO_NODES } from '#fixtures/two-nodes';
import { openSession } from '#session';

const MANIFESTS = `${TWO_NODES}---
apiVersion: v1
kind: Pod
metadata: {name: caller, namespace: default}
spec: {nodeName: left, containers: [{name: main, image: app}]}
status: {podIP: 10.50.1.5}
---
apiVersion: v1
kind: Pod
metadata: {name: near, namespace: default}
spec: {nodeName: left, containers: [{name: main, image: app, ports: [{containerPort: 80}]}]}
status: {podIP: 10.50.1.6}
---
apiVersion: v1
kind: Pod
metadata: {name: far, namespace: default}
spec: {nodeName: right, containers: [{name: main, image: app, ports: [{containerPort: 80}]}]}
status: {podIP: 10.50.2.6}
`;

const TO = { near: '10.50.1.6', far: '10.50.2.6', 'the other node': '172.20.0.12', outside: '198.51.100.9' } as const;

/** Whether the rules of POSTROUTING, read as netfilter does for a packet without a mark, give it another source. */
function isHidden(saved: string, sets: string, packet: { readonly src: Ip; readonly dst: Ip }): boolean {
  const rules = (chain: string) => saved.split('\n').filter((line) => line.startsWith(`-A ${chain} `));
  const inSet = (name: string, address: Ip) =>
    (new RegExp(`^Name: ${name}$[\\s\\S]*?^Members:\\n((?:\\d.*\\n)*)`, 'm').exec(sets)?.[1] ?? '')
      .split('\n')
      .some((member) => isIn(member.split(' ')[0] ?? '', address));
  const matches = (line: string): boolean =>
    [
      ...[...line.matchAll(/(! )?-([sd]) (\S+)/g)].map(
        ([, not, side, block = '']) => isIn(block, side === 's' ? packet.src : packet.dst) === (not === undefined),
      ),
      ...[...line.matchAll(/-m set (! )?--match-set (\S+) (src|dst)/g)].map(
        ([, not, name = '', side]) => inSet(name, side === 'src' ? packet.src : packet.dst) === (not === undefined),
      ),
      !line.includes(' --mark 0x4000/0x4000 ') || line.includes('-m mark ! --mark'),
      !/ -o (vxlan\.calico|tunl0) /.test(line),
    ].every((fits) => fits);
  const walk = (chain: string): 'hidden' | 'returned' => {
    for (const line of rules(chain)) {
      if (!matches(line)) continue;
      const target = / -j (\S+)/.exec(line)?.[1] ?? '';
      if (target === 'MASQUERADE' || target === 'SNAT') return 'hidden';
      if (target === 'RETURN') return 'returned';
      if (walk(target) === 'hidden') return 'hidden';
    }
    return 'returned';
  };
  return walk('POSTROUTING') === 'hidden';
}

function isIn(block: string, address: Ip): boolean {
  const parsed = parseCidr(block);
  return parsed === null ? block === address : cidrContains(parsed, address);
}

describe('the printed rules hide a pod’s address where the walk does', () => {
  const rows = ['calico', 'flannel', 'kindnet', 'weave', 'aws-vpc'].flatMap((cni) =>
    Object.entries(TO).map(([name, address]) => ({ cni, name, address })),
  );

  it.each(rows)('$cni, to $name', ({ cni, address }) => {
    const session = openSession(
      `hopscope: 1\ntitle: t\ncluster: {cni: ${cni}, podCIDR: 10.50.0.0/16, external: {hosts: [{ip: ${TO.outside}, ports: [80]}]}}\nmanifests: |${MANIFESTS.replaceAll('\n', '\n  ')}\nrequests:\n- {name: one, from: pod/default/caller, connect: {to: ${address}, port: 80}}\n`,
    );
    const request = session.request('one');
    const hops = request === null ? [] : session.follow(request).hops;
    const isWalked = hops.some((hop) => hop.kind === 'masquerade' && hop.decision.by === 'cni');
    const saved = session.output('node/left', 'iptables-save -t nat') ?? '';
    const sets = session.output('node/left', 'ipset list') ?? '';
    expect(isHidden(saved, sets, { src: ip('10.50.1.5'), dst: ip(address) })).toBe(isWalked);
    const read = hops.flatMap((hop) => (hop.kind === 'masquerade' && hop.decision.by === 'cni' ? hop.consulted : []));
    const rows = read.map(({ table, row }) => session.table(table, row)?.rows.find(({ id }) => id === row)?.cells);
    expect(rows.map((cells) => saved.includes(`${cells?.[0]} -j ${cells?.[1]}\n`.trimStart()))).toEqual(
      isWalked ? [true] : [],
    );
  });
});

const BOTH = `${MANIFESTS}---
apiVersion: v1
kind: Pod
metadata: {name: host, namespace: default, labels: {app: host}}
spec: {nodeName: right, hostNetwork: true, containers: [{name: main, image: app, ports: [{containerPort: 9100}]}]}
---
apiVersion: v1
kind: Service
metadata: {name: host, namespace: default}
spec: {type: NodePort, selector: {app: host}, ports: [{port: 9100, nodePort: 30910}]}
`;

describe('a packet that both kube-proxy and the CNI would masquerade is hidden by whose jump stands first', () => {
  it.each([
    ['calico', 'iptables', ['cni'], true],
    ['calico', 'ipvs', ['cni'], true],
    ['calico', 'nftables', ['kube-proxy'], true],
    ['flannel', 'iptables', ['kube-proxy'], false],
    ['kindnet', 'iptables', ['kube-proxy'], false],
  ])('%s, %s mode', (cni, mode, by, isFirst) => {
    const session = openSession(
      `hopscope: 1\ntitle: t\ncluster: {cni: ${cni}, podCIDR: 10.50.0.0/16, serviceProxy: ${mode}}\nmanifests: |${BOTH.replaceAll('\n', '\n  ')}\nrequests:\n- {name: one, from: pod/default/caller, connect: {to: 172.20.0.11, port: 30910}}\n`,
    );
    const request = session.request('one');
    const trace = request === null ? null : session.follow(request);
    expect(trace?.outcome.word).toBe('delivered');
    expect(trace?.sourceSeen).toBe('172.20.0.11');
    expect(trace?.hops.flatMap((hop) => (hop.kind === 'masquerade' ? [hop.decision.by] : []))).toEqual(by);
    const [jump = ''] = session.output('node/left', 'iptables -t nat -S POSTROUTING')?.split('\n').slice(1) ?? [];
    expect(jump.includes('cali-POSTROUTING')).toBe(isFirst);
  });
});

describe('what a node sends to a Service’s pod elsewhere has the address of Calico’s tunnel', () => {
  const service = `${MANIFESTS.replace('metadata: {name: far,', 'metadata: {name: far, labels: {app: far},')}---
apiVersion: v1
kind: Service
metadata: {name: far, namespace: default}
spec: {clusterIP: 10.96.0.9, selector: {app: far}, ports: [{port: 80}]}
`;
  it.each([
    ['vxlan', 'iptables', 'none', '10.50.1.0', 'cni intoTunnel cali-POSTROUTING'],
    ['ipip', 'iptables', 'none', '10.50.1.0', 'cni intoTunnel cali-POSTROUTING'],
    ['vxlan', 'iptables', 'ClusterCIDR', '10.50.1.0', 'cni intoTunnel cali-POSTROUTING'],
    ['vxlan', 'nftables', 'none', '10.50.1.0', 'cni intoTunnel cali-POSTROUTING'],
    ['vxlan', 'nftables', 'ClusterCIDR', '10.50.1.0', 'kube-proxy marked'],
    ['bgp', 'iptables', 'ClusterCIDR', '172.20.0.11', 'kube-proxy marked KUBE-POSTROUTING'],
  ])('%s, %s mode, what is local is told by %s', (way, mode, local, source, by) => {
    const session = openSession(
      `hopscope: 1\ntitle: t\ncluster: {cni: {name: calico, mode: ${way}}, podCIDR: 10.50.0.0/16, serviceProxy: {mode: ${mode}, localDetectMode: ${local}}}\nmanifests: |${service.replaceAll('\n', '\n  ')}\nrequests:\n- {name: one, from: node/left, connect: {to: 10.96.0.9, port: 80}}\n`,
    );
    const request = session.request('one');
    const trace = request === null ? null : session.follow(request);
    expect([trace?.outcome.word, trace?.sourceSeen]).toEqual(['delivered', source]);
    const hops = trace?.hops.flatMap((hop) => (hop.kind === 'masquerade' ? [hop] : [])) ?? [];
    const told = hops.map(({ decision, consulted }) =>
      [decision.by, decision.why, ...consulted.map(({ table }) => table.name)].join(' '),
    );
    expect(told).toEqual([by]);
  });
});
