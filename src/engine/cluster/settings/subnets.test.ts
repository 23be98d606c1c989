import { describe, expect, it } from 'vitest';
import { cidrContains } from '#net';
import { clusterOf, documents, pod } from '../cluster.fixture.ts';

const node = (name: string, ip: string) => `
apiVersion: v1
kind: Node
metadata: {name: ${name}}
status: {addresses: [{type: InternalIP, address: ${ip}}]}`;
const AWS = { cni: { name: 'aws-vpc' } } as const;

describe('addresses of pods in the nodes’ subnets', () => {
  it('are those of the subnet of each pod’s node, and nobody’s twice', () => {
    const nodes = documents(node('left', '10.30.16.11'), node('right', '10.30.32.12'));
    const many = Array.from({ length: 60 }, (_, index) =>
      pod(`p${index}`, `nodeName: ${index % 2 ? 'left' : 'right'}`),
    );
    const cluster = clusterOf(documents(nodes, ...many), AWS);
    expect(cluster.settings.podCidrs).toEqual(['10.30.16.0/20', '10.30.32.0/20']);
    const own = cluster.pods.filter(({ namespace }) => namespace === 'shop');
    expect(new Set([...own.flatMap(({ ips }) => ips), '10.30.16.11', '10.30.32.12']).size).toBe(62);
    for (const { ip, node: at } of own) {
      const [block] = cluster.nodeByName.get(at)?.podCidrs ?? [];
      expect(block !== undefined && ip !== null && cidrContains(block, ip)).toBe(true);
    }
  });

  it('are told as an assumption, with the VPC in which they are kept', () => {
    const { assumptions, settings } = clusterOf(node('left', '10.30.16.11'), AWS);
    expect(settings.cni.masquerade.keptTo).toEqual(['10.30.0.0/16']);
    expect(assumptions.find(({ key }) => key === 'setting:podCIDR')?.sentence).toContain('10.30.0.0/16');
  });

  it.each([
    ['a range that is stated', { ...AWS, podCIDR: '10.50.0.0/16' }, 'own', ['10.50.0.0/16']],
    ['without anything', AWS, 'nodeSubnets', ['192.168.0.0/20']],
    ['another CNI', { cni: { name: 'cilium' } } as const, 'own', ['10.244.0.0/16']],
  ])('%s', (_name, input, podRange, blocks) => {
    const { settings } = clusterOf('', input);
    expect(settings.cni.podRange).toBe(podRange);
    expect(settings.podCidrs).toEqual(blocks);
  });

  it('leave kube-proxy without a cluster range, as Amazon installs it', () => {
    expect(clusterOf('', AWS).settings.serviceProxy.clusterCidrs).toEqual([]);
    expect(clusterOf('', { ...AWS, podCIDR: '10.50.0.0/16' }).settings.serviceProxy.clusterCidrs).toEqual([
      '10.50.0.0/16',
    ]);
  });
});
