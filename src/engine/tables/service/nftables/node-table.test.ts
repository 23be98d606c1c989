import type { ClusterInput } from '#document';
import { describe, expect, it } from 'vitest';
import { service, tablesWith } from '../world.fixture.ts';

const WEB = service('web', 'clusterIP: 10.70.0.5, selector: {app: web}');
const EDGE = service(
  'edge',
  'type: LoadBalancer, clusterIP: 10.70.0.8, selector: {app: far}, externalTrafficPolicy: Local, loadBalancerSourceRanges: [203.0.113.0/25, 172.20.0.0/24]',
  '{loadBalancer: {ingress: [{ip: 198.51.100.8}]}}',
).replace('targetPort: 8080', 'targetPort: 8080, nodePort: 30008');

/** The table of node `left`, or one thing of it, without the lines that name the table. */
function listed(
  manifests: string,
  only: { readonly kind: 'chain' | 'map' | 'set'; readonly name: string } | null,
  settings: ClusterInput = {},
  family: 'IPv4' | 'IPv6' = 'IPv4',
): string | null {
  const tables = tablesWith(manifests, { ...settings, serviceProxy: { mode: 'nftables', ...settings.serviceProxy } });
  return tables.nftList('left', family, only);
}

function chain(manifests: string, name: string, settings: ClusterInput = {}): readonly string[] {
  const lines = listed(manifests, { kind: 'chain', name }, settings)?.split('\n') ?? [];
  return lines.slice(2, -3).map((line) => line.trim());
}

function chainNames(manifests: string, prefix: string): readonly string[] {
  const text = listed(manifests, null) ?? '';
  return [...text.matchAll(/^\tchain (\S+) \{$/gm)]
    .map(([, name = '']) => name)
    .filter((name) => name.startsWith(prefix));
}

describe('nft list of kube-proxy', () => {
  it('names chains by the hash of what follows it', () => {
    const upstream = service('svc1', 'clusterIP: 10.70.0.41, selector: {app: none}')
      .replace('namespace: shop', 'namespace: ns1')
      .replace('{port: 80,', '{name: p80, port: 80,');
    const slice = `---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {name: svc1-a, namespace: ns1, labels: {kubernetes.io/service-name: svc1}}
addressType: IPv4
ports: [{name: p80, port: 80}]
endpoints: [{addresses: [10.180.0.1]}]`;
    const text = `${upstream.replace(', selector: {app: none}', '')}\n${slice}`;
    expect(chainNames(text, 'service-')).toContain('service-ULMVA6XW-ns1/svc1/tcp/p80');
    expect(chainNames(text, 'endpoint-')).toContain('endpoint-5OJB2KTY-ns1/svc1/tcp/p80__10.180.0.1/80');
  });

  it('lays a map out with an element on each line', () => {
    const map = listed(`${WEB}\n${EDGE}`, { kind: 'map', name: 'no-endpoint-services' });
    expect(map).toBe(`table ip kube-proxy {
	map no-endpoint-services {
		type ipv4_addr . inet_proto . inet_service : verdict
		comment "vmap to drop or reject packets to services with no endpoints"
		elements = { 198.51.100.8 . tcp . 80 comment "shop/edge" : drop }
	}
}
`);
  });

  it('marks for masquerading, then chooses by chance, even of one', () => {
    const [name = ''] = chainNames(EDGE, 'service-').filter((one) => one.includes('edge'));
    expect(chain(EDGE, name).map((line) => line.replace(/endpoint-\S+/, 'ENDPOINT'))).toEqual([
      'ip daddr 10.70.0.8 ip saddr != 10.50.0.0/16 jump mark-for-masquerade',
      'numgen random mod 1 vmap { 0 : goto ENDPOINT }',
    ]);
  });

  it('takes short cuts where the external policy is Local, and falls through without local endpoints', () => {
    const [name = ''] = chainNames(EDGE, 'external-');
    expect(chain(EDGE, name).map((line) => line.replace(/service-\S+/, 'SERVICE'))).toEqual([
      'ip saddr 10.50.0.0/16 goto SERVICE comment "short-circuit pod traffic"',
      'fib saddr type local jump mark-for-masquerade comment "masquerade local traffic"',
      'fib saddr type local goto SERVICE comment "short-circuit local traffic"',
    ]);
  });

  it('admits the balancer address with the node, in the order of addresses', () => {
    const [name = ''] = chainNames(EDGE, 'firewall-').filter((one) => one.includes('edge'));
    expect(chain(EDGE, name)).toEqual(['ip saddr != { 172.20.0.0/24, 198.51.100.8, 203.0.113.0/25 } drop']);
  });

  it('remembers clients in a set for each endpoint, with the timeout', () => {
    const sticky = WEB.replace(
      'selector',
      'sessionAffinity: ClientIP, sessionAffinityConfig: {clientIP: {timeoutSeconds: 90}}, selector',
    );
    const text = listed(sticky, null) ?? '';
    expect(
      text.match(
        /^\tset affinity-\S+ \{\n\t\ttype ipv4_addr\n\t\tsize 65535\n\t\tflags dynamic,timeout\n\t\ttimeout 1m30s\n\t\}/gm,
      ),
    ).toHaveLength(2);
    const [name = ''] = chainNames(sticky, 'endpoint-').filter((one) => one.includes('10.50.1.5'));
    expect(chain(sticky, name)).toEqual([
      'ip saddr 10.50.1.5 jump mark-for-masquerade',
      `update @${name.replace('endpoint-', 'affinity-')} { ip saddr }`,
      'meta l4proto tcp dnat to 10.50.1.5:8080',
    ]);
  });

  it.each([
    ['the primary address', {}, 'ip daddr @nodeport-ips meta', true],
    ['every address', { nodePortAddresses: ['0.0.0.0/0'] }, 'fib daddr type local ip daddr != 127.0.0.0/8 meta', false],
  ])('takes node ports on %s', (_, settings, start, isListed) => {
    expect(chain(EDGE, 'services', settings)[1]).toBe(`${start} l4proto . th dport vmap @service-nodeports`);
    expect(listed(EDGE, { kind: 'set', name: 'nodeport-ips' }, settings) !== null).toBe(isListed);
  });

  it('has a table for IPv6 too, with addresses a line each', () => {
    const settings = { podCIDR: '10.50.0.0/16,fd00:50::/48', serviceCIDR: '10.70.0.0/16,fd00:70::/112' };
    const six = (name: string, at: string) =>
      service(name, `clusterIP: "${at}", ipFamilies: [IPv6], selector: {app: none}`);
    const set = listed(
      `${six('b', 'fd00:70::b')}\n${six('a', 'fd00:70::a')}`,
      { kind: 'set', name: 'cluster-ips' },
      settings,
      'IPv6',
    );
    expect(set).toContain('\t\telements = { fd00:70::a,\n\t\t\t     fd00:70::b }\n');
  });

  it('is nothing in other modes', () => {
    expect(listed(WEB, null, { serviceProxy: { mode: 'iptables' } })).toBeNull();
  });
});
