import type { ClusterInput } from '#document';
import { ip } from '#net';
import { describe, expect, it } from 'vitest';
import { inTwoFamilies, podOn, routesOf, TWO_FAMILIES, TWO_NODES } from './two-nodes.fixture.ts';

const WORLD = TWO_NODES + podOn('left', 'shop/here', '10.50.1.5') + podOn('right', 'shop/there', '10.50.2.5');

type Cni = NonNullable<ClusterInput['cni']>;

const tablesFor = (cni: Cni, more: ClusterInput = {}) => routesOf(WORLD, cni, more);

const VXLAN: Cni = { name: 'calico', mode: 'vxlan' };
const BGP: Cni = { name: 'calico', mode: 'bgp' };
const FLANNEL: Cni = { name: 'flannel', mode: 'vxlan' };

describe('where a node sends a packet', () => {
  it.each([
    ['its own address is local', VXLAN, '172.20.0.11', 'local'],
    ['loopback is local', VXLAN, '127.0.0.1', 'local'],
    ['its own pod', VXLAN, '10.50.1.5', 'pod here'],
    ['a pod of another node, in the overlay', VXLAN, '10.50.2.5', 'node right vxlan'],
    ['a pod of another node, plainly', BGP, '10.50.2.5', 'node right plain'],
    ['another node, never in the overlay', VXLAN, '172.20.0.12', 'node right plain'],
    ['what nobody has in another node’s block goes there', VXLAN, '10.50.2.77', 'node right vxlan'],
    ['what nobody has in its own block ends there', VXLAN, '10.50.1.77', 'none AddressNobodyHas'],
    ['the VPC of AWS knows single addresses', { name: 'aws-vpc' } as const, '10.50.2.77', 'none AddressNobodyHas'],
    ['a cluster IP goes by the default route', VXLAN, '10.70.0.5', 'outside'],
    ['everything else goes out', VXLAN, '192.0.2.1', 'outside'],
  ])('%s', (_name, cni, to, want) => {
    const route = tablesFor(cni).next('left', ip(to));
    const told =
      route.kind === 'pod'
        ? `pod ${route.pod.name}`
        : route.kind === 'node'
          ? `node ${route.node.name} ${route.encapsulation ?? 'plain'}`
          : route.kind === 'none'
            ? `none ${route.reason}`
            : route.kind;
    expect(told).toBe(want);
  });

  it('binds Service addresses to every node with ipvs', () => {
    const tables = tablesFor(VXLAN, { serviceProxy: { mode: 'ipvs' } });
    expect(tables.next('left', ip('10.70.0.5')).kind).toBe('local');
    expect(tables.sourceFor('left', ip('10.70.0.5'))).toBe('10.70.0.5');
  });
});

describe('how a node loses what nobody has in its own block', () => {
  const CILIUM: Cni = { name: 'cilium', mode: 'vxlan' };

  it.each([
    ['Calico by a blackhole route', VXLAN, 'blackhole', '10.50.1.0/24', '-'],
    ['Flannel by asking on the bridge in vain', FLANNEL, 'neighbours', '10.50.1.0/24', 'cni0'],
    ['Cilium in its programs', CILIUM, 'programs', '10.50.1.0/24', 'cilium_host'],
    ['kindnet has no route for the block', { name: 'kindnet' } as const, 'default', 'default', 'eth0'],
    ['the VPC of AWS has no such host', { name: 'aws-vpc' } as const, 'network', 'default', 'eth0'],
  ])('%s', (_name, cni, lost, to, device) => {
    const tables = tablesFor(cni);
    const route = tables.next('left', ip('10.50.1.77'));
    if (route.kind !== 'none') throw new Error(route.kind);
    const row = tables.print('left', 'main', route.row)?.rows.find(({ id }) => id === route.row);
    expect([route.lost, row?.cells[0], row?.cells[2]]).toEqual([lost, to, device]);
    expect(tables.lines('left').filter(({ rows }) => rows.includes(route.row))).toHaveLength(1);
  });
});

