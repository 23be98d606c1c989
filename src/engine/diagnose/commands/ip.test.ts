import { describe, expect, it } from 'vitest';
import { buildCluster } from '#cluster';
import type { ClusterInput } from '#document';
import { RANGES, TWO_NODES } from '#fixtures/two-nodes';
import { loadManifests } from '#manifests';
import { createTables } from '#tables';
import { printCommand } from './index.ts';

const WORLD = `${TWO_NODES}---
apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop}
spec: {nodeName: left, hostAliases: [{ip: 192.0.2.7, hostnames: [old.example, older.example]}], containers: [{name: main, image: app}]}
status: {phase: Running, podIP: 10.50.1.5}
---
apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec: {clusterIP: 10.70.0.5, externalIPs: [192.0.2.40, 172.20.0.11], ports: [{port: 80}]}
`;

function printed(on: 'node' | 'pod', run: string, settings: ClusterInput = {}): readonly string[] | null {
  const cluster = buildCluster({
    manifests: loadManifests(WORLD).objects,
    settings: { ...RANGES, ...settings },
    faults: [],
  });
  const node = cluster.nodeByName.get('left');
  const pod = cluster.podByKey.get('shop/web');
  if (node === undefined || pod === undefined) throw new Error('no such place');
  const world = {
    cluster,
    tables: createTables(cluster),
    leftBehind: () => ({ conntrack: [], natMap: [], ipvs: [], walkedOfEach: null }),
  };
  const text = printCommand(run, on === 'node' ? { kind: 'node', node } : { kind: 'pod', pod }, world);
  return text === null ? null : text.split('\n').map((line) => line.trimEnd());
}

describe('ip addr', () => {
  it('numbers the interfaces of a node, loopback first', () => {
    const heads = printed('node', 'ip addr')?.filter((line) => /^\d+: /.test(line));
    expect(heads?.map((line) => line.split(':').slice(0, 2).join(':'))).toEqual(
      expect.arrayContaining(['1: lo', '2: eth0', '3: vxlan.calico']),
    );
  });

  it.each<[string, string, ClusterInput, readonly string[]]>([
    [
      'a dummy that ipvs binds addresses to',
      'kube-ipvs0',
      { serviceProxy: { mode: 'ipvs' } },
      [
        '    inet 10.70.0.5/32 scope global kube-ipvs0',
        '4: kube-ipvs0: <BROADCAST,NOARP> mtu 1500 qdisc noop state DOWN group default',
      ],
    ],
    [
      'a tunnel without hardware',
      'tunl0',
      { cni: { name: 'calico', mode: 'ipip' } },
      ['    link/ipip 0.0.0.0 brd 0.0.0.0', '    inet 10.50.1.0/32 scope global tunl0'],
    ],
    [
      'a bridge with the range of the node',
      'cni0',
      { cni: { name: 'flannel' } },
      ['    inet 10.50.1.1/24 brd 10.50.1.255 scope global cni0'],
    ],
    [
      'the network, of which only the address is known',
      'eth0',
      {},
      ['    inet 172.20.0.11/LENGTH brd BROADCAST scope global eth0'],
    ],
  ])('shows %s', (_name, device, settings, want) => {
    expect(printed('node', `ip addr show dev ${device}`, settings)).toEqual(expect.arrayContaining([...want]));
  });

  it.each<[string, ClusterInput, string]>([
    ['alone with Calico', { cni: { name: 'calico' } }, 'inet 10.50.1.5/32 scope global eth0'],
    [
      'in the range of the node with Flannel',
      { cni: { name: 'flannel' } },
      'inet 10.50.1.5/24 brd 10.50.1.255 scope global eth0',
    ],
    [
      'in that of all pods with Weave',
      { cni: { name: 'weave' } },
      'inet 10.50.1.5/16 brd 10.50.255.255 scope global eth0',
    ],
  ])('gives a pod its address %s', (_name, settings, want) => {
    expect(printed('pod', 'ip a', settings)?.map((line) => line.trim())).toContain(want);
  });

  it('binds to kube-ipvs0 what the set of ipvs holds, and no address that another interface has', () => {
    const settings: ClusterInput = { serviceProxy: { mode: 'ipvs' } };
    const bound = printed('node', 'ip -4 addr show kube-ipvs0', settings)?.flatMap(
      (line) => /inet (\S+)\/32 /.exec(line)?.[1] ?? [],
    );
    const lines = printed('node', 'ipset list KUBE-IPVS-IPS', settings) ?? [];
    const members = lines.slice(lines.indexOf('Members:') + 1).filter((line) => line !== '');
    expect(new Set(bound)).toEqual(new Set(members));
    expect(members).toContain('192.0.2.40');
    expect(members).not.toContain('172.20.0.11');
  });

  it('shows links alone, and goes through grep', () => {
    expect(printed('node', 'ip -d link show vxlan.calico')).toEqual([
      '3: vxlan.calico: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1450 qdisc noqueue state UNKNOWN mode DEFAULT group default qlen 1000',
      '    link/ether 66:12:c0:f1:fb:ad brd ff:ff:ff:ff:ff:ff',
      '    vxlan id 4096 local 172.20.0.11 dev eth0 srcport 0 0 dstport 4789 nolearning',
      '',
    ]);
    expect(printed('node', 'ip addr | grep -F 127.0.0.1/8')).toEqual(['    inet 127.0.0.1/8 scope host lo', '']);
    expect(printed('node', 'ip addr | grep -v inet | grep eth0')).toHaveLength(2);
    expect(printed('node', 'ip addr | grep i.et')).toBeNull();
    expect(printed('node', 'ip addr | wc -l')).toBeNull();
  });

  it('says what is not there, and nothing of what is not modelled', () => {
    expect(printed('node', 'ip addr show eth9')).toEqual(['Device "eth9" does not exist.', '']);
    expect(printed('node', 'ip neigh')).toBeNull();
    expect(printed('node', 'ip link s')).toBeNull();
    expect(printed('node', 'ip -s addr')).toBeNull();
  });
});

