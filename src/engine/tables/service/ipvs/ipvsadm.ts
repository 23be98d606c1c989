import type { Ip, Port, Protocol } from '#net';
import { hostPort, ipValue } from '#net';
import { grouped } from '../../policy/grouped.ts';
import type { NodeView } from '../node-view.ts';
import type { IpvsConnection } from './connections.ts';
import type { VirtualServer } from './virtual-servers.ts';
import { compareAddresses, inOrder, realServers, schedulerOf, serverFlags, virtualServers } from './virtual-servers.ts';

const TITLE = [
  'Prot LocalAddress:Port Scheduler Flags',
  '  -> RemoteAddress:Port           Forward Weight ActiveConn InActConn',
];

/**
 * `ipvsadm -Ln` of a node, as ipvsadm 1.31 prints it over a table of the kernel's usual size.
 * ActiveConn counts the connections that are ESTABLISHED, InActConn the others: each is bound inactive (`conn_flags` of
 * `__ip_vs_update_dest`, net/netfilter/ipvs/ip_vs_ctl.c), and only TCP and SCTP change that (`set_tcp_state`,
 * `set_sctp_state`), so UDP stays. Not modelled: servers that drain with weight 0.
 */
export function printServers(view: NodeView, connections: readonly IpvsConnection[]): string {
  const held = byServer(connections);
  const servers = inOrder(virtualServers(view)).flatMap((server) =>
    serverLines(view, server, held.get(serverName(server)) ?? []),
  );
  return `${['IP Virtual Server version 1.2.1 (size=4096)', ...TITLE, ...servers].join('\n')}\n`;
}

/** `ipvsadm -Ln -t ADDRESS:PORT`: one server, without the line of the version. */
export function printServer(
  view: NodeView,
  protocol: Protocol,
  address: Ip,
  port: Port,
  connections: readonly IpvsConnection[],
): string {
  const server = virtualServers(view).find(
    (one) => one.protocol === protocol && one.address === address && one.port === port,
  );
  if (server === undefined) return 'No such service\n';
  const own = byServer(connections).get(serverName(server)) ?? [];
  return `${[...TITLE, ...serverLines(view, server, own)].join('\n')}\n`;
}

function serverName({ protocol, address, port }: Pick<VirtualServer, 'protocol' | 'address' | 'port'>): string {
  return `${protocol} ${hostPort(address, port)}`;
}

function byServer(connections: readonly IpvsConnection[]): ReadonlyMap<string, readonly IpvsConnection[]> {
  return grouped(connections, ({ protocol, virtual: { ip: address, port } }) =>
    serverName({ protocol, address, port }),
  );
}

/** `own` are the connections to that server. */
function serverLines(view: NodeView, server: VirtualServer, own: readonly IpvsConnection[]): readonly string[] {
  const { match, protocol, address, port } = server;
  const flags = serverFlags(view, match.port);
  const real = realServers(view, match)
    .endpoints.map(({ ip, port: number }) => ({ ip, name: hostPort(ip, number), value: ipValue(ip), number }))
    .sort((a, b) => compareAddresses(a.value, b.value) || a.number - b.number);
  return [
    `${protocol.padEnd(4)} ${hostPort(address, port)} ${schedulerOf(view)}${flags}`,
    ...real.map(({ ip, name, number }) => {
      const held = own.filter((one) => one.real.ip === ip && one.real.port === number);
      const active = held.filter(isActive).length;
      return `  -> ${name.padEnd(28)} Masq    1      ${`${active}`.padEnd(10)} ${`${held.length - active}`.padEnd(10)}`;
    }),
  ];
}

function isActive({ protocol, state }: IpvsConnection): boolean {
  return protocol !== 'UDP' && state === 'established';
}
