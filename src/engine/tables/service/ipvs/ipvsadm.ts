import type { Ip, Port, Protocol } from '#net';
import { hostPort, ipValue } from '#net';
import type { NodeView } from '../node-view.ts';
import type { VirtualServer } from './virtual-servers.ts';
import { compareAddresses, inOrder, realServers, schedulerOf, serverFlags, virtualServers } from './virtual-servers.ts';

const TITLE = [
  'Prot LocalAddress:Port Scheduler Flags',
  '  -> RemoteAddress:Port           Forward Weight ActiveConn InActConn',
];

/**
 * `ipvsadm -Ln` of a node, as ipvsadm 1.31 prints it over a table of the kernel's usual size.
 * Not modelled: counts of connections, which stand as 0, and servers that drain with weight 0.
 */
export function printServers(view: NodeView): string {
  const servers = inOrder(virtualServers(view)).flatMap((server) => serverLines(view, server));
  return `${['IP Virtual Server version 1.2.1 (size=4096)', ...TITLE, ...servers].join('\n')}\n`;
}

/** `ipvsadm -Ln -t ADDRESS:PORT`: one server, without the line of the version. */
export function printServer(view: NodeView, protocol: Protocol, address: Ip, port: Port): string {
  const server = virtualServers(view).find(
    (one) => one.protocol === protocol && one.address === address && one.port === port,
  );
  return server === undefined ? 'No such service\n' : `${[...TITLE, ...serverLines(view, server)].join('\n')}\n`;
}

function serverLines(view: NodeView, server: VirtualServer): readonly string[] {
  const { match, protocol, address, port } = server;
  const flags = serverFlags(view, match.port);
  const real = realServers(view, match)
    .endpoints.map(({ ip, port: number }) => ({ name: hostPort(ip, number), value: ipValue(ip), number }))
    .sort((a, b) => compareAddresses(a.value, b.value) || a.number - b.number);
  return [
    `${protocol.padEnd(4)} ${hostPort(address, port)} ${schedulerOf(view)}${flags}`,
    ...real.map(({ name }) => `  -> ${name.padEnd(28)} Masq    1      0          0         `),
  ];
}
