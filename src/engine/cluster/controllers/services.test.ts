import { describe, expect, it } from 'vitest';
import { cidrContains, cidr } from '#net';
import type { ClusterInput } from '#document';
import { clusterOf, documents, node, service } from '../cluster.fixture.ts';

const one = (text: string, settings: ClusterInput = {}, key = 'shop/web') =>
  clusterOf(text, settings).serviceByKey.get(key);

describe('cluster IPs', () => {
  it('keeps a written one and fills in others from the service range', () => {
    expect(one(service('web', 'clusterIP: 10.96.7.7'))?.clusterIps).toEqual(['10.96.7.7']);
    const [ip] = one(service('web'))?.clusterIps ?? [];
    expect(ip !== undefined && cidrContains(cidr('10.96.0.0/12'), ip)).toBe(true);
  });

  it.each([
    ['headless', 'clusterIP: None'],
    ['ExternalName', 'type: ExternalName, externalName: example.org'],
  ])('gives none to a Service that is %s', (_, spec) => {
    expect(one(service('web', spec))?.clusterIps).toEqual([]);
  });

  it.each([
    ['SingleStack takes the primary family', '', ['IPv4']],
    ['PreferDualStack takes both', 'ipFamilyPolicy: PreferDualStack', ['IPv4', 'IPv6']],
    ['stated families lead', 'ipFamilyPolicy: RequireDualStack, ipFamilies: [IPv6]', ['IPv6', 'IPv4']],
    ['a single stated family counts', 'ipFamilies: [IPv6]', ['IPv6']],
  ])('in a dual-stack cluster: %s', (_, spec, families) => {
    const settings = { podCIDR: '10.1.0.0/16,fd00:1::/56', serviceCIDR: '10.2.0.0/16,fd00:2::/112' };
    const found = one(service('web', spec), settings);
    expect(found?.families).toEqual(families);
    expect(found?.clusterIps.map((ip) => (ip.includes(':') ? 'IPv6' : 'IPv4'))).toEqual(families);
  });

  it('takes one family where the cluster has one, whatever the Service prefers', () => {
    expect(one(service('web', 'ipFamilyPolicy: PreferDualStack'))?.families).toEqual(['IPv4']);
  });

  it('reports an address that two Services claim', () => {
    const cluster = clusterOf(
      documents(service('web', 'clusterIP: 10.96.7.7'), service('api', 'clusterIP: 10.96.7.7')),
    );
    expect(cluster.problems.map(({ code }) => code)).toEqual(['AddressTaken']);
  });

  it('gives the DNS Service the tenth address also where the manifests leave it out', () => {
    const dns =
      'apiVersion: v1\nkind: Service\nmetadata: {name: kube-dns, namespace: kube-system}\nspec: {selector: {k8s-app: kube-dns}, ports: [{port: 53, protocol: UDP}]}';
    expect(one(dns, { serviceCIDR: '172.20.0.0/16' }, 'kube-system/kube-dns')?.clusterIps).toEqual(['172.20.0.10']);
  });
});

describe('node ports', () => {
  it.each([
    ['ClusterIP has none', '', 0],
    ['NodePort has one', 'type: NodePort', 1],
    ['LoadBalancer has one', 'type: LoadBalancer', 1],
    ['a LoadBalancer may do without', 'type: LoadBalancer, allocateLoadBalancerNodePorts: false', 0],
  ])('%s', (_, spec, count) => {
    const ports = one(service('web', spec))?.ports.filter(({ nodePort }) => nodePort >= 30_000 && nodePort <= 32_767);
    expect(ports?.length).toBe(count);
  });

  it('keeps a written one, and gives it to no other Service', () => {
    const written = service('web')
      .replace('targetPort: 8080', 'targetPort: 8080, nodePort: 31000')
      .replace('spec: {', 'spec: {type: NodePort, ');
    const cluster = clusterOf(documents(written, service('api', 'type: NodePort')), { nodePortRange: '31000-31001' });
    expect(cluster.services.map(({ ports }) => ports[0]?.nodePort).slice(0, 2)).toEqual([31_000, 31_001]);
  });

  it.each([
    ['Local has a health check port', 'type: LoadBalancer, externalTrafficPolicy: Local', true],
    ['a written one stays', 'type: LoadBalancer, externalTrafficPolicy: Local, healthCheckNodePort: 32100', true],
    ['Cluster has none', 'type: LoadBalancer', false],
    ['NodePort has none', 'type: NodePort, externalTrafficPolicy: Local', false],
  ])('externalTrafficPolicy: %s', (_, spec, has) => {
    expect((one(service('web', spec))?.healthCheckNodePort ?? 0) > 0).toBe(has);
  });
});

describe('load balancers', () => {
  const addresses = (spec: string, settings: ClusterInput = {}, status = '') =>
    one(`${service('web', `type: LoadBalancer${spec}`)}${status}`, settings)?.loadBalancer.map(
      ({ ip, hostname, ipMode }) => `${ip ?? hostname} ${ipMode}`,
    );

  it('fills in an address where the status has none', () => {
    expect(addresses('')?.[0]).toMatch(/^198\.51\.100\.\d+ VIP$/);
  });

  it.each([
    [
      'the status wins',
      '',
      {},
      'status: {loadBalancer: {ingress: [{ip: 203.0.113.50, ipMode: Proxy}, {hostname: lb.example}]}}',
      ['203.0.113.50 Proxy', 'lb.example VIP'],
    ],
    [
      'a name alone leads to loadBalancerIP, which gets no rule',
      ', loadBalancerIP: 203.0.113.60',
      {},
      'status: {loadBalancer: {ingress: [{hostname: lb.example}]}}',
      ['203.0.113.60 Proxy'],
    ],
    [
      'a name alone leads where the scenario says',
      '',
      { external: { names: { 'lb.example': ['203.0.113.61'] } } },
      'status: {loadBalancer: {ingress: [{hostname: lb.example}]}}',
      ['203.0.113.61 Proxy'],
    ],
    ['loadBalancerIP is honoured', ', loadBalancerIP: 203.0.113.60', {}, '', ['203.0.113.60 VIP']],
    ['without a balancer it stays pending', '', { loadBalancer: { type: 'none' as const } }, '', []],
    [
      'but a status counts even then',
      '',
      { loadBalancer: { type: 'none' as const } },
      'status: {loadBalancer: {ingress: [{ip: 203.0.113.50}]}}',
      ['203.0.113.50 VIP'],
    ],
  ])('%s', (_, spec, settings, status, expected) => {
    expect(addresses(spec, settings, status)).toEqual(expected);
  });

  it('avoids written addresses', () => {
    const [taken] = one(service('web', 'type: LoadBalancer'))?.loadBalancer ?? [];
    const holder = node('one', `status: {addresses: [{type: ExternalIP, address: ${taken?.ip ?? ''}}]}`);
    const [other] = one(documents(holder, service('web', 'type: LoadBalancer')))?.loadBalancer ?? [];
    expect(other?.ip).not.toBe(taken?.ip);
  });
});

describe('what kube-proxy looks at', () => {
  it.each([
    ['a plain Service is proxied', '', true],
    ['service-proxy-name hands it to another proxy', 'service.kubernetes.io/service-proxy-name: other', false],
    ['the headless label hides it', 'service.kubernetes.io/headless: ""', false],
  ])('%s', (_, label, proxied) => {
    const text = service('web').replace('namespace: shop}', `namespace: shop, labels: {${label}}}`);
    expect(one(text)?.proxied).toBe(proxied);
  });
});