describe('words cut short', () => {
  it.each([
    ['ip a s eth0', 'ip addr show eth0'],
    ['ip a l eth0', 'ip addr list dev eth0'],
    ['ip l sh lo', 'ip link show lo'],
    ['ip r s table local', 'ip route show table local'],
    ['ip r g 10.50.2.9', 'ip route get 10.50.2.9'],
    ['ip ru', 'ip rule show'],
  ])('%s is %s', (short, whole) => {
    expect(printed('node', short)).not.toBeNull();
    expect(printed('node', short)).toEqual(printed('node', whole));
  });
});

describe('ip rule', () => {
  it('is what the kernel makes, where nobody adds to it', () => {
    expect(printed('node', 'ip rule')).toEqual([
      '0:\tfrom all lookup local',
      '32766:\tfrom all lookup main',
      '32767:\tfrom all lookup default',
      '',
    ]);
    expect(printed('node', 'ip -6 rule')).toHaveLength(3);
    expect(printed('pod', 'ip rule', { cni: { name: 'cilium' } })).toHaveLength(4);
  });

  it('is not told on nodes where the CNI or eBPF programs add rules', () => {
    expect(printed('node', 'ip rule', { cni: { name: 'cilium' } })).toBeNull();
    expect(printed('node', 'ip rule', { cni: { name: 'aws-vpc' } })).toBeNull();
    expect(printed('node', 'ip rule', { serviceProxy: { mode: 'ebpf' } })).toBeNull();
  });
});

