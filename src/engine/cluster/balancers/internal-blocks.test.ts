import { cidr, cidrContains } from '#net';
import { describe, expect, it } from 'vitest';
import { clusterOf } from '../cluster.fixture.ts';

const AWS = 'service.beta.kubernetes.io/aws-load-balancer-';

function node(name: string, ...addresses: readonly string[]): string {
  const listed = addresses.map((address) => `{type: InternalIP, address: "${address}"}`).join(', ');
  return `{apiVersion: v1, kind: Node, metadata: {name: ${name}}, status: {addresses: [${listed}]}}\n---\n`;
}

function internal(spec = ''): string {
  return `{apiVersion: v1, kind: Service, metadata: {name: web, namespace: shop, annotations: {${AWS}type: nlb, ${AWS}internal: "true"}}, spec: {type: LoadBalancer, ports: [{port: 80}]${spec}}}`;
}

describe('an internal balancer', () => {
  it.each([
    ['is in the network of the nodes that everybody starts with', internal(), {}, '192.168.240.0/24'],
    ['is in the nodes’ own network', node('a', '172.16.5.11') + internal(), {}, '172.16.240.0/24'],
    ['keeps out of subnets with nodes', node('a', '10.8.240.3') + internal(), {}, '10.8.241.0/24'],
    ['keeps out of ranges of pods', node('a', '10.8.0.3') + internal(), { podCIDR: '10.8.240.0/21' }, '10.8.248.0/24'],
    [
      'is in another private network where the nodes’ is full of pods',
      node('a', '10.8.0.3') + internal(),
      { podCIDR: '10.8.0.0/16' },
      '192.168.240.0/24',
    ],
    ['is private though nodes are public', node('a', '203.0.113.9') + internal(), {}, '192.168.240.0/24'],
    ['has the address that it asks for', internal(', loadBalancerIP: 10.1.2.3'), {}, '10.1.2.3/32'],
    [
      'has a private address of the other family too',
      node('a', 'fd00:7::11') + internal(),
      { podCIDR: 'fd01::/48', serviceCIDR: 'fd02::/112' },
      'fd00:7::/48',
    ],
  ])('%s', (_, manifests, settings, block) => {
    const [address] = clusterOf(manifests, settings).serviceByKey.get('shop/web')?.loadBalancer ?? [];
    expect(address?.ip ?? '').not.toBe('');
    expect([address?.ip].filter((ip) => ip !== null && ip !== undefined && cidrContains(cidr(block), ip))).toHaveLength(
      1,
    );
  });
});