describe('a packet of IPv6 to a pod of another node', () => {
  const world = inTwoFamilies(WORLD) + podOn('right', 'shop/six', '"fd00:50:2::7"');

  it.each([
    [
      'Calico: by a tunnel of its own, between addresses of IPv6',
      { name: 'calico', mode: 'vxlan' },
      'vxlan-v6.calico fd00:20::11 fd00:20::12',
    ],
    ['Flannel: likewise', { name: 'flannel', mode: 'vxlan' }, 'flannel-v6.1 fd00:20::11 fd00:20::12'],
    [
      'Cilium: by the tunnel of both, between first addresses',
      { name: 'cilium', mode: 'vxlan' },
      'cilium_vxlan 172.20.0.11 172.20.0.12',
    ],
    ['IPIP carries none: plainly', { name: 'calico', mode: 'ipip' }, 'eth0 plain'],
  ] as const)('%s', (_name, cni, want) => {
    const tables = routesOf(world, cni, TWO_FAMILIES);
    const route = tables.next('left', ip('fd00:50:2::7'));
    if (route.kind !== 'node') throw new Error(route.kind);
    const { device, outer } = route;
    expect(`${device} ${outer === null ? 'plain' : `${outer.src} ${outer.dst}`}`).toBe(want);
    expect(tables.lines('left').find(({ rows }) => rows.includes('fd00:50:2::/64'))?.line).toContain(
      cni.name === 'cilium' ? 'cilium_host' : device,
    );
  });
});

describe('the route to another node’s pods, as it is printed', () => {
  it.each([
    ['over VXLAN: by the address of its tunnel device', VXLAN, '10.50.2.0 onlink', 'vxlan.calico'],
    ['Flannel does the same', FLANNEL, '10.50.2.0 onlink', 'flannel.1'],
    [
      'IPIP: by the node’s address, through the tunnel',
      { name: 'calico', mode: 'ipip' } as const,
      '172.20.0.12 onlink',
      'tunl0',
    ],
    ['without overlay: by the node’s address', BGP, '172.20.0.12', 'eth0'],
    [
      'Cilium in a tunnel: its own device is the next hop, a program does the rest',
      { name: 'cilium', mode: 'vxlan' } as const,
      '10.50.1.1',
      'cilium_host',
    ],
    ['Weave: on the bridge', { name: 'weave' } as const, 'on link', 'weave'],
  ])('%s', (_name, cni, via, device) => {
    const row = tablesFor(cni)
      .print('left', 'main', null)
      ?.rows.find(({ id }) => id === '10.50.2.0/24');
    expect(row?.cells).toEqual(['10.50.2.0/24', via, device]);
  });
});

describe('the source a node’s packets carry', () => {
  it.each([
    ['to a remote pod over Calico’s overlay: the tunnel’s', VXLAN, '10.50.2.5', '10.50.1.0'],
    ['to a remote pod without overlay: the node’s', BGP, '10.50.2.5', '172.20.0.11'],
    ['over IPIP: the tunnel’s', { name: 'calico', mode: 'ipip' } as const, '10.50.2.5', '10.50.1.0'],
    ['to a remote pod in Cilium’s tunnel: that of cilium_host', { name: 'cilium' } as const, '10.50.2.5', '10.50.1.1'],
    ['the same with GENEVE', { name: 'cilium', mode: 'geneve' } as const, '10.50.2.5', '10.50.1.1'],
    ['with native routing: the node’s', { name: 'cilium', mode: 'native' } as const, '10.50.2.5', '172.20.0.11'],
    [
      'to its own pod, Cilium: that of cilium_host',
      { name: 'cilium', mode: 'native' } as const,
      '10.50.1.5',
      '10.50.1.1',
    ],
    ['over Weave’s bridge: the bridge’s', { name: 'weave' } as const, '10.50.2.5', '10.50.1.1'],
    ['with host routes: the node’s', { name: 'flannel', mode: 'host-gw' } as const, '10.50.2.5', '172.20.0.11'],
    ['to its own pod: the node’s where pods’ interfaces have no address', VXLAN, '10.50.1.5', '172.20.0.11'],
    ['to its own pod: the bridge’s', FLANNEL, '10.50.1.5', '10.50.1.1'],
    ['to itself: the address itself', VXLAN, '172.20.0.11', '172.20.0.11'],
    ['to the outside: the node’s', VXLAN, '192.0.2.1', '172.20.0.11'],
  ])('%s', (_name, cni, to, want) => {
    expect(tablesFor(cni).sourceFor('left', ip(to))).toBe(want);
  });
});
