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
    [
      'beside kube-proxy since 1.19, where nothing says what stands in its place',
      '',
      { cni: { name: 'cilium', version: '1.19.1' } },
      'iptables cilium bpf',
    ],
    [
      'with node ports by eBPF alone',
      CONFIG(NEEDED.replace('kube-proxy-replacement', 'kube-proxy-replacement: "false", enable-node-port')),
      { cni: { name: 'cilium', version: '1.16.4' } },
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

const KUBE_PROXY = `
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: kube-proxy, namespace: kube-system}
spec:
  selector: {matchLabels: {k8s-app: kube-proxy}}
  template:
    metadata: {labels: {k8s-app: kube-proxy}}
    spec: {hostNetwork: true, containers: [{name: kube-proxy, image: "registry.k8s.io/kube-proxy:v1.35.0"}]}`;

const PROXY_CONFIGURATION = `
apiVersion: kubeproxy.config.k8s.io/v1alpha1
kind: KubeProxyConfiguration
mode: ipvs`;

const FLANNEL = KUBE_PROXY.replaceAll('kube-proxy', 'flannel').replace(
  /image: ".*?"/,
  'image: "flannel/flannel:v0.27.0"',
);

describe('what an egress policy alone tells of the cluster', () => {
  const told = (...texts: readonly string[]) => {
    const { settings, assumptions } = clusterOf(documents(POLICY, ...texts));
    const { serviceProxy, cni } = settings;
    const because = (key: 'cni' | 'serviceProxy') =>
      assumptions.some(
        (one) => one.key === `setting:${key}` && one.sentence.includes('which CiliumEgressGatewayPolicy out asks for'),
      );
    const said = (key: 'cni' | 'serviceProxy') => (because(key) ? ', for the policy' : '');
    return `${cni.name}${said('cni')}; ${serviceProxy.mode}${said('serviceProxy')}`;
  };

  it.each<[string, readonly string[], string]>([
    ['that Cilium is there, in kube-proxy’s place', [], 'cilium, for the policy; ebpf, for the policy'],
    ['of kube-proxy nothing where its DaemonSet is there', [KUBE_PROXY], 'cilium, for the policy; iptables'],
    ['of kube-proxy nothing where its configuration is there', [PROXY_CONFIGURATION], 'cilium, for the policy; ipvs'],
    ['nothing where another CNI’s agent is there', [FLANNEL], 'flannel; iptables'],
  ])('%s', (_, texts, want) => {
    expect(told(...texts)).toBe(want);
  });
});

describe('the MTU of pods leaves room for the tunnel to gateways', () => {
  it.each<[string, string, NonNullable<ClusterInput['cni']>, number]>([
    ['where pods are routed natively too', POLICY, { mode: 'native' }, 1450],
    ['where only cilium-config tells of gateways', CONFIG(NEEDED), { name: 'cilium', mode: 'native' }, 1450],
    ['but where it is stated', POLICY, { mode: 'native', mtu: 1400 }, 1400],
    ['but where no policy is carried out', '', { name: 'cilium', mode: 'native' }, 1500],
  ])('%s', (_, text, cni, want) => {
    expect(clusterOf(text, { cni }).settings.cni.mtu).toBe(want);
  });
});

describe('an egress policy is carried out for one family', () => {
  it.each([
    ['since 1.19, of the one that is masqueraded', '1.19.1', ['2001:db8::/32']],
    ['before, only where IPv4 is', '1.18.2', null],
  ])('%s', (_, version, want) => {
    const policy = POLICY.replace('[0.0.0.0/0]', '[198.18.0.0/16, "2001:db8::/32"]');
    const config = CONFIG(`${NEEDED}, enable-ipv6: "true", enable-ipv4-masquerade: "false"`);
    const cluster = clusterOf(documents(policy, config), { cni: { name: 'cilium', version } });
    expect(egressPolicies(cluster)[0]?.destinations ?? null).toEqual(want);
    expect(cluster.problems).toMatchObject([
      { code: 'EgressPolicyNotCarriedOut', field: ['data', 'enable-ipv4-masquerade'] },
    ]);
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
