import { describe, expect, it } from 'vitest';
import { TWO_NODES } from '#fixtures/two-nodes';
import { openSession } from '#session';

const MANIFESTS = `${TWO_NODES}---
apiVersion: v1
kind: Pod
metadata: {name: caller, namespace: default}
spec: {nodeName: left, containers: [{name: main, image: app}]}
`;

function session(cluster: string, manifests = MANIFESTS) {
  return openSession(
    `hopscope: 1\ntitle: t\ncluster: {podCIDR: 10.50.0.0/16, ${cluster}}\nmanifests: |${manifests.replaceAll('\n', '\n  ')}\n`,
  );
}

function printed(cluster: string, run: string, manifests = MANIFESTS): string {
  return session(cluster, manifests).output('node/left', run) ?? 'not modelled';
}

describe('the CNI’s own masquerading stands beside kube-proxy’s rules', () => {
  it.each<[string, string, readonly string[]]>([
    [
      'flannel',
      'FLANNEL-POSTRTG',
      [
        '-A FLANNEL-POSTRTG -m mark --mark 0x4000/0x4000 -m comment --comment "flanneld masq" -j RETURN',
        '-A FLANNEL-POSTRTG -s 10.50.1.0/24 -d 10.50.0.0/16 -m comment --comment "flanneld masq" -j RETURN',
        '-A FLANNEL-POSTRTG -s 10.50.0.0/16 -d 10.50.1.0/24 -m comment --comment "flanneld masq" -j RETURN',
        '-A FLANNEL-POSTRTG ! -s 10.50.0.0/16 -d 10.50.1.0/24 -m comment --comment "flanneld masq" -j RETURN',
        '-A FLANNEL-POSTRTG -s 10.50.0.0/16 ! -d 224.0.0.0/4 -m comment --comment "flanneld masq" -j MASQUERADE --random-fully',
        '-A FLANNEL-POSTRTG ! -s 10.50.0.0/16 -d 10.50.0.0/16 -m comment --comment "flanneld masq" -j MASQUERADE --random-fully',
      ],
    ],
    [
      'kindnet',
      'KIND-MASQ-AGENT',
      [
        '-A KIND-MASQ-AGENT -d 10.50.0.0/16 -m comment --comment "kind-masq-agent: local traffic is not subject to MASQUERADE" -j RETURN',
        '-A KIND-MASQ-AGENT -m comment --comment "kind-masq-agent: outbound traffic is subject to MASQUERADE (must be last in chain)" -j MASQUERADE',
      ],
    ],
    [
      'weave',
      'WEAVE',
      [
        '-A WEAVE -m set --match-set weaver-no-masq-local dst -m comment --comment "Prevent SNAT to locally running containers" -j RETURN',
        '-A WEAVE -s 10.50.0.0/16 -d 224.0.0.0/4 -j RETURN',
        '-A WEAVE ! -s 10.50.0.0/16 -d 10.50.0.0/16 -j MASQUERADE',
        '-A WEAVE -s 10.50.0.0/16 ! -d 10.50.0.0/16 -j MASQUERADE',
      ],
    ],
    [
      'calico',
      'cali-nat-outgoing',
      [
        '-A cali-nat-outgoing -m comment --comment "cali:flqWnvo8yq4ULQLa" -m set --match-set cali40masq-ipam-pools src -m set ! --match-set cali40all-ipam-pools dst -j MASQUERADE --random-fully',
      ],
    ],
    [
      'calico',
      'cali-POSTROUTING',
      [
        '-A cali-POSTROUTING -m comment --comment "cali:Z-c7XtVd2Bq7s_hA" -j cali-fip-snat',
        '-A cali-POSTROUTING -m comment --comment "cali:nYKhEzDlr11Jccal" -j cali-nat-outgoing',
        '-A cali-POSTROUTING -o vxlan.calico -m comment --comment "cali:e9dnSgSVNmIcpVhP" -m addrtype ! --src-type LOCAL --limit-iface-out -m addrtype --src-type LOCAL -j MASQUERADE --random-fully',
      ],
    ],
  ])('%s: %s', (cni, chain, rules) => {
    expect(printed(`cni: ${cni}`, `iptables -t nat -S ${chain}`)).toBe(
      [`-N ${chain}`, ...rules].map((line) => `${line}\n`).join(''),
    );
  });

  it.each([
    ['calico', 'before'],
    ['flannel', 'behind'],
  ])('%s’s jump is %s kube-proxy’s', (cni, where) => {
    const lines = printed(`cni: ${cni}`, 'iptables -t nat -S POSTROUTING').split('\n');
    const own = lines.findIndex((line) => line.includes(cni === 'calico' ? 'cali-POSTROUTING' : 'FLANNEL-POSTRTG'));
    const proxy = lines.findIndex((line) => line.includes('-j KUBE-POSTROUTING'));
    expect(own < proxy ? 'before' : 'behind').toBe(where);
  });

  it('is the VPC’s with Amazon’s CNI: its blocks return, the rest gets the node’s first address', () => {
    expect(printed('cni: aws-vpc', 'iptables -t nat -S AWS-SNAT-CHAIN-0').split('\n')).toEqual([
      '-N AWS-SNAT-CHAIN-0',
      '-A AWS-SNAT-CHAIN-0 -d 10.50.0.0/16 -m comment --comment "AWS SNAT CHAIN" -j RETURN',
      '-A AWS-SNAT-CHAIN-0 -d 172.20.0.0/16 -m comment --comment "AWS SNAT CHAIN" -j RETURN',
      '-A AWS-SNAT-CHAIN-0 ! -o vlan+ -m comment --comment "AWS, SNAT" -m addrtype ! --dst-type LOCAL -j SNAT --to-source 172.20.0.11 --random-fully',
      '',
    ]);
  });

  it('is not there where Calico hides no pool', () => {
    const kept = `${MANIFESTS}---\napiVersion: projectcalico.org/v3\nkind: IPPool\nmetadata: {name: pods}\nspec: {cidr: 10.50.0.0/16, natOutgoing: false}\n`;
    expect(printed('cni: calico', 'iptables -t nat -S cali-nat-outgoing', kept)).toBe('-N cali-nat-outgoing\n');
    expect(printed('cni: calico', 'ipset list cali40masq-ipam-pools', kept)).toContain('Number of entries: 0\n');
  });
});

