import { describe, expect, it } from 'vitest';
import type { ClusterInput } from '#document';
import { USUAL_TUNING } from './proxy-kernel.ts';
import { clusterOf, documents, node, pod, service } from '../cluster.fixture.ts';

const settings = (input: ClusterInput = {}, text = '') => clusterOf(text, input).settings;

describe('settings', () => {
  it('have the defaults of the scenario format, each told as one', () => {
    const found = settings();
    expect(found).toMatchObject({
      version: { major: 1, minor: 35 },
      domain: 'cluster.local',
      podCidrs: ['10.244.0.0/16'],
      serviceCidrs: ['10.96.0.0/12'],
      nodePortRange: { first: 30_000, last: 32_767 },
      serviceProxy: {
        mode: 'iptables',
        localDetectMode: 'ClusterCIDR',
        clusterCidrs: ['10.244.0.0/16'],
        nodePortAddresses: [],
        localhostNodePorts: true,
      },
      cni: { name: 'calico', mode: 'vxlan', mtu: 1450, enforcesNetworkPolicy: true, nodeSource: 'tunnel' },
      loadBalancer: { type: 'cloud', preservesClient: null, address: '192.168.1.5' },
      secrets: 'assumed',
      dns: { provider: 'coredns', forward: ['192.0.2.53'], nodeResolvConf: { nameservers: ['192.0.2.53'] } },
      seed: 1,
    });
    expect(found.origins.get('cni')).toEqual({ kind: 'default', setting: 'cni' });
    expect(clusterOf('').assumptions.map(({ key }) => key)).toContain('setting:cni');
  });

  it.each([
    ['Calico’s VXLAN takes 70 bytes where pods have IPv6', { name: 'calico' }, 1430],
    ['unless the MTU is stated', { name: 'calico', mtu: 1450 }, 1450],
    ['IPIP carries none of it', { name: 'calico', mode: 'ipip' }, 1480],
    ['Cilium’s tunnel is of IPv4 all the same', { name: 'cilium' }, 1450],
  ] as const)('%s', (_name, cni, mtu) => {
    const cluster = clusterOf('', { cni, podCIDR: '10.244.0.0/16,fd00:10:244::/48' });
    expect(cluster.settings.cni.mtu).toBe(mtu);
  });

  it('are no assumption where the scenario states them', () => {
    const cluster = clusterOf('', { cni: { name: 'flannel' }, version: '1.30' });
    expect(cluster.settings.origins.get('cni')).toEqual({ kind: 'scenario', setting: 'cni' });
    expect(cluster.assumptions.map(({ key }) => key)).not.toContain('setting:cni');
    expect(cluster.assumptions.map(({ key }) => key)).not.toContain('setting:version');
  });

  it.each<[string, ClusterInput, number]>([
    ['stand for Cilium’s programs beside it', { cni: { name: 'cilium' } }, 1],
    ['are not there where Cilium replaces it', { cni: { name: 'cilium' }, serviceProxy: { mode: 'ebpf' } }, 0],
    ['stand for nobody with another CNI', { cni: { name: 'calico' } }, 0],
  ])('kube-proxy’s rules %s', (_name, input, count) => {
    const said = clusterOf('', input).assumptions.filter(({ key }) => key === 'cilium:besideKubeProxy');
    expect(said).toHaveLength(count);
  });

  it.each<[string, ClusterInput, unknown]>([
    ['iptables: every address', { serviceProxy: { mode: 'iptables' } }, []],
    ['ipvs: every address', { serviceProxy: { mode: 'ipvs' } }, []],
    ['nftables: the primary one', { serviceProxy: { mode: 'nftables' } }, 'primary'],
    ['stated blocks', { nodePortAddresses: ['192.168.0.0/24'] }, ['192.168.0.0/24']],
    ['stated primary', { nodePortAddresses: ['primary'] }, 'primary'],
  ])('node port addresses, %s', (_, input, expected) => {
    expect(settings(input).serviceProxy.nodePortAddresses).toEqual(expected);
  });

  it.each<[string, ClusterInput, string]>([
    ['a version', { version: 'newest' }, 'NotAVersion'],
    ['a port range', { nodePortRange: '40000-30000' }, 'NotAPortRange'],
    ['a pod range', { podCIDR: 'ten' }, 'NotACidr'],
    ['a forwarder', { dns: { forward: ['resolver'] } }, 'NotAnAddress'],
    ['an outside host', { external: { hosts: [{ ip: 'partner', ports: [443] }] } }, 'NotAnAddress'],
  ])('report what is no value, and go on: %s', (_, input, code) => {
    expect(clusterOf('', input).problems.map((found) => found.code)).toEqual([code]);
  });
});

