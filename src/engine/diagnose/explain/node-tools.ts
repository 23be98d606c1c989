import type { Cluster } from '#cluster';
import { familyOf, type Ip } from '#net';

/** The table of kube-proxy that has rules for an address of this family. */
export function nftTable(address: Ip): 'ip kube-proxy' | 'ip6 kube-proxy' {
  return familyOf(address) === 'IPv6' ? 'ip6 kube-proxy' : 'ip kube-proxy';
}

/** What prints the rules for addresses of this family. */
export function iptablesSave(address: Ip): 'iptables-save' | 'ip6tables-save' {
  return familyOf(address) === 'IPv6' ? 'ip6tables-save' : 'iptables-save';
}

/** What prints the connections that eBPF programs keep. */
export function bpfConnections({ settings }: Cluster): string {
  return settings.serviceProxy.ebpf.by === 'cilium'
    ? 'cilium-dbg bpf ct list global'
    : 'calico-node -bpf conntrack dump';
}
