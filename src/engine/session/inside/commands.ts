import type { Cluster } from '#cluster';
import { shell } from '#diagnose';
import type { Hop, NodeInside } from '#trace';
import type { Crossing } from './crossings.ts';

const MOST = 4;

/** What prints the parts of a node on a real cluster, in the node's own shell; narrowed to what this run used. */
export function commandsInside(
  { families, settings }: Cluster,
  hops: readonly Hop[],
  crossings: readonly Crossing[],
): NodeInside['commands'] {
  const dialled = [...new Set(crossings.map(({ original }) => original.dst))];
  return {
    interfaces: ['ip addr'],
    routes: families.map((family) => (family === 'IPv4' ? 'ip route' : 'ip -6 route')),
    stops:
      settings.serviceProxy.mode === 'ebpf'
        ? maps(settings.serviceProxy.ebpf.by)
        : tableCommands(hops, settings.serviceProxy.mode),
    conntrack:
      settings.serviceProxy.mode === 'ebpf'
        ? connections(settings.serviceProxy.ebpf.by)
        : dialled.length === 0
          ? ['conntrack -L']
          : dialled.slice(0, MOST).map((dst) => shell`conntrack -L -d ${dst}`),
  };
}

function maps(by: 'cilium' | 'calico'): readonly string[] {
  return by === 'cilium' ? ['cilium-dbg bpf lb list', 'cilium-dbg service list'] : ['calico-node -bpf nat dump'];
}

function connections(by: 'cilium' | 'calico'): readonly string[] {
  return by === 'cilium'
    ? ['cilium-dbg bpf ct list global', 'cilium-dbg bpf nat list']
    : ['calico-node -bpf conntrack dump'];
}

const OPTIONS: Readonly<Record<string, string>> = { TCP: '-t', UDP: '-u', SCTP: '--sctp-service' };

/** One virtual server, named `TCP ADDRESS PORT`. */
function serverCommand(name: string): string {
  const [protocol = '', address = '', port = ''] = name.split(' ');
  return shell`ipvsadm -Ln ${OPTIONS[protocol] ?? '-t'} ${address.includes(':') ? `[${address}]` : address}:${port}`;
}

function tableCommands(hops: readonly Hop[], mode: string): readonly string[] {
  const names = (kind: string) => [
    ...new Set(
      hops.flatMap(({ consulted }) => consulted.flatMap(({ table }) => (table.kind === kind ? [table.name] : []))),
    ),
  ];
  const isV6 = hops.some(({ before }) => before?.dst.includes(':') === true);
  switch (mode) {
    case 'iptables': {
      const chains = names('iptables');
      const wanted = chains.length === 0 ? ['KUBE-SERVICES'] : chains;
      const chain = (name: string) => {
        const table = name.startsWith('filter ') || IN_FILTER.includes(name) ? 'filter' : 'nat';
        return shell`${isV6 ? 'ip6tables' : 'iptables'} -t ${table} -nL ${name.replace(/^filter /, '')}`;
      };
      return [...wanted.slice(0, MOST).map(chain), isV6 ? 'ip6tables-save' : 'iptables-save'];
    }
    case 'nftables': {
      const family = isV6 ? 'ip6' : 'ip';
      const listed = names('nftables').slice(0, MOST);
      return listed.length === 0
        ? [`nft list table ${family} kube-proxy`]
        : listed.map((name) => shell`nft list ${isMap(name) ? 'map' : 'chain'} ${family} kube-proxy ${name}`);
    }
    case 'ipvs':
      return [...names('ipvs').slice(0, MOST).map(serverCommand), 'ipvsadm -Ln', 'ipset list', 'iptables-save'];
    default:
      return [];
  }
}

/** Chains that only the table filter has. */
const IN_FILTER = ['KUBE-EXTERNAL-SERVICES', 'KUBE-PROXY-FIREWALL', 'KUBE-FORWARD', 'KUBE-FIREWALL'];

/** Of kube-proxy's nftables: what a packet is looked up in, before there is a chain for it. */
function isMap(name: string): boolean {
  return /^(service-ips|service-nodeports|firewall-ips|no-endpoint-(services|nodeports))$/.test(name);
}