describe('kube-proxy’s configuration', () => {
  const configuration = (body: string) =>
    `apiVersion: kubeproxy.config.k8s.io/v1alpha1\nkind: KubeProxyConfiguration\n${body}`;

  it.each<[string, string, object]>([
    ['has bit 14, drops what is invalid and keeps connections a day', '', USUAL_TUNING],
    ['names the bit of the mark', 'iptables: {masqueradeBit: 0}', { masqueradeBit: 0 }],
    ['names it for ipvs with iptables', 'mode: ipvs\niptables: {masqueradeBit: 20}', { masqueradeBit: 20 }],
    ['names it for nftables alone', 'mode: nftables\niptables: {masqueradeBit: 20}', { masqueradeBit: 14 }],
    ['is liberal', 'conntrack: {tcpBeLiberal: true}', { invalidPackets: 'passed' }],
    ['says how long', 'conntrack: {tcpEstablishedTimeout: 1h30m}', { tcpEstablishedSeconds: 5400 }],
    ['says how long UDP stays', 'conntrack: {udpTimeout: 45s}', { udpSeconds: 45 }],
    ['leaves UDP to the kernel', 'conntrack: {udpTimeout: 0s}', { udpSeconds: 30 }],
    ['leaves it to the kernel', 'conntrack: {tcpEstablishedTimeout: 0s}', { tcpEstablishedSeconds: 432_000 }],
  ])('tunes the kernel: %s', (_, body, expected) => {
    expect(settings({}, configuration(body)).serviceProxy.kernel).toMatchObject(expected);
  });

  it.each<[string, string, string]>([
    ['a bit beyond 31', 'iptables: {masqueradeBit: 40}', 'iptables.masqueradeBit'],
    ['a negative bit', 'iptables: {masqueradeBit: -1}', 'iptables.masqueradeBit'],
    ['a duration that is none', 'conntrack: {tcpEstablishedTimeout: -1h}', 'conntrack.tcpEstablishedTimeout'],
    ['a cluster range that is none', 'clusterCIDR: 10.244.0.0/99', 'clusterCIDR'],
    ['two ranges of one family', 'clusterCIDR: "10.1.0.0/16,10.2.0.0/16"', 'clusterCIDR'],
    ['a node port address that is none', 'nodePortAddresses: [wat]', 'nodePortAddresses.0'],
    ['an address without a length', 'nodePortAddresses: [10.0.0.1]', 'nodePortAddresses.0'],
    ['primary beside a block', 'nodePortAddresses: [primary, 10.0.0.0/8]', 'nodePortAddresses.0'],
  ])('does not let kube-proxy start with %s', (_, body, field) => {
    const found = clusterOf(configuration(body)).problems.filter(({ code }) => code === 'InvalidValue');
    expect(found.map((one) => one.field?.join('.'))).toEqual([field]);
    expect(found[0]?.sentence).toContain('kube-proxy does not start with it');
  });

  it.each<[string, string, object]>([
    [
      'empty fields are iptables without a detector',
      '',
      { mode: 'iptables', localDetectMode: 'none', clusterCidrs: [] },
    ],
    [
      'clusterCIDR is the detector',
      'clusterCIDR: 10.9.0.0/16',
      { localDetectMode: 'ClusterCIDR', clusterCidrs: ['10.9.0.0/16'] },
    ],
    [
      'ClusterCIDR without a range is none',
      'detectLocalMode: ClusterCIDR\nclusterCIDR: ""',
      { localDetectMode: 'none' },
    ],
    ['another detector needs no range', 'detectLocalMode: NodeCIDR', { localDetectMode: 'NodeCIDR', clusterCidrs: [] }],
    ['both families', 'clusterCIDR: "10.9.0.0/16,fd00:9::/48"', { clusterCidrs: ['10.9.0.0/16', 'fd00:9::/48'] }],
    ['masquerade all', 'iptables: {masqueradeAll: true}', { masqueradeAll: true }],
    [
      'masquerade all of nftables',
      'mode: nftables\nnftables: {masqueradeAll: true}',
      { mode: 'nftables', masqueradeAll: true, nodePortAddresses: 'primary' },
    ],
    ['localhost node ports off', 'iptables: {localhostNodePorts: false}', { localhostNodePorts: false }],
    ['scheduler', 'mode: ipvs\nipvs: {scheduler: sh}', { mode: 'ipvs', scheduler: 'sh' }],
    ['node port addresses', 'nodePortAddresses: [10.0.0.0/8]', { nodePortAddresses: ['10.0.0.0/8'] }],
  ])('%s', (_, body, expected) => {
    expect(settings({}, configuration(body)).serviceProxy).toMatchObject(expected);
  });

  it('wins over the scenario, and is read from kubeadm’s ConfigMap too', () => {
    const configMap = `
apiVersion: v1
kind: ConfigMap
metadata: {name: kube-proxy, namespace: kube-system}
data:
  config.conf: |
    apiVersion: kubeproxy.config.k8s.io/v1alpha1
    kind: KubeProxyConfiguration
    mode: ipvs
    clusterCIDR: 10.8.0.0/16
`;
    const found = settings({ serviceProxy: { mode: 'nftables' } }, configMap);
    expect(found.serviceProxy.mode).toBe('ipvs');
    expect(found.podCidrs).toEqual(['10.8.0.0/16']);
    expect(found.origins.get('serviceProxy')).toMatchObject({
      kind: 'derived',
      from: [{ object: { name: 'kube-proxy' }, field: ['data', 'config.conf'] }],
    });
  });

  it.each([
    ['an empty scheduler is rr', 'mode: ipvs\nipvs: {scheduler: ""}', 'rr', []],
    ['without one kube-proxy does not start', 'mode: ipvs\nipvs: {scheduler: rrr}', 'rr', ['error UnknownValue']],
    ['one that no other mode reads', 'mode: nftables\nipvs: {scheduler: sh}', 'sh', ['info NoEffect']],
  ])('schedulers: %s', (_, body, scheduler, problems) => {
    const cluster = clusterOf(configuration(body));
    expect(cluster.settings.serviceProxy.scheduler).toBe(scheduler);
    expect(cluster.problems.map(({ code, severity }) => `${severity} ${code}`)).toEqual(problems);
    expect(cluster.problems.every(({ field }) => field?.join('.') === 'ipvs.scheduler')).toBe(true);
  });

  it.each([
    ['of a stream of UDP', 'conntrack: {udpStreamTimeout: 3m}', ['info conntrack.udpStreamTimeout']],
    ['of a half closed connection', 'conntrack: {tcpCloseWaitTimeout: 1h}', ['info conntrack.tcpCloseWaitTimeout']],
    ['none as kubeadm writes it', 'conntrack: {udpStreamTimeout: 0s, tcpCloseWaitTimeout: null, udpTimeout: 0s}', []],
  ])('a time-out that nothing shows is told: %s', (_, body, told) => {
    const { problems } = clusterOf(configuration(body));
    expect(problems.map(({ severity, field }) => `${severity} ${field?.join('.')}`)).toEqual(told);
  });

  it('says which word of it is unknown', () => {
    expect(clusterOf(configuration('mode: userspace')).problems.map(({ code }) => code)).toEqual(['UnknownValue']);
  });
});

