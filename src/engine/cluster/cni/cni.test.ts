import { describe, expect, it } from 'vitest';
import type { ClusterInput } from '#document';
import { clusterOf, documents } from '../cluster.fixture.ts';

const cni = (input: ClusterInput['cni'], text = '') =>
  clusterOf(text, input === undefined ? {} : { cni: input }).settings.cni;

const agent = (image: string, env = '', args = '') => `
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: agent, namespace: kube-system}
spec:
  selector: {matchLabels: {k8s-app: agent}}
  template:
    metadata: {labels: {k8s-app: agent}}
    spec: {containers: [{name: main, image: "${image}", env: [${env}], args: [${args}]}]}
`;
const configMap = (name: string, data: string) => `
apiVersion: v1
kind: ConfigMap
metadata: {name: ${name}, namespace: kube-system}
data: {${data}}
`;
const POOL = `
apiVersion: projectcalico.org/v3
kind: IPPool
metadata: {name: pool}
spec:
  cidr: 10.244.0.0/16`;
const variable = (name: string, value: string) => `{name: ${name}, value: "${value}"}`;

describe('facts of a CNI', () => {
  it.each([
    ['calico', 'vxlan', 1450, true, 'tunnel'],
    ['cilium', 'vxlan', 1450, true, 'tunnel'],
    ['flannel', 'vxlan', 1450, false, 'tunnel'],
    ['weave', 'vxlan', 1376, true, 'tunnel'],
    ['kindnet', 'host-gw', 1500, true, 'node'],
    ['aws-vpc', 'native', 9001, false, 'node'],
  ] as const)('%s has its own mode, MTU and enforcement', (name, mode, mtu, enforcesNetworkPolicy, nodeSource) => {
    expect(cni({ name })).toMatchObject({ name, mode, mtu, enforcesNetworkPolicy, nodeSource, version: null });
  });

  it.each([
    ['without a version every kind of the Admin tier', 'calico', undefined, 3],
    ['calico 3.28 none', 'calico', 'v3.28.1', 0],
    ['calico 3.29 the first', 'calico', '3.29', 1],
    ['calico 3.30 two', 'calico', '3.30', 2],
    ['calico 3.32 the newest alone', 'calico', '3.32', 1],
    ['cilium with a version none', 'cilium', '1.16', 0],
    ['flannel never any', 'flannel', undefined, 0],
  ] as const)('Admin tier: %s', (_, name, version, count) => {
    expect(cni(version === undefined ? { name } : { name, version }).enforcesAdminTier.length).toBe(count);
  });

  it.each([
    ['the mode changes MTU and source', { name: 'calico', mode: 'bgp' }, { mtu: 1500, nodeSource: 'node' }],
    ['a stated MTU stays', { name: 'flannel', mtu: 1400 }, { mtu: 1400 }],
    ['enforcement may be stated', { name: 'aws-vpc', enforcesNetworkPolicy: true }, { enforcesNetworkPolicy: true }],
    [
      'kindnet before kind 0.24 enforces nothing',
      { name: 'kindnet', version: 'v20240513-cd2ac642' },
      { enforcesNetworkPolicy: false },
    ],
    ['cilium’s ipBlock knows no pods', { name: 'cilium' }, { ipBlockMatchesPods: false, ipBlockMatchesNodes: false }],
    ['weave refuses named ports', { name: 'weave' }, { namedPorts: false, endPort: false }],
  ] as const)('%s', (_, input, expected) => {
    expect(cni(input)).toMatchObject(expected);
  });
});

