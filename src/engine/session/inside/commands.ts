import type { Cluster } from '#cluster';
import { iptables, iptablesSave, ipvsadm, nftTable, shell } from '#diagnose';
import type { Family, Packet } from '#net';
import { familyOf } from '#net';
import { EGRESS_MAP } from '#tables';
import type { Hop, NodeInside, TableRef } from '#trace';
import type { Crossing } from './crossings.ts';
import { natEntryOf } from './nat-map.ts';

const MOST = 4;

/** What prints the parts of a node on a real cluster, in the node's own shell; narrowed to what this run used. */
export function commandsInside(
  cluster: Cluster,
  hops: readonly Hop[],
  crossings: readonly Crossing[],
): NodeInside['commands'] {
  const { families, settings } = cluster;
  const dialled = [...new Set(crossings.map(({ original }) => original.dst))];
  return {
    interfaces: ['ip addr'],
    local: families.map((family) => `${family === 'IPv4' ? 'ip route' : 'ip -6 route'} show table local`),
    routes: families.map((family) => (family === 'IPv4' ? 'ip route' : 'ip -6 route')),
    stops: stopCommands(cluster, hops),
    conntrack:
      settings.serviceProxy.mode === 'ebpf'
        ? connections(cluster)
        : [
            ...(dialled.length === 0
              ? ['conntrack -L']
              : dialled.slice(0, MOST).map((dst) => shell`conntrack -L -d ${dst}`)),
            ...(settings.serviceProxy.mode === 'ipvs' ? ['ipvsadm -Lnc'] : []),
            ...(hops.some((hop) => natEntryOf(hop) !== null) ? ['cilium-dbg bpf nat list'] : []),
          ],
  };
}

/** Of programs' maps of Services only Cilium's are printed here; `iptables-save` shows that there is no chain of Services. */
function maps(by: 'cilium' | 'calico'): readonly string[] {
  return by === 'cilium' ? ['cilium-dbg bpf lb list', 'cilium-dbg service list'] : [];
}

function isEgressRead(hops: readonly Hop[]): boolean {
  return hops.some(({ consulted }) => consulted.some(({ table }) => table.kind === 'bpf' && table.name === EGRESS_MAP));
}

/** Of the maps in which eBPF programs keep connections only Cilium's NAT map is printed here, so that one is offered. */
function connections({ settings: { serviceProxy } }: Cluster): readonly string[] {
  return serviceProxy.ebpf.by === 'cilium' ? ['cilium-dbg bpf nat list'] : [];
}

/** One virtual server, named `TCP ADDRESS PORT`. */
function serverCommand(name: string): string {
  const [protocol = '', address = '', port = ''] = name.split(' ');
  return ipvsadm(protocol, `${address.includes(':') ? `[${address}]` : address}:${port}`);
}

/** Chains, maps and servers that the run's packets met, each in the table of their family; all of a table where none was read. */
function stopCommands({ families, settings }: Cluster, hops: readonly Hop[]): readonly string[] {
  const { mode, ebpf } = settings.serviceProxy;
  const met = unique(hops.flatMap(({ before, after }) => familiesOf(before ?? after)));
  const own = met.length === 0 ? families.slice(0, 1) : met;
  switch (mode) {
    case 'iptables': {
      const chains = tablesRead(hops, 'iptables');
      const wanted = chains.length === 0 ? own.map((family) => ({ name: 'KUBE-SERVICES', family })) : chains;
      return [...wanted.slice(0, MOST).map(chainCommand), ...own.map(iptablesSave)];
    }
    case 'nftables': {
      const listed = tablesRead(hops, 'nftables').slice(0, MOST);
      if (listed.length === 0) return own.map((family) => `nft list table ${nftTable(family)}`);
      return listed.map(
        ({ name, family }) => `nft list ${isMap(name) ? 'map' : 'chain'} ${nftTable(family)} ${shell`${name}`}`,
      );
    }
    case 'ipvs': {
      const servers = unique(tablesRead(hops, 'ipvs').map(({ name }) => name));
      return [...servers.slice(0, MOST).map(serverCommand), 'ipvsadm -Ln', 'ipset list', ...own.map(iptablesSave)];
    }
    case 'ebpf':
      return [
        ...maps(ebpf.by),
        ...(isEgressRead(hops) ? ['cilium-dbg bpf egress list'] : []),
        ...own.map(iptablesSave),
      ];
  }
}

interface TableRead {
  readonly name: string;
  readonly family: Family;
}

/** The tables of a kind that hops looked into, each with the family of the packet that was looked up. */
function tablesRead(hops: readonly Hop[], kind: TableRef['kind']): readonly TableRead[] {
  const read = hops.flatMap(({ before, after, consulted }) =>
    consulted
      .filter(({ table }) => table.kind === kind)
      .flatMap(({ table }) => familiesOf(before ?? after).map((family) => ({ name: table.name, family }))),
  );
  return [...new Map(read.map((one) => [`${one.family} ${one.name}`, one])).values()];
}

function familiesOf(packet: Packet | null): readonly Family[] {
  return packet === null ? [] : [familyOf(packet.dst)];
}

function unique<T>(items: readonly T[]): readonly T[] {
  return [...new Set(items)];
}

function chainCommand({ name, family }: TableRead): string {
  const table = name.startsWith('filter ') || IN_FILTER.includes(name) ? 'filter' : 'nat';
  return shell`${iptables(family)} -t ${table} -nL ${name.replace(/^filter /, '')}`;
}

/** Chains that only the table filter has. */
const IN_FILTER = ['KUBE-EXTERNAL-SERVICES', 'KUBE-PROXY-FIREWALL', 'KUBE-FORWARD', 'KUBE-FIREWALL'];

/** Of kube-proxy's nftables: what a packet is looked up in, before there is a chain for it. */
function isMap(name: string): boolean {
  return /^(service-ips|service-nodeports|firewall-ips|no-endpoint-(services|nodeports))$/.test(name);
}