describe('address ranges', () => {
  it.each<[string, string, ClusterInput, readonly string[], readonly string[]]>([
    [
      'written addresses within the defaults',
      pod('web', '', 'status: {podIP: 10.244.9.9}'),
      {},
      ['10.244.0.0/16'],
      ['10.96.0.0/12'],
    ],
    [
      'a node’s range outside of them',
      node('one', 'spec: {podCIDR: 10.42.3.0/24}'),
      {},
      ['10.42.0.0/16'],
      ['10.96.0.0/12'],
    ],
    [
      'a pod’s address outside of them',
      pod('web', '', 'status: {podIP: 172.31.4.9}'),
      {},
      ['10.244.0.0/16', '172.31.4.0/24'],
      ['10.96.0.0/12'],
    ],
    ['a cluster IP outside of them', service('web', 'clusterIP: 10.43.7.7'), {}, ['10.244.0.0/16'], ['10.43.0.0/16']],
    [
      'a ServiceCIDR of the API server',
      'apiVersion: networking.k8s.io/v1\nkind: ServiceCIDR\nmetadata: {name: kubernetes}\nspec: {cidrs: [10.88.0.0/16]}',
      {},
      ['10.244.0.0/16'],
      ['10.88.0.0/16'],
    ],
    [
      'the scenario’s word',
      node('one', 'spec: {podCIDR: 10.42.3.0/24}'),
      { podCIDR: '10.42.0.0/15' },
      ['10.42.0.0/15'],
      ['10.96.0.0/12'],
    ],
    [
      'one family stated, the other range follows',
      '',
      { podCIDR: 'fd00:5::/56' },
      ['fd00:5::/56'],
      ['fd00:10:96::/112'],
    ],
    [
      'two families stated for one',
      '',
      { serviceCIDR: '10.5.0.0/16,fd00:5::/112' },
      ['10.244.0.0/16', 'fd00:10:244::/48'],
      ['10.5.0.0/16', 'fd00:5::/112'],
    ],
  ])('%s', (_, text, input, pods, services) => {
    const found = settings(input, text);
    expect([found.podCidrs, found.serviceCidrs]).toEqual([pods, services]);
  });

  it('are kubeadm’s where its configuration is there', () => {
    const kubeadm = `
apiVersion: v1
kind: ConfigMap
metadata: {name: kubeadm-config, namespace: kube-system}
data:
  ClusterConfiguration: |
    networking: {podSubnet: 10.66.0.0/16, serviceSubnet: 10.67.0.0/20}
`;
    const cluster = clusterOf(documents(kubeadm));
    expect([cluster.settings.podCidrs, cluster.settings.serviceCidrs]).toEqual([['10.66.0.0/16'], ['10.67.0.0/20']]);
    expect(cluster.nodes[0]?.podCidrs).toEqual(['10.66.0.0/24']);
  });
});