describe('a CNI in the manifests', () => {
  it.each([
    [
      'calico over IPIP',
      agent('docker.io/calico/node:v3.28.0', variable('CALICO_IPV4POOL_IPIP', 'Always')),
      { name: 'calico', mode: 'ipip', mtu: 1480, version: 'v3.28.0' },
    ],
    [
      'calico without encapsulation',
      agent('quay.io/calico/node:v3.30.1', variable('CALICO_IPV4POOL_IPIP', 'Never')),
      { name: 'calico', mode: 'bgp', mtu: 1500 },
    ],
    [
      'calico’s own MTU',
      documents(agent('calico/node:v3.30.1'), configMap('calico-config', 'veth_mtu: "1410"')),
      { name: 'calico', mtu: 1410 },
    ],
    [
      'flannel with host routes',
      documents(
        agent('ghcr.io/flannel-io/flannel:v0.26.0'),
        configMap('kube-flannel-cfg', 'net-conf.json: \'{"Network": "10.50.0.0/16", "Backend": {"Type": "host-gw"}}\''),
      ),
      { name: 'flannel', mode: 'host-gw', mtu: 1500 },
    ],
    [
      'cilium routing natively',
      documents(
        agent('quay.io/cilium/cilium:v1.16.3'),
        configMap('cilium-config', 'routing-mode: native, mtu: "9000"'),
      ),
      { name: 'cilium', mode: 'native', mtu: 9000 },
    ],
    ['weave', agent('weaveworks/weave-kube:2.8.1', variable('WEAVE_MTU', '8916')), { name: 'weave', mtu: 8916 }],
    [
      'kindnet',
      agent('docker.io/kindest/kindnetd:v20241108-5c6d2daf'),
      { name: 'kindnet', mode: 'host-gw', enforcesNetworkPolicy: true },
    ],
    [
      'aws',
      agent('602401143452.dkr.ecr.eu-west-1.amazonaws.com/amazon-k8s-cni:v1.19.0'),
      { name: 'aws-vpc', mode: 'native', mtu: 9001, enforcesNetworkPolicy: false },
    ],
  ])('is recognised with its configuration: %s', (_, text, expected) => {
    const cluster = clusterOf(text);
    expect(cluster.settings.cni).toMatchObject(expected);
    expect(cluster.settings.origins.get('cni')).toMatchObject({ kind: 'derived' });
    expect(cluster.assumptions.map(({ key }) => key)).not.toContain('setting:cni');
  });

  it.each([
    [
      'calico’s pool as it is made by itself',
      agent('calico/node:v3.30.1'),
      { outside: 'masqueraded', toNodes: 'masqueraded' },
    ],
    ['a pool that says nothing', documents(agent('calico/node:v3.30.1'), POOL), { outside: 'kept' }],
    [
      'a pool that wants it',
      documents(agent('calico/node:v3.30.1'), `${POOL}\n  natOutgoing: true`),
      { outside: 'masqueraded' },
    ],
    ['flannel without the flag', agent('flannel:v0.26.0', '', '--kube-subnet-mgr'), { outside: 'kept' }],
    [
      'flannel with it, pods of other nodes too',
      agent('flannel:v0.26.0', '', '--ip-masq, --kube-subnet-mgr'),
      { outside: 'masqueraded', toRemotePods: 'masqueraded' },
    ],
    [
      'cilium within the network that it is told of',
      documents(agent('cilium/cilium:v1.16.3'), configMap('cilium-config', 'ipv4-native-routing-cidr: 10.0.0.0/8')),
      { outside: 'masqueraded', keptTo: ['10.0.0.0/8'] },
    ],
    [
      'cilium’s program with native routing, other nodes',
      documents(
        agent('cilium/cilium:v1.16.3'),
        configMap('cilium-config', 'routing-mode: native, enable-bpf-masquerade: "true"'),
      ),
      { toNodes: 'kept' },
    ],
    [
      'cilium switched off',
      documents(agent('cilium/cilium:v1.16.3'), configMap('cilium-config', 'enable-ipv4-masquerade: "false"')),
      { outside: 'kept' },
    ],
    [
      'aws with excluded networks',
      agent('amazon-k8s-cni:v1.19.0', variable('AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS', '10.8.0.0/16, 10.9.0.0/16')),
      { outside: 'masqueraded', toNodes: 'kept', keptTo: ['192.168.0.0/16', '10.8.0.0/16', '10.9.0.0/16'] },
    ],
  ])('tells what is masqueraded: %s', (_, text, expected) => {
    expect(clusterOf(text).settings.cni.masquerade).toMatchObject(expected);
  });

  it('of which only a pool is there has the pool’s mode', () => {
    expect(clusterOf(`${POOL}\n  ipipMode: Always`).settings.cni).toMatchObject({ name: 'calico', mode: 'ipip' });
  });

  it('of pools that differ says that one counts', () => {
    const other = POOL.replace('name: pool', 'name: other').concat('\n  natOutgoing: true');
    expect(clusterOf(documents(POOL, other)).problems.map(({ code }) => code)).toEqual(['NotModelled']);
    expect(clusterOf(documents(POOL, POOL.replace('name: pool', 'name: other'))).problems).toEqual([]);
  });

  it('gives way to the scenario’s word', () => {
    expect(cni({ name: 'flannel' }, agent('quay.io/cilium/cilium:v1.16.3')).name).toBe('flannel');
  });

  it('takes kube-proxy’s place where it says so, unless a mode is stated', () => {
    const text = documents(
      agent('quay.io/cilium/cilium:v1.16.3'),
      configMap('cilium-config', 'kube-proxy-replacement: "true"'),
    );
    expect(clusterOf(text).settings.serviceProxy.mode).toBe('ebpf');
    expect(clusterOf(text, { serviceProxy: { mode: 'iptables' } }).settings.serviceProxy.mode).toBe('iptables');
  });

  it('tells the pod range by flannel’s network', () => {
    const text = documents(
      agent('flannel/flannel:v0.26.0'),
      configMap('kube-flannel-cfg', 'net-conf.json: \'{"Network": "10.50.0.0/16"}\''),
    );
    expect(clusterOf(text).settings.podCidrs).toEqual(['10.50.0.0/16']);
  });

  it('is not seen in a Deployment or an image that only resembles it', () => {
    expect(cni(undefined, agent('example.org/not-calico/node-exporter:1')).version).toBeNull();
  });
});
