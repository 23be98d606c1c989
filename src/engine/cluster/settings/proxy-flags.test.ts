import { describe, expect, it } from 'vitest';
import { clusterOf } from '../cluster.fixture.ts';

/** A kube-proxy as a DaemonSet starts it, with this as its container. */
const proxy = (container: string) => `apiVersion: apps/v1
kind: DaemonSet
metadata: {name: kube-proxy, namespace: kube-system}
spec:
  selector: {matchLabels: {app: kube-proxy}}
  template:
    metadata: {labels: {app: kube-proxy}}
    spec: {hostNetwork: true, containers: [{name: kube-proxy, image: example.org/kube-proxy, ${container}}]}
`;
const proxyOf = (container: string) => clusterOf(proxy(container)).settings.serviceProxy;

describe('the flags of kube-proxy', () => {
  it.each<[string, string, object]>([
    ['as words', 'command: [kube-proxy, --proxy-mode=ipvs, --ipvs-scheduler, lc]', { mode: 'ipvs', scheduler: 'lc' }],
    [
      'in a shell’s one argument',
      'command: [/bin/sh, -c, "exec kube-proxy --proxy-mode=nftables --masquerade-all 1>>/var/log/kube-proxy.log"]',
      { mode: 'nftables', masqueradeAll: true },
    ],
    [
      'behind the program’s path, as arguments',
      'command: [/usr/local/bin/kube-proxy], args: [--iptables-localhost-nodeports=false]',
      { mode: 'iptables', localhostNodePorts: false },
    ],
    [
      'without a range there is no detector',
      'command: [kube-proxy, --proxy-mode=iptables]',
      { localDetectMode: 'none' },
    ],
    [
      'with a range it is the detector',
      'command: [kube-proxy, --cluster-cidr=10.8.0.0/16]',
      { localDetectMode: 'ClusterCIDR', clusterCidrs: ['10.8.0.0/16'] },
    ],
    [
      'node port addresses',
      'command: [kube-proxy, "--nodeport-addresses=192.0.2.0/24,10.0.0.0/8"]',
      { nodePortAddresses: ['192.0.2.0/24', '10.0.0.0/8'] },
    ],
    [
      'of conntrack',
      'command: [kube-proxy, --conntrack-tcp-be-liberal, --conntrack-udp-timeout=45s, --conntrack-tcp-timeout-established, 1h]',
      { kernel: { masqueradeBit: 14, invalidPackets: 'passed', tcpEstablishedSeconds: 3600, udpSeconds: 45 } },
    ],
    ['of the mark', 'command: [kube-proxy, --iptables-masquerade-bit=20]', { kernel: { masqueradeBit: 20 } }],
    [
      'a switch takes no word of its own',
      'command: [kube-proxy, --masquerade-all, "false", --iptables-localhost-nodeports, --proxy-mode=iptables]',
      { masqueradeAll: true, localhostNodePorts: true },
    ],
    ['say nothing beside a file', 'command: [kube-proxy, --config=/etc/x, --proxy-mode=ipvs]', { mode: 'iptables' }],
    ['say nothing with an unknown variable', 'command: [kube-proxy, --proxy-mode=$(MODE)]', { mode: 'iptables' }],
    ['of another program are not read', 'command: [other, --proxy-mode=ipvs]', { mode: 'iptables' }],
  ])('%s', (_, container, expected) => {
    expect(proxyOf(container)).toMatchObject(expected);
  });

  it('are told at the command line where one is wrong', () => {
    const { problems } = clusterOf(proxy('command: [kube-proxy, --proxy-mode=userspace]'));
    expect(problems.map(({ code, field }) => [code, field?.join('.')])).toEqual([
      ['UnknownValue', 'spec.template.spec.containers.0.command'],
    ]);
  });
});
