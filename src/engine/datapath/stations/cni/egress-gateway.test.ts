import type { Hop } from '#trace';
import { describe, expect, it } from 'vitest';
import { steps, walked } from '../way.fixture.ts';

/** The way of a pod of `left` whose packets leave by `right`. */
function hopsOf(
  mode: string,
  addresses: string,
  to = '198.18.5.5',
  proxy: 'ebpf' | 'iptables' = 'ebpf',
): readonly Hop[] {
  const found = walked(`hopscope: 1
title: egress
cluster:
  podCIDR: 10.61.0.0/16
  serviceCIDR: 10.81.0.0/16
  cni: {name: cilium, mode: ${mode}, version: 1.19.1}
  serviceProxy: ${proxy}
  nodes:
    - {name: left, ip: 172.23.0.11, podCIDR: 10.61.1.0/24}
    - {name: right, ip: 172.23.0.12, addresses: [${addresses}], podCIDR: 10.61.2.0/24, labels: {way: out}}
  external: {hosts: [{ip: 198.18.5.5, ports: [443]}, {ip: 198.18.6.6, ports: [443]}]}
manifests: |
  apiVersion: v1
  kind: Pod
  metadata: {name: asker, namespace: x}
  spec: {nodeName: left, containers: [{name: main, image: app}]}
  status: {phase: Running, podIP: 10.61.1.9}
  ---
  apiVersion: cilium.io/v2
  kind: CiliumEgressGatewayPolicy
  metadata: {name: out}
  spec:
    selectors: [{podSelector: {}}]
    destinationCIDRs: [198.18.5.0/24]
    egressGateway: {nodeSelector: {matchLabels: {way: out}}, egressIP: 172.23.0.40}
requests:
  - {name: it, from: pod/x/asker, connect: {to: ${to}, port: 443}}
`).get('it');
  if (found === undefined) throw new Error('no request');
  return found.trace.hops;
}

describe('what an egress policy takes', () => {
  it.each(['vxlan', 'native'])('goes by the gateway and comes back by it, wrapped both ways: %s', (mode) => {
    const hops = hopsOf(mode, '172.23.0.40');
    expect(steps(hops).filter((step) => /route|masquerade|restore/.test(step))).toEqual([
      'route left wire',
      'masquerade right postrouting',
      'route right wire',
      '< restore right prerouting',
      '< route right wire',
    ]);
    const wrapped = hops.flatMap((hop) => (hop.kind === 'route' && hop.decision.to === 'node' ? [hop.decision] : []));
    expect(wrapped.map(({ encapsulation, device }) => `${encapsulation} ${device}`)).toEqual([
      'vxlan cilium_vxlan',
      'vxlan cilium_vxlan',
    ]);
  });

  it.each(['ebpf', 'iptables'] as const)('is read from maps of programs, there and back: %s', (proxy) => {
    const read = hopsOf('vxlan', '172.23.0.40', '198.18.5.5', proxy).flatMap(({ consulted }) =>
      consulted.flatMap(({ table, row }) =>
        table.kind === 'bpf' || table.kind === 'conntrack' ? [`${table.at} ${table.name.split(' ')[0]} ${row}`] : [],
      ),
    );
    expect(read).toEqual([
      'left egress 10.61.1.9 198.18.5.0/24',
      'right egress 10.61.1.9 198.18.5.0/24',
      'right nat out',
      'right nat in',
      'right egress 10.61.1.9 198.18.5.0/24',
    ]);
  });

  it('keeps its source port, which lies above the node ports', () => {
    const hop = hopsOf('vxlan', '172.23.0.40').find(({ kind }) => kind === 'masquerade');
    expect(hop?.after?.sport).toBe(hop?.before?.sport);
  });

  it('is dropped as it leaves the tunnel where the gateway has no such address', () => {
    expect(steps(hopsOf('vxlan', '')).slice(-1)).toEqual(['stop right prerouting']);
  });

  it('leaves under an address by the program beside kube-proxy too, where the pod’s own node hides it', () => {
    const hop = hopsOf('vxlan', '172.23.0.40', '198.18.6.6', 'iptables').find(({ kind }) => kind === 'masquerade');
    expect(hop).toMatchObject({ decision: { by: 'ebpf', why: 'leavesPodNetwork' } });
  });

  it('is nothing else: other destinations leave by the pod’s own node', () => {
    const hop = hopsOf('vxlan', '172.23.0.40', '198.18.6.6').find(({ kind }) => kind === 'masquerade');
    expect(hop?.after?.src).toBe('172.23.0.11');
    expect(hop?.at.place).toEqual({ kind: 'node', node: 'left' });
  });
});
