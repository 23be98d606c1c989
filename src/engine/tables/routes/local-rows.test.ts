import type { ClusterInput } from '#document';
import { ip, isLoopback } from '#net';
import { describe, expect, it } from 'vitest';
import { inTwoFamilies, podOn, routesOf, TWO_FAMILIES, TWO_NODES } from './two-nodes.fixture.ts';

const WORLD = TWO_NODES + podOn('left', 'shop/here', '10.50.1.5');
const IPVS: ClusterInput = { serviceProxy: { mode: 'ipvs' } };

function lines(more: ClusterInput, world = WORLD, cni: NonNullable<ClusterInput['cni']> = { name: 'flannel' }) {
  return routesOf(world, cni, more)
    .lines('left', 'local')
    .map(({ line }) => line);
}

describe('the table local of a node', () => {
  it.each([
    ['has loopback', {}, 'local 127.0.0.0/8 dev lo proto kernel scope host src 127.0.0.1'],
    ['has the address of the network', {}, 'local 172.20.0.11 dev eth0 proto kernel scope host src 172.20.0.11'],
    ['has that of the bridge', {}, 'local 10.50.1.1 dev cni0 proto kernel scope host src 10.50.1.1'],
    [
      'has the broadcast address of a network that is known',
      {},
      'broadcast 10.50.1.255 dev cni0 proto kernel scope link src 10.50.1.1',
    ],
    ['names what is not known in capitals', {}, 'broadcast BROADCAST dev eth0 proto kernel scope link src 172.20.0.11'],
    [
      'has with ipvs every Service address',
      IPVS,
      'local 10.70.0.5 dev kube-ipvs0 proto kernel scope host src 10.70.0.5',
    ],
  ])('%s', (_name, more: ClusterInput, want) => {
    expect(lines(more)).toContain(want);
  });

  it('has no Service address without ipvs', () => {
    expect(lines({}).filter((line) => line.includes('10.70.'))).toEqual([]);
  });

  it('has no broadcast address on kube-ipvs0, which is down', () => {
    expect(lines(IPVS).filter((line) => line.startsWith('broadcast') && line.includes('kube-ipvs0'))).toEqual([]);
  });

  it('writes IPv6 with metric and preference', () => {
    expect(lines({ ...IPVS, ...TWO_FAMILIES }, inTwoFamilies(WORLD))).toContain(
      'local fd00:20::11 dev eth0 proto kernel metric 0 pref medium',
    );
  });

  it.each(['flannel', 'calico', 'kindnet', 'cilium', 'weave', 'aws-vpc'] as const)(
    'is what decides what is the node’s own: %s',
    (cni) => {
      const tables = routesOf(WORLD, { name: cni }, IPVS);
      const rows = tables.lines('left', 'local').flatMap((line) => line.rows);
      const own = rows.filter((row) => !row.startsWith('broadcast') && !row.includes('/'));
      expect(own.filter((row) => !tables.isLocal('left', ip(row)))).toEqual([]);
      const held = [...(tables.addresses('left')?.own ?? []), ip('10.70.0.5'), ip('127.0.0.1')];
      for (const address of held) {
        const next = tables.next('left', address);
        expect([address, next.kind === 'local' && rows.includes(next.row)]).toEqual([address, true]);
        expect(next.kind === 'local' && next.row).toBe(isLoopback(address) ? '127.0.0.0/8' : address);
      }
    },
  );
});
