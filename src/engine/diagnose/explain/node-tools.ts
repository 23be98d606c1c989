import type { Cluster } from '#cluster';
import type { CniName } from '#document';
import type { Family } from '#net';
import { shell } from './shell.ts';

/** The table of kube-proxy that has rules for addresses of this family. */
export function nftTable(family: Family): 'ip kube-proxy' | 'ip6 kube-proxy' {
  return family === 'IPv6' ? 'ip6 kube-proxy' : 'ip kube-proxy';
}

/** What lists the rules for addresses of this family. */
export function iptables(family: Family): 'iptables' | 'ip6tables' {
  return family === 'IPv6' ? 'ip6tables' : 'iptables';
}

/** What prints the rules for addresses of this family. */
export function iptablesSave(family: Family): 'iptables-save' | 'ip6tables-save' {
  return `${iptables(family)}-save`;
}

/** What prints one virtual server of IPVS; `server` is `ADDRESS:PORT`. */
export function ipvsadm(protocol: string, server: string): string {
  const option = protocol === 'UDP' ? '-u' : protocol === 'SCTP' ? '--sctp-service' : '-t';
  return shell`ipvsadm -Ln ${option} ${server}`;
}

/** What prints the connections that eBPF programs keep. */
export function bpfConnections({ settings }: Cluster): string {
  return settings.serviceProxy.ebpf.by === 'cilium'
    ? 'cilium-dbg bpf ct list global'
    : 'calico-node -bpf conntrack dump';
}

/**
 * The chain of the table nat in which a CNI's own masquerading stands: Calico `felix/rules/nat.go`, Cilium
 * `pkg/datapath/iptables`, flannel `pkg/trafficmngr/iptables`, weave `net/iptables`, kindnetd `masq.go`, and
 * amazon-vpc-cni-k8s `pkg/networkutils`. Those of Cilium are not printed here.
 */
export function masqueradeChain(cni: CniName): string {
  return CHAINS[cni];
}

const CHAINS: Readonly<Record<CniName, string>> = {
  calico: 'cali-nat-outgoing',
  cilium: 'CILIUM_POST_nat',
  flannel: 'FLANNEL-POSTRTG',
  weave: 'WEAVE',
  kindnet: 'KIND-MASQ-AGENT',
  'aws-vpc': 'AWS-SNAT-CHAIN-0',
};
