import { describe, expect, it } from 'vitest';
import { service, tablesWith } from '../world.fixture.ts';

const WEB = service('web', 'clusterIP: 10.70.0.5, sessionAffinity: ClientIP, selector: {app: web}');

function saved(manifests: string, settings = {}): readonly string[] {
  const written = (one: { readonly namespace: string }) => one.namespace === 'shop';
  return tablesWith(manifests, settings).iptablesSave('left', 'IPv4', ['nat', 'filter'], written).split('\n');
}

function chain(lines: readonly string[], name: string): readonly string[] {
  return lines.filter((line) => line.startsWith(`-A ${name} `)).map((line) => line.slice(name.length + 4));
}

describe('iptables-save', () => {
  it('has a chain for every endpoint, which marks hairpins before DNAT', () => {
    const lines = saved(WEB);
    const chains = lines.filter((line) => line.startsWith(':KUBE-SEP-')).map((line) => line.slice(1, 26));
    expect(chains).toHaveLength(2);
    const rules = chains.flatMap((name) => chain(lines, name));
    expect(rules).toContain('-s 10.50.1.5/32 -m comment --comment "shop/web" -j KUBE-MARK-MASQ');
    expect(rules.some((rule) => rule.endsWith('-m tcp -j DNAT --to-destination 10.50.2.5:8080'))).toBe(true);
  });

  it('asks for affinity first, then for chance, then takes the last', () => {
    const lines = saved(WEB);
    const name = lines.find((line) => line.startsWith(':KUBE-SVC-'))?.slice(1, 26) ?? '';
    const kinds = chain(lines, name).map(
      (rule) => /--mode random --probability [\d.]+|--rcheck --seconds \d+|KUBE-MARK-MASQ/.exec(rule)?.[0] ?? 'last',
    );
    expect(kinds).toEqual([
      'KUBE-MARK-MASQ',
      '--rcheck --seconds 10800',
      '--rcheck --seconds 10800',
      '--mode random --probability 0.50000000000',
      'last',
    ]);
  });

  it('rejects in filter and says nothing in nat without endpoints', () => {
    const lines = saved(service('empty', 'clusterIP: 10.70.0.6, selector: {app: none}'));
    expect(lines.filter((line) => line.includes('shop/empty'))).toEqual([
      '-A KUBE-SERVICES -d 10.70.0.6/32 -p tcp -m comment --comment "shop/empty has no endpoints" -m tcp --dport 80 -j REJECT --reject-with icmp-port-unreachable',
    ]);
  });

  it('names node port addresses one by one where they are limited', () => {
    const lines = saved(WEB, { nodePortAddresses: ['172.20.0.0/24'] });
    expect(chain(lines, 'KUBE-SERVICES').at(-1)).toMatch(/^-d 172\.20\.0\.11\/32 .* -j KUBE-NODEPORTS$/);
  });

  it.each([
    ['a list of the other family only', ['2001:db8::/32']],
    ['a block that holds every address', ['172.20.0.0/24', '0.0.0.0/0']],
  ])('takes node ports on every address with %s', (_, nodePortAddresses) => {
    const lines = saved(WEB, { nodePortAddresses });
    expect(chain(lines, 'KUBE-SERVICES').at(-1)).toMatch(/ -m addrtype --dst-type LOCAL -j KUBE-NODEPORTS$/);
    expect(lines).toContain(':KUBE-FIREWALL - [0:0]');
  });

  it('guards localhost only where node port addresses hold it', () => {
    const far = saved(WEB, { nodePortAddresses: ['172.20.0.0/24'] });
    expect(far).not.toContain(':KUBE-FIREWALL - [0:0]');
    const near = saved(WEB, { nodePortAddresses: ['172.20.0.0/24', '127.0.0.0/8'] });
    expect(near).toContain(':KUBE-FIREWALL - [0:0]');
    expect(chain(near, 'KUBE-SERVICES').slice(-2).join(' ')).toContain('-d 127.0.0.1/32 ');
  });

  it('admits a source range of every address without naming it', () => {
    const lines = saved(
      service(
        'edge',
        'type: LoadBalancer, clusterIP: 10.70.0.8, selector: {app: web}, loadBalancerSourceRanges: [0.0.0.0/0]',
        '{loadBalancer: {ingress: [{ip: 198.51.100.8}]}}',
      ),
    );
    const name = lines.find((line) => line.startsWith(':KUBE-FW-'))?.slice(1, 25) ?? '';
    expect(chain(lines, name)[0]).toMatch(/^-m comment --comment "shop\/edge loadbalancer IP" -j KUBE-EXT-/);
  });

  it('leaves comments out where all Services together have over 1000 endpoints', () => {
    const slice = (index: number) => `---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {name: many-${index}, namespace: shop, labels: {kubernetes.io/service-name: many-${index}}}
addressType: IPv4
ports: [{port: 8080}]
endpoints: [${Array.from({ length: 600 }, (_, at) => `{addresses: [10.50.${10 + index * 3 + Math.floor(at / 200)}.${at % 200}]}`).join(', ')}]`;
    const many = (index: number) => `${service(`many-${index}`, `clusterIP: 10.70.1.${index}`)}\n${slice(index)}`;
    expect(saved(many(1)).some((line) => line.includes('shop/many-1 -> '))).toBe(true);
    expect(saved(`${many(1)}\n${many(2)}`).some((line) => line.includes(' -> '))).toBe(false);
  });

  it('names the interface before the protocol, where pods are known by it', () => {
    const lines = saved(WEB, { serviceProxy: { localDetectMode: 'BridgeInterface' }, cni: { name: 'flannel' } });
    const name = lines.find((line) => line.startsWith(':KUBE-SVC-'))?.slice(1, 26) ?? '';
    expect(chain(lines, name)[0]).toMatch(/^-d 10\.70\.0\.5\/32 ! -i cni0 -p tcp -m comment /);
  });

  it('rejects in the words of the family', () => {
    const both = { podCIDR: '10.50.0.0/16,fd00:50::/48', serviceCIDR: '10.70.0.0/16,fd00:70::/112' };
    const empty = service('empty', 'clusterIP: "fd00:70::6", ipFamilies: [IPv6], selector: {app: none}');
    const text = tablesWith(empty, both).iptablesSave('left', 'IPv6', ['filter'], ({ name }) => name === 'empty');
    expect(chain(text.split('\n'), 'KUBE-SERVICES')).toEqual([
      '-d fd00:70::6/128 -p tcp -m comment --comment "shop/empty has no endpoints" -m tcp --dport 80 -j REJECT --reject-with icmp6-port-unreachable',
    ]);
  });

  it('is empty where no kube-proxy writes iptables rules', () => {
    expect(saved(WEB, { serviceProxy: { mode: 'nftables' } })).toEqual(['']);
  });
});
