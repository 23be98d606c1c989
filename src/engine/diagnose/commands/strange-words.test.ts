import { expect, test } from 'vitest';
import { openSession } from '#session';

function printed(run: string, mode: string): string | null {
  const text = `
hopscope: 1
cluster: {serviceProxy: {mode: ${mode}}}
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
    spec: {clusterIP: 10.96.0.5, selector: {app: web}, ports: [{port: 80}]}
    ---
    apiVersion: v1
    kind: Pod
    metadata: {name: web, namespace: shop, labels: {app: web}}
    spec: {containers: [{name: web, image: example.com/web}]}
requests:
  - {name: one, from: node/only, connect: {to: service/shop/web, port: 80}}
`;
  return openSession(text).output('node/only', run);
}

/** Words that are found in every object of the language. */
const WORDS = ['__proto__', 'constructor', 'toString'];
/** What stands where `?` does decides. */
const CALLS: readonly (readonly [run: string, known: string, mode: string])[] = [
  ['conntrack -L ?', '-n', 'iptables'],
  ['conntrack -L ? 80', '--dport', 'iptables'],
  ['ipvsadm -Ln ? 10.96.0.5:80', '-t', 'ipvs'],
  ['nft list table ? kube-proxy', 'ip', 'nftables'],
];

test.each(CALLS)('%s is a call with %s', (run, known, mode) => {
  expect(printed(run.replace('?', known), mode)).not.toBeNull();
});

test.each(CALLS.flatMap(([run, , mode]) => WORDS.map((word) => [run.replace('?', word), mode] as const)))(
  '%s is none',
  (run, mode) => {
    expect(printed(run, mode)).toBeNull();
  },
);

test.each(WORDS.flatMap((word) => [word, `KUBE-${word}`]))('a chain is not called %s', (chain) => {
  expect(printed(`iptables -L ${chain}`, 'iptables')).toBe('iptables: No chain/target/match by that name.\n');
});

test.each(WORDS)('whether a program of another has a chain CNI-%s is not known', (word) => {
  expect(printed(`iptables -L CNI-${word}`, 'iptables')).toBeNull();
});
