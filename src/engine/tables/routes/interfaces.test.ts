import type { ClusterInput } from '#document';
import { describe, expect, it } from 'vitest';
import { inTwoFamilies, podOn, routesOf, TWO_FAMILIES, TWO_NODES } from './two-nodes.fixture.ts';

const WORLD = TWO_NODES + podOn('left', 'default/client-b6989bf87-2bgtc', '10.50.1.5');

const ANNOTATED = WORLD.replace(
  'name: left}',
  'name: left, annotations: {projectcalico.org/IPv4Address: 172.20.0.11/24}}',
).replace('name: right}', 'name: right, annotations: {projectcalico.org/IPv4VXLANTunnelAddr: 10.50.2.64}}');

const tablesFor = (cni: NonNullable<ClusterInput['cni']>, more: ClusterInput = {}, world = WORLD) =>
  routesOf(world, cni, more);

describe('interfaces of a node', () => {
  it.each([
    ['takes over the address of the DNS Service', {}, ['169.254.20.10', '10.70.0.10']],
    [
      'has an address of its own only, where ipvs binds that of the Service',
      { serviceProxy: { mode: 'ipvs' } },
      ['169.254.20.10'],
    ],
  ] as const)('with a DNS cache: %s', (_name, more, want) => {
    const told = tablesFor({ name: 'flannel' }, { dns: { nodeLocalCache: true }, ...more }).interfaces('left');
    expect(told.find(({ name }) => name === 'nodelocaldns')?.addresses).toEqual(want);
  });

  it.each([
    [
      'Calico over VXLAN: the tunnel has an address, the pod’s end is named by its hash',
      { name: 'calico', mode: 'vxlan' } as const,
      ['eth0 172.20.0.11 -', 'vxlan.calico 10.50.1.0 1450', 'calic95a4947e07  1450 default/client-b6989bf87-2bgtc'],
    ],
    [
      'Calico over IPIP',
      { name: 'calico', mode: 'ipip' } as const,
      ['eth0 172.20.0.11 -', 'tunl0 10.50.1.0 1480', 'calic95a4947e07  1480 default/client-b6989bf87-2bgtc'],
    ],
    [
      'Flannel: tunnel and bridge',
      { name: 'flannel' } as const,
      [
        'eth0 172.20.0.11 -',
        'flannel.1 10.50.1.0 1450',
        'cni0 10.50.1.1 1450',
        'veth…  1450 default/client-b6989bf87-2bgtc',
      ],
    ],
    [
      'Flannel with host routes: no tunnel',
      { name: 'flannel', mode: 'host-gw' } as const,
      ['eth0 172.20.0.11 -', 'cni0 10.50.1.1 1500', 'veth…  1500 default/client-b6989bf87-2bgtc'],
    ],
    [
      'Cilium: names by chance are left open',
      { name: 'cilium' } as const,
      [
        'eth0 172.20.0.11 -',
        'cilium_net  -',
        'cilium_host 10.50.1.1 -',
        'cilium_vxlan  -',
        'lxc_health  -',
        'lxc…  - default/client-b6989bf87-2bgtc',
      ],
    ],
    [
      'Amazon’s CNI',
      { name: 'aws-vpc' } as const,
      ['eth0 172.20.0.11 -', 'enic95a4947e07  9001 default/client-b6989bf87-2bgtc'],
    ],
  ])('%s', (_name, cni, want) => {
    const told = tablesFor(cni)
      .interfaces('left')
      .filter(({ pod }) => pod?.startsWith('kube-system/') !== true)
      .map(({ name, addresses, mtu, pod }) =>
        `${name} ${addresses.join(',')} ${mtu ?? '-'}${pod === null ? '' : ` ${pod}`}`.trimEnd(),
      );
    expect(told).toEqual(want);
  });

  it.each([
    ['Calico has a tunnel for each family', 'calico', ['vxlan.calico 10.50.1.0', 'vxlan-v6.calico fd00:50:1::']],
    ['so has Flannel', 'flannel', ['flannel.1 10.50.1.0', 'flannel-v6.1 fd00:50:1::']],
    ['Cilium has one for both', 'cilium', ['cilium_vxlan ']],
  ] as const)('%s', (_name, name, want) => {
    const tables = tablesFor({ name, mode: 'vxlan' }, TWO_FAMILIES, inTwoFamilies(WORLD));
    const found = tables.interfaces('left').filter(({ kind }) => kind === 'overlay');
    expect(found.map((one) => `${one.name} ${one.addresses.join(',')}`)).toEqual(want);
  });

  it('has a dummy for Service addresses with ipvs', () => {
    const [found] = tablesFor({ name: 'calico' }, { serviceProxy: { mode: 'ipvs' } })
      .interfaces('left')
      .filter(({ kind }) => kind === 'dummy');
    expect(found).toMatchObject({ name: 'kube-ipvs0' });
    expect(found?.addresses).toContain('10.70.0.5');
  });
});

