import { buildCluster } from '#cluster';
import { follow } from '#datapath';
import { parseRef, readScenario } from '#document';
import { loadManifests } from '#manifests';
import { createTables } from '#tables';
import { describe, expect, it } from 'vitest';
import { explain } from './index.ts';
import { ipvsadm } from './node-tools.ts';

const MANIFESTS = `
manifests: |
  apiVersion: v1
  kind: Node
  metadata: {name: left}
  spec: {podCIDR: 10.61.1.0/24, podCIDRs: [10.61.1.0/24, 'fd61:1::/64']}
  status: {addresses: [{type: InternalIP, address: 172.23.0.11}, {type: InternalIP, address: 'fd23::11'}]}
  ---
  apiVersion: v1
  kind: Pod
  metadata: {name: far, namespace: x, labels: {app: far}}
  spec: {nodeName: left, containers: [{name: main, image: app, ports: [{containerPort: 8080}]}]}
  status: {phase: Running, podIP: 10.61.1.5, podIPs: [{ip: 10.61.1.5}, {ip: 'fd61:1::5'}]}
  ---
  apiVersion: v1
  kind: Service
  metadata: {name: far, namespace: x}
  spec:
    clusterIP: 10.81.0.5
    clusterIPs: [10.81.0.5, 'fd81::5']
    ipFamilyPolicy: RequireDualStack
    selector: {app: far}
    ports: [{port: 80, targetPort: 8080}]
requests:
`;

/** The commands of the hops of one kind, for a pod that reaches itself through its Service. */
function commandsOf(kind: 'translate' | 'masquerade', serviceProxy: string, to: string): readonly string[] {
  const { scenario } = readScenario(
    `hopscope: 1
title: tools
cluster: {podCIDR: '10.61.0.0/16,fd61::/48', serviceCIDR: '10.81.0.0/16,fd81::/112', serviceProxy: ${serviceProxy}}
${MANIFESTS}  - {name: self, from: pod/x/far, connect: {to: '${to}', port: 80}}
`,
  );
  const cluster = buildCluster({
    manifests: loadManifests(scenario.manifests).objects,
    settings: scenario.cluster,
    faults: [],
  });
  const world = { cluster, tables: createTables(cluster) };
  return scenario.requests.flatMap((request) =>
    follow(world, request, { parseRef, from: null }).trace.hops.flatMap((hop) =>
      hop.kind === kind ? explain(hop, cluster).commands : [],
    ),
  );
}

describe('the commands of a translation ask the tables of its mode and family', () => {
  it.each([
    ['iptables', '10.81.0.5', /^on left: iptables-save -t nat \| grep KUBE-SVC-/],
    ['iptables', 'fd81::5', /^on left: ip6tables-save -t nat \| grep KUBE-SVC-/],
    ['nftables', '10.81.0.5', /^on left: nft list chain ip kube-proxy service-/],
    ['nftables', 'fd81::5', /^on left: nft list chain ip6 kube-proxy service-/],
    ['ipvs', '10.81.0.5', /^on left: ipvsadm -Ln -t 10\.81\.0\.5:80$/],
    ['ipvs', 'fd81::5', /^on left: ipvsadm -Ln -t '\[fd81::5\]:80'$/],
    ['ebpf', '10.81.0.5', /^on left: cilium-dbg bpf lb list \| grep -F 10\.81\.0\.5:80$/],
    ['ebpf', 'fd81::5', /^on left: cilium-dbg bpf lb list \| grep -F '\[fd81::5\]:80'$/],
  ])('%s, %s', (mode, to, command) => {
    expect(commandsOf('translate', mode, to).at(-1)).toMatch(command);
  });
});

describe('the command of a masquerade asks the rules of its mode and family', () => {
  it.each([
    ['iptables', '10.81.0.5', 'on left: iptables-save -t nat | grep KUBE-POSTROUTING'],
    ['iptables', 'fd81::5', 'on left: ip6tables-save -t nat | grep KUBE-POSTROUTING'],
    ['nftables', '10.81.0.5', 'on left: nft list chain ip kube-proxy masquerading'],
    ['nftables', 'fd81::5', 'on left: nft list chain ip6 kube-proxy masquerading'],
  ])('%s, %s', (mode, to, command) => {
    expect(commandsOf('masquerade', mode, to)).toEqual([command]);
  });
});

describe('a virtual server is asked for by its protocol', () => {
  it.each([
    ['TCP', 'ipvsadm -Ln -t 10.81.0.5:80'],
    ['UDP', 'ipvsadm -Ln -u 10.81.0.5:80'],
    ['SCTP', 'ipvsadm -Ln --sctp-service 10.81.0.5:80'],
  ])('%s', (protocol, command) => {
    expect(ipvsadm(protocol, '10.81.0.5:80')).toBe(command);
  });
});
