import { expect, test } from 'vitest';
import { openSession } from '#session';

function printed(run: string, mode = 'nftables'): string | null {
  const text = `
hopscope: 1
cluster: {serviceProxy: {mode: ${mode}}, serviceCIDR: 10.70.0.0/16}
manifests:
  - |
    apiVersion: v1
    kind: Node
    metadata: {name: only}
    status: {addresses: [{type: InternalIP, address: 172.20.0.11}]}
    ---
    apiVersion: v1
    kind: Service
    metadata: {name: web, namespace: shop}
    spec: {clusterIP: 10.70.0.5, ports: [{port: 80}]}
`;
  return openSession(text).output('node/only', run);
}

const MISSING = 'Error: No such file or directory\n';

test.each([
  ['a chain', 'nft list chain ip kube-proxy reject-chain', '\tchain reject-chain {\n\t\tcomment "helper for'],
  [
    'a map',
    'nft list map ip kube-proxy no-endpoint-services',
    '10.70.0.5 . tcp . 80 comment "shop/web" : goto reject-chain',
  ],
  ['a set, quoted', "nft list set ip kube-proxy 'nodeport-ips'", 'elements = { 172.20.0.11 }'],
  ['the table of IPv6', 'nft list table ip6 kube-proxy', 'table ip6 kube-proxy {\n\tcomment "rules for kube-proxy"\n'],
  ['all tables', 'nft list ruleset', '}\ntable ip6 kube-proxy {'],
  [
    'a chain that is not there',
    'nft list chain ip kube-proxy nope',
    `${MISSING}list chain ip kube-proxy nope\n${' '.repeat(25)}^^^^\n`,
  ],
  [
    'a set asked for as a map',
    'nft list map ip kube-proxy cluster-ips',
    `${MISSING}list map ip kube-proxy cluster-ips\n`,
  ],
])('%s', (_, run, holds) => {
  expect(printed(run)).toContain(holds);
});

test('in another mode there is no such table', () => {
  expect(printed('nft list table ip kube-proxy', 'iptables')).toBe(
    `${MISSING}list table ip kube-proxy\n${' '.repeat(14)}${'^'.repeat(10)}\n`,
  );
});

test.each(['nft -a list ruleset', 'nft list tables', 'nft list table inet filter', 'nft list ruleset inet'])(
  '%s is not modelled',
  (run) => {
    expect(printed(run)).toBeNull();
  },
);
