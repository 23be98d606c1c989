import type { ClusterInput } from '#document';
import { describe, expect, it } from 'vitest';
import { clusterOf, documents } from '../cluster.fixture.ts';

const CONFIG = (data: string) => `
apiVersion: v1
kind: ConfigMap
metadata: {name: cilium-config, namespace: kube-system}
data: {${data}}`;

const FELIX = (spec: string) => `
apiVersion: projectcalico.org/v3
kind: FelixConfiguration
metadata: {name: default}
spec: {${spec}}`;

const AGENT = (image: string, env = '') => `
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: agent, namespace: kube-system}
spec:
  selector: {matchLabels: {k8s-app: agent}}
  template:
    metadata: {labels: {k8s-app: agent}}
    spec: {hostNetwork: true, containers: [{name: agent, image: "${image}", env: [${env}]}]}`;

const KUBE_PROXY = `
apiVersion: kubeproxy.config.k8s.io/v1alpha1
kind: KubeProxyConfiguration
mode: ipvs`;

function withReplacement(data: string): string {
  return data.includes('kube-proxy-replacement') ? data : `kube-proxy-replacement: "true", ${data}`;
}

function proxyOf(text: string, settings: ClusterInput = {}) {
  const cluster = clusterOf(text, settings);
  const { serviceProxy, cni } = cluster.settings;
  return `${serviceProxy.mode} ${serviceProxy.ebpf.by} ${cni.name}`;
}

describe('programs in kube-proxy’s place', () => {
  it.each<readonly [string, string, ClusterInput, string]>([
    ['none', '', {}, 'iptables calico calico'],
    ['cilium-config alone', CONFIG('kube-proxy-replacement: "true"'), {}, 'ebpf cilium cilium'],
    ['the word of older releases', CONFIG('kube-proxy-replacement: strict'), {}, 'ebpf cilium cilium'],
    ['Cilium beside kube-proxy', CONFIG('kube-proxy-replacement: "false"'), {}, 'iptables calico calico'],
    ['a FelixConfiguration', FELIX('bpfEnabled: true'), {}, 'ebpf calico calico'],
    ['one that leaves it off', FELIX('bpfEnabled: false'), {}, 'iptables calico calico'],
    [
      'the environment of calico-node',
      AGENT('docker.io/calico/node:v3.30.0', '{name: FELIX_BPFENABLED, value: "true"}'),
      {},
      'ebpf calico calico',
    ],
    ['the scenario, which names no CNI', '', { serviceProxy: { mode: 'ebpf' } }, 'ebpf cilium cilium'],
    [
      'the scenario, with Calico',
      '',
      { serviceProxy: { mode: 'ebpf' }, cni: { name: 'calico' } },
      'ebpf calico calico',
    ],
    [
      'a mode that the scenario states',
      CONFIG('kube-proxy-replacement: "true"'),
      { serviceProxy: { mode: 'iptables' } },
      'iptables cilium cilium',
    ],
    [
      'kube-proxy’s own configuration beside it',
      documents(CONFIG('kube-proxy-replacement: "true"'), KUBE_PROXY),
      {},
      'ipvs calico calico',
    ],
  ])('are found in: %s', (_name, text, settings, want) => {
    expect(proxyOf(text, settings)).toBe(want);
  });

  it('say where they were found', () => {
    const { settings } = clusterOf(CONFIG('kube-proxy-replacement: "true"'));
    expect(settings.origins.get('serviceProxy')).toMatchObject({
      kind: 'derived',
      from: [{ object: { name: 'cilium-config' }, field: ['data', 'kube-proxy-replacement'] }],
    });
  });

  it('have defaults that are told as assumed where the configuration is not there', () => {
    const keys = (text: string) =>
      clusterOf(text, { serviceProxy: { mode: 'ebpf' } }).assumptions.map(({ key }) => key);
    expect(keys('')).toContain('setting:serviceProxy.ebpf');
    expect(keys(CONFIG('bpf-lb-mode: snat'))).not.toContain('setting:serviceProxy.ebpf');
    expect(clusterOf('').assumptions.map(({ key }) => key)).not.toContain('setting:serviceProxy.ebpf');
  });
});

