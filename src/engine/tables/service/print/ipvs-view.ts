import type { TableView } from '#trace';
import { parseIp } from '#net';
import { realServers, schedulerOf, serverFlags } from '../ipvs/virtual-servers.ts';
import type { NodeView } from '../node-view.ts';
import { windowed } from './window.ts';

/** A virtual server, named `TCP ADDRESS PORT`, with its real servers; rows are named `ip:port`. */
export function printVirtualServer(view: NodeView, name: string, row: string | null): TableView | null {
  const [protocol, address = '', port = ''] = name.split(' ');
  const dst = parseIp(address);
  if (dst === null || (protocol !== 'TCP' && protocol !== 'UDP' && protocol !== 'SCTP')) return null;
  const match = view.match({ src: dst, dst, dport: Number(port), protocol });
  if (match === null) return null;
  const rows = realServers(view, match).endpoints.map(({ text }) => ({
    id: text,
    cells: [text, 'Masq', '1'],
    note: '',
  }));
  const title = `${protocol} ${address}:${port} ${schedulerOf(view)}${serverFlags(view, match.port)} on ${view.node.name}`;
  return windowed(title, ['real server', 'forward', 'weight'], rows, row);
}