describe('what ip route prints', () => {
  const NETWORK = 'SUBNET dev eth0 proto kernel scope link src 172.20.0.11';
  const POD = '10.50.1.5 dev calic95a4947e07 scope link';
  it.each([
    [
      'Calico over VXLAN: Felix makes the routes, and a blackhole for the node’s own range',
      { name: 'calico', mode: 'vxlan' } as const,
      ['blackhole 10.50.1.0/24 proto 80', POD, '10.50.2.0/24 via 10.50.2.0 dev vxlan.calico onlink'],
    ],
    [
      'Calico over IPIP: BIRD makes them',
      { name: 'calico', mode: 'ipip' } as const,
      ['blackhole 10.50.1.0/24 proto bird', POD, '10.50.2.0/24 via 172.20.0.12 dev tunl0 proto bird onlink'],
    ],
    [
      'Calico with BGP',
      { name: 'calico', mode: 'bgp' } as const,
      ['blackhole 10.50.1.0/24 proto bird', POD, '10.50.2.0/24 via 172.20.0.12 dev eth0 proto bird'],
    ],
    [
      'Calico’s plain routes within a subnet',
      { name: 'calico', mode: 'native' } as const,
      ['blackhole 10.50.1.0/24 proto 80', POD, '10.50.2.0/24 via 172.20.0.12 dev eth0 proto 80 onlink'],
    ],
    [
      'Flannel: one route for all pods of the node',
      { name: 'flannel' } as const,
      [
        '10.50.1.0/24 dev cni0 proto kernel scope link src 10.50.1.1',
        '10.50.2.0/24 via 10.50.2.0 dev flannel.1 onlink',
      ],
    ],
    [
      'Flannel with host routes',
      { name: 'flannel', mode: 'host-gw' } as const,
      ['10.50.1.0/24 dev cni0 proto kernel scope link src 10.50.1.1', '10.50.2.0/24 via 172.20.0.12 dev eth0'],
    ],
    [
      'kindnet',
      { name: 'kindnet' } as const,
      ['10.50.1.5 dev veth… scope host', '10.50.2.0/24 via 172.20.0.12 dev eth0'],
    ],
    [
      'Cilium in a tunnel: both by its own device',
      { name: 'cilium' } as const,
      [
        '10.50.1.0/24 via 10.50.1.1 dev cilium_host proto kernel src 10.50.1.1',
        '10.50.1.1 dev cilium_host proto kernel scope link',
        '10.50.2.0/24 via 10.50.1.1 dev cilium_host proto kernel src 10.50.1.1 mtu 1450',
      ],
    ],
    [
      'Cilium with native routing: other nodes’ pods by the nodes',
      { name: 'cilium', mode: 'native' } as const,
      [
        '10.50.1.0/24 via 10.50.1.1 dev cilium_host proto kernel src 10.50.1.1',
        '10.50.1.1 dev cilium_host proto kernel scope link',
        '10.50.2.0/24 via 172.20.0.12 dev eth0 proto kernel',
      ],
    ],
    [
      'Weave: one bridge for all',
      { name: 'weave' } as const,
      ['10.50.0.0/16 dev weave proto kernel scope link src 10.50.1.1'],
    ],
    [
      'Amazon’s CNI: one for each pod of the node, none for others',
      { name: 'aws-vpc' } as const,
      ['10.50.1.5 dev enic95a4947e07 scope link'],
    ],
  ])('%s', (_name, cni, want) => {
    expect(
      tablesFor(cni)
        .lines('left')
        .filter(({ note }) => !/^pod kube-system[^,]*$/.test(note))
        .map(({ line }) => line),
    ).toEqual(['default via GATEWAY dev eth0', ...want, NETWORK]);
  });

  it('takes addresses of devices and the network from what the agent wrote into the Node', () => {
    const told = tablesFor({ name: 'calico', mode: 'vxlan' }, {}, ANNOTATED)
      .lines('left')
      .map(({ line }) => line);
    expect(told).toContain('172.20.0.0/24 dev eth0 proto kernel scope link src 172.20.0.11');
    expect(told).toContain('10.50.2.0/24 via 10.50.2.64 dev vxlan.calico onlink');
  });
});