describe('sets that the CNI’s rules read', () => {
  it.each([
    ['calico', 'cali40all-ipam-pools', '10.50.0.0/16', 'maxelem 1048576'],
    ['calico', 'cali40masq-ipam-pools', '10.50.0.0/16', 'maxelem 1048576'],
    ['weave', 'weaver-no-masq-local', '10.50.1.0/24', 'maxelem 65536 comment'],
  ])('%s: %s', (cni, name, member, option) => {
    expect(printed(`cni: ${cni}`, `ipset list ${name}`)).toBe(
      `Name: ${name}\nType: hash:net\nRevision: 7\nHeader: family inet hashsize 1024 ${option} bucketsize 12 initval RANDOM\nSize in memory: BYTES\nReferences: 1\nNumber of entries: 1\nMembers:\n${member}\n`,
    );
  });

  it('stand behind kube-proxy’s in ipvs mode', () => {
    const names = printed('cni: calico, serviceProxy: ipvs', 'ipset list -n').split('\n');
    expect(names.slice(-3)).toEqual(['cali40all-ipam-pools', 'cali40masq-ipam-pools', '']);
    expect(names).toContain('KUBE-CLUSTER-IP');
  });
});

describe('the kubelet’s own rules', () => {
  const FIREWALL =
    '-N KUBE-FIREWALL\n-A KUBE-FIREWALL ! -s 127.0.0.0/8 -d 127.0.0.0/8 -m comment --comment "block incoming localnet connections" -m conntrack ! --ctstate RELATED,ESTABLISHED,DNAT -j DROP\n';

  it.each([
    'serviceProxy: iptables',
    'serviceProxy: {mode: iptables, nodePortAddresses: ["10.0.0.0/8"]}',
    'serviceProxy: ipvs',
    'serviceProxy: nftables',
    'serviceProxy: ebpf, cni: cilium',
  ])('are there whatever stands for Services: %s', (cluster) => {
    expect(printed(cluster, 'iptables -S KUBE-FIREWALL')).toBe(FIREWALL);
    const jumps = printed(cluster, 'iptables-save -t filter').match(/^-A (?:INPUT|OUTPUT) -j KUBE-FIREWALL$/gm);
    expect(jumps).toEqual(['-A INPUT -j KUBE-FIREWALL', '-A OUTPUT -j KUBE-FIREWALL']);
  });

  it('are an empty chain in each table and family', () => {
    for (const run of ['iptables -t nat', 'iptables -t filter', 'ip6tables -t nat', 'ip6tables -t filter'])
      expect(printed('serviceProxy: nftables', `${run} -S KUBE-KUBELET-CANARY`)).toBe('-N KUBE-KUBELET-CANARY\n');
  });

  it('guard no loopback address of IPv6', () => {
    expect(printed('serviceProxy: ipvs', 'ip6tables -S KUBE-FIREWALL')).toContain('No chain');
  });
});

describe('what is not printed is said', () => {
  it.each([
    ['cni: cilium', 'nat', 'the rules of cilium, which masquerade in chain CILIUM_POST_nat of the table nat'],
    ['cni: calico', 'filter', 'the rules of calico in the table filter'],
  ])('%s, table %s', (cluster, table, said) => {
    expect(printed(cluster, `iptables-save -t ${table}`).split('\n').at(-2)).toBe(`# Not printed here: ${said}.`);
  });

  const HOST_PORT = MANIFESTS.replace('image: app', 'image: app, ports: [{containerPort: 80, hostPort: 8080}]');
  const PORTMAP =
    '# Not printed here: the rules of the portmap plugin, which lead host ports to pods by chain CNI-HOSTPORT-DNAT of the table nat.';

  it.each([
    ['cni: flannel', 'iptables-save', [PORTMAP]],
    ['cni: flannel', 'iptables -t nat -S PREROUTING', [PORTMAP]],
    ['cni: flannel', 'iptables -t nat -nL OUTPUT', [PORTMAP]],
    ['cni: flannel', 'iptables -t nat -S FLANNEL-POSTRTG', []],
    ['cni: flannel', 'iptables-save -t filter', []],
    ['cni: flannel', 'ip6tables-save -t nat', []],
    ['cni: calico, serviceProxy: ebpf', 'iptables-save -t nat', [PORTMAP]],
    ['cni: cilium, serviceProxy: ebpf', 'iptables -t nat -S PREROUTING', []],
  ])('of host ports: %s, %s', (cluster, run, said) => {
    const lines = printed(cluster, run, HOST_PORT).split('\n');
    expect(lines.filter((line) => line.includes('portmap'))).toEqual(said);
  });

  it.each([
    ['cni: calico', 'nat'],
    ['cni: flannel', 'filter'],
    ['cni: kindnet', 'nat'],
  ])('and nothing where all is: %s, table %s', (cluster, table) => {
    expect(printed(cluster, `iptables-save -t ${table}`)).not.toContain('#');
  });
});
