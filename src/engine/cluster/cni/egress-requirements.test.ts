import type { ClusterInput } from '#document';
import { describe, expect, it } from 'vitest';
import { clusterOf, documents } from '../cluster.fixture.ts';
import { egressPolicies } from './egress-policies.ts';

const POLICY = `
apiVersion: cilium.io/v2
kind: CiliumEgressGatewayPolicy
metadata: {name: out}
spec:
  selectors: [{podSelector: {}}]
  destinationCIDRs: [0.0.0.0/0]
  egressGateway: {nodeSelector: {}, egressIP: 192.168.1.77}`;

const CONFIG = (data: string) => `
apiVersion: v1
kind: ConfigMap
metadata: {name: cilium-config, namespace: kube-system}
data: {${data}}`;

const NEEDED = 'enable-egress-gateway: "true", enable-bpf-masquerade: "true", kube-proxy-replacement: "true"';

describe('an egress policy is carried out', () => {
  it.each<[string, string, ClusterInput, string]>([
    ['where nothing else is said: by Cilium in kube-proxy’s place', '', {}, 'ebpf cilium bpf'],
    ['where cilium-config has all that it needs', CONFIG(NEEDED), {}, 'ebpf cilium bpf'],
    [
      'by the older name of its switch',
      CONFIG(NEEDED.replace('egress-gateway', 'ipv4-egress-gateway')),
      {},
      'ebpf cilium bpf',
    ],
    [
      'beside kube-proxy since 1.19',
      CONFIG(NEEDED.replace('replacement: "true"', 'replacement: "false"')),
      { cni: { name: 'cilium', version: '1.19.1' } },
      'iptables cilium bpf',
    ],
  ])('%s', (_, config, input, want) => {
    const cluster = clusterOf(documents(POLICY, ...(config === '' ? [] : [config])), input);
    const { serviceProxy } = cluster.settings;
    expect(`${serviceProxy.mode} ${cluster.settings.cni.name} ${serviceProxy.ebpf.masquerade}`).toBe(want);
    expect(egressPolicies(cluster)).toHaveLength(1);
    expect(cluster.problems).toEqual([]);
  });
});

describe('an egress policy is not carried out, and that is told', () => {
  it.each<[string, string, ClusterInput, string, readonly string[]]>([
    ['by another CNI', '', { cni: { name: 'calico' } }, 'CiliumEgressGatewayPolicy/out', ['spec']],
    [
      'beside kube-proxy that somebody stated',
      '',
      { cni: { name: 'cilium' }, serviceProxy: { mode: 'iptables' } },
      'CiliumEgressGatewayPolicy/out',
      ['spec'],
    ],
    [
      'where it is not switched on',
      CONFIG('kube-proxy-replacement: "true"'),
      {},
      'ConfigMap/kube-system/cilium-config',
      ['data'],
    ],
    [
      'by an agent that does not start without masquerading by eBPF',
      CONFIG('enable-egress-gateway: "true", enable-bpf-masquerade: "false", kube-proxy-replacement: "true"'),
      {},
      'ConfigMap/kube-system/cilium-config',
      ['data', 'enable-bpf-masquerade'],
    ],
    [
      'by an agent that does not start with slices of endpoints',
      CONFIG(`${NEEDED}, enable-cilium-endpoint-slice: "true"`),
      {},
      'ConfigMap/kube-system/cilium-config',
      ['data', 'enable-cilium-endpoint-slice'],
    ],
    [
      'beside kube-proxy before 1.19',
      CONFIG(NEEDED.replace('replacement: "true"', 'replacement: "false"')),
      { cni: { name: 'cilium', version: '1.18.2' } },
      'ConfigMap/kube-system/cilium-config',
      ['data', 'kube-proxy-replacement'],
    ],
  ])('%s', (_, config, input, object, field) => {
    const cluster = clusterOf(documents(POLICY, ...(config === '' ? [] : [config])), input);
    expect(egressPolicies(cluster)).toEqual([]);
    expect(cluster.problems).toMatchObject([{ code: 'EgressPolicyNotCarriedOut', object, field }]);
    expect(cluster.assumptions.filter(({ key }) => key.startsWith('egress-address'))).toEqual([]);
  });
});

const NODE = `
apiVersion: v1
kind: Node
metadata: {name: a}
status: {addresses: [{type: InternalIP, address: 192.168.1.21}]}`;

const BARE = `
apiVersion: v1
kind: Node
metadata: {name: bare}`;

describe('the address of an egress policy', () => {
  const addressesOf = (input: ClusterInput, text = POLICY) => {
    const cluster = clusterOf(text, { ...input, cni: { name: 'cilium' }, serviceProxy: { mode: 'ebpf' } });
    const assumed = cluster.assumptions.some(({ key }) => key === 'egress-address:out');
    return `${cluster.nodes[0]?.internalIps.join(' ')}${assumed ? ', assumed' : ''}`;
  };

  it.each<[string, ClusterInput, string]>([
    ['is assumed on its gateway where nobody lists its addresses', {}, '192.168.1.11 192.168.1.77, assumed'],
    [
      'is the one that the scenario gives it',
      { nodes: [{ name: 'a', ip: '192.168.1.11', addresses: ['192.168.1.77'] }] },
      '192.168.1.11 192.168.1.77',
    ],
    [
      'is missing where they are listed without it',
      { nodes: [{ name: 'a', ip: '192.168.1.11', addresses: [] }] },
      '192.168.1.11',
    ],
    [
      'is missing where another node has it',
      {
        nodes: [
          { name: 'a', ip: '192.168.1.11' },
          { name: 'b', ip: '192.168.1.77' },
        ],
      },
      '192.168.1.11',
    ],
  ])('%s', (_, input, want) => {
    expect(addressesOf(input)).toBe(want);
  });

  it.each<[string, ClusterInput, string]>([
    ['is assumed there too', {}, '192.168.1.21 192.168.1.77, assumed'],
    ['is added by the scenario', { nodes: [{ name: 'a', addresses: ['192.168.1.77'] }] }, '192.168.1.21 192.168.1.77'],
    [
      'without an address has the scenario’s',
      { nodes: [{ name: 'bare', ip: '192.168.1.31', addresses: ['192.168.1.77'] }] },
      '192.168.1.31 192.168.1.77',
    ],
    ['is missing where the scenario lists none', { nodes: [{ name: 'a', addresses: [] }] }, '192.168.1.21'],
  ])('of a gateway that a Node object tells of %s', (_, input, want) => {
    const isBare = input.nodes?.[0]?.name === 'bare';
    expect(addressesOf(input, documents(isBare ? BARE : NODE, POLICY))).toBe(want);
  });
});