describe('ip route', () => {
  it.each<[string, ClusterInput, readonly string[]]>([
    ['Calico', { cni: { name: 'calico' } }, ['default via 169.254.1.1 dev eth0', '169.254.1.1 dev eth0 scope link']],
    [
      'Flannel',
      { cni: { name: 'flannel' } },
      [
        'default via 10.50.1.1 dev eth0',
        '10.50.0.0/16 via 10.50.1.1 dev eth0',
        '10.50.1.0/24 dev eth0 proto kernel scope link src 10.50.1.5',
      ],
    ],
    [
      'kindnet',
      { cni: { name: 'kindnet' } },
      [
        'default via 10.50.1.1 dev eth0',
        '10.50.1.0/24 via 10.50.1.1 dev eth0 src 10.50.1.5',
        '10.50.1.1 dev eth0 scope link src 10.50.1.5',
      ],
    ],
    [
      'Weave',
      { cni: { name: 'weave' } },
      ['10.50.0.0/16 dev eth0 proto kernel scope link src 10.50.1.5', '224.0.0.0/4 dev eth0 scope link'],
    ],
  ])('leads out of a pod with %s', (_name, settings, want) => {
    expect(printed('pod', 'ip route', settings)).toEqual(expect.arrayContaining([...want]));
  });

  it('is the table that the walk goes by on a node', () => {
    expect(printed('node', 'ip route show table main')).toContain('10.50.2.0/24 via 10.50.2.0 dev vxlan.calico onlink');
    expect(printed('node', 'ip -6 route')).toEqual(['']);
  });

  it.each<[string, 'node' | 'pod', string, ClusterInput, string]>([
    ['another node’s pods', 'node', '10.50.2.9', {}, '10.50.2.9 via 10.50.2.0 dev vxlan.calico src 10.50.1.0 uid 0'],
    ['a pod of its own', 'node', '10.50.1.5', { cni: { name: 'flannel' } }, '10.50.1.5 dev cni0 src 10.50.1.1 uid 0'],
    ['outside', 'node', '192.0.2.1', {}, '192.0.2.1 via GATEWAY dev eth0 src 172.20.0.11 uid 0'],
    ['a Service without ipvs', 'node', '10.70.0.5', {}, '10.70.0.5 via GATEWAY dev eth0 src 172.20.0.11 uid 0'],
    [
      'one that ipvs binds',
      'node',
      '10.70.0.5',
      { serviceProxy: { mode: 'ipvs' } },
      'local 10.70.0.5 dev lo src 10.70.0.5 uid 0',
    ],
    ['the gateway of a pod', 'pod', '10.70.0.5', {}, '10.70.0.5 via 169.254.1.1 dev eth0 src 10.50.1.5 uid 0'],
    [
      'a neighbour on the bridge',
      'pod',
      '10.50.1.9',
      { cni: { name: 'flannel' } },
      '10.50.1.9 dev eth0 src 10.50.1.5 uid 0',
    ],
    ['itself', 'pod', '10.50.1.5', {}, 'local 10.50.1.5 dev lo src 10.50.1.5 uid 0'],
  ])('get finds %s', (_name, on, address, settings, want) => {
    expect(printed(on, `ip route get ${address}`, settings)?.[0]).toBe(want);
  });
});

describe('cat /etc/hosts', () => {
  it('is what the kubelet writes into a pod', () => {
    const lines = printed('pod', 'cat /etc/hosts') ?? [];
    expect(lines[0]).toBe('# Kubernetes-managed hosts file.');
    expect(lines.slice(-5)).toEqual([
      '10.50.1.5\tweb',
      '',
      '# Entries added by HostAliases.',
      '192.0.2.7\told.example\tolder.example',
      '',
    ]);
  });
});

describe('what a VXLAN device is told of the other node’s', () => {
  const CALICO = { cni: { name: 'calico', mode: 'vxlan' } } as const;
  /** `sha1sum` of `right` begins with these digits. */
  const MAC = '66:d2:7a:1f:11:77';

  it.each([
    ['ip neigh show dev vxlan.calico', CALICO, [`10.50.2.0 lladdr ${MAC} PERMANENT`, '']],
    ['ip n s dev vxlan.calico', CALICO, [`10.50.2.0 lladdr ${MAC} PERMANENT`, '']],
    ['bridge fdb show dev vxlan.calico', CALICO, [`${MAC} dst 172.20.0.12 self permanent`, '']],
    ['bridge fdb show dev flannel.1', { cni: { name: 'flannel' } }, ['MAC dst 172.20.0.12 self permanent', '']],
    ['ip neigh show dev flannel.1', { cni: { name: 'flannel' } }, ['10.50.2.0 lladdr MAC PERMANENT', '']],
  ] as const)('%s', (run, settings, lines) => {
    expect(printed('node', run, settings)).toEqual(lines);
  });

  it.each([
    ['ip neigh', CALICO],
    ['ip neigh show dev eth0', CALICO],
    ['bridge fdb show', CALICO],
    ['bridge fdb show dev vxlan.calico', { cni: { name: 'calico', mode: 'ipip' } }],
  ] as const)('%s is not modelled', (run, settings) => {
    expect(printed('node', run, settings)).toBeNull();
  });
});