describe('Cilium’s settings', () => {
  const settings = (data: string, cni: NonNullable<ClusterInput['cni']> = { name: 'cilium' }) =>
    clusterOf(CONFIG(`kube-proxy-replacement: "true", ${data}`), { cni }).settings.serviceProxy.ebpf;

  it.each([
    [
      'SNAT by itself',
      'a: b',
      { forwarding: { TCP: 'snat', UDP: 'snat' }, algorithm: 'random', masquerade: 'iptables' },
    ],
    ['DSR', 'bpf-lb-mode: dsr', { forwarding: { TCP: 'dsr', UDP: 'dsr' } }],
    ['hybrid', 'bpf-lb-mode: hybrid', { forwarding: { TCP: 'dsr', UDP: 'snat' } }],
    ['the key of older releases', 'node-port-mode: dsr', { forwarding: { TCP: 'dsr', UDP: 'dsr' } }],
    ['Maglev', 'bpf-lb-algorithm: maglev', { algorithm: 'maglev' }],
    ['sockets of the host only', 'bpf-lb-sock-hostns-only: "true"', { inSockets: { pod: [], host: ['TCP', 'UDP'] } }],
    ['masquerading by BPF', 'enable-bpf-masquerade: "true"', { masquerade: 'bpf' }],
    ['hints', 'enable-service-topology: "true"', { hints: 'asAsked' }],
    ['addresses of others', 'default-lb-service-ipam: none', { unknownPorts: 'pass' }],
  ])('are read: %s', (_name, data, want) => {
    expect(settings(data)).toMatchObject(want);
  });

  it.each([
    ['v1.14.2', 'drop', 'sent', 'pass'],
    ['v1.15.0', 'reject', 'error', 'pass'],
    ['v1.19.0', 'reject', 'error', 'drop'],
  ])('are those of the release: %s', (version, withoutBackend, socketWithoutBackend, unknownPorts) => {
    expect(settings('a: b', { name: 'cilium', version })).toMatchObject({
      withoutBackend,
      socketWithoutBackend,
      unknownPorts,
    });
  });

  it.each([
    ['bpf-lb-mode: fast', ['UnknownValue']],
    ['bpf-lb-mode: dsr, routing-mode: tunnel', ['NotSupported']],
    ['bpf-lb-mode: dsr', ['NotSupported']],
    ['bpf-lb-mode-annotation: "true"', ['NotSupported']],
    ['kube-proxy-replacement: "false", bpf-lb-mode: dsr', []],
    ['bpf-lb-mode: hybrid, tunnel-protocol: geneve', ['NotSupported']],
    ['bpf-lb-mode: dsr, tunnel-protocol: geneve, bpf-lb-dsr-dispatch: geneve', []],
    ['bpf-lb-mode: dsr, routing-mode: native, bpf-lb-dsr-dispatch: geneve', ['NotSupported']],
    ['bpf-lb-mode: dsr, routing-mode: native, tunnel-protocol: geneve, bpf-lb-dsr-dispatch: geneve', ['NotModelled']],
    ['bpf-lb-mode: dsr, routing-mode: native, bpf-lb-dsr-dispatch: ipip', ['NotModelled']],
    ['bpf-lb-mode: dsr, routing-mode: native, bpf-lb-dsr-dispatch: post', ['UnknownValue']],
    ['enable-sctp: "true"', ['NotModelled']],
    ['bpf-lb-mode: dsr, routing-mode: native', []],
  ])('tell what cannot be, and what is not modelled: %s', (data, want) => {
    const { problems } = clusterOf(documents(CONFIG(withReplacement(data)), AGENT('quay.io/cilium/cilium:v1.18.0')));
    expect(problems.map(({ code }) => code)).toEqual(want);
  });
});

describe('Calico’s settings', () => {
  it.each([
    ['by themselves', 'bpfEnabled: true', ['TCP'], 'tunnel'],
    ['sockets for both', 'bpfEnabled: true, bpfConnectTimeLoadBalancing: Enabled', ['TCP', 'UDP'], 'tunnel'],
    ['no sockets', 'bpfEnabled: true, bpfConnectTimeLoadBalancing: Disabled', [], 'tunnel'],
    ['direct return', 'bpfEnabled: true, bpfExternalServiceMode: DSR', ['TCP'], 'dsr'],
  ])('are read: %s', (_name, spec, pod, forwarding) => {
    const { ebpf } = clusterOf(FELIX(spec)).settings.serviceProxy;
    expect([ebpf.inSockets.pod, ebpf.forwarding.TCP]).toEqual([pod, forwarding]);
  });

  it('tell fields that nothing reads', () => {
    expect(clusterOf(FELIX('bpfEnabled: true, defaultEndpointToHostAction: Drop')).problems).toMatchObject([
      { code: 'NotModelled', severity: 'warning', field: ['spec', 'defaultEndpointToHostAction'] },
    ]);
  });
});

it('a CNI without such programs is told, and Cilium’s are taken', () => {
  const { problems, settings } = clusterOf('', { serviceProxy: { mode: 'ebpf' }, cni: { name: 'flannel' } });
  expect(problems).toMatchObject([{ code: 'NotModelled', field: ['cluster', 'serviceProxy'] }]);
  expect(settings.serviceProxy.ebpf.by).toBe('cilium');
});

it('mode userspace is named and refused', () => {
  const { problems, settings } = clusterOf(KUBE_PROXY.replace('ipvs', 'userspace'));
  expect(problems[0]?.sentence).toBe(
    'mode: "userspace" was removed in Kubernetes 1.26 and is not modelled. There are iptables, ipvs, nftables; iptables is taken.',
  );
  expect(settings.serviceProxy.mode).toBe('iptables');
});
