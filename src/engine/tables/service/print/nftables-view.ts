import type { TableView } from '#trace';
import type { ServiceEndpoint } from '../endpoints.ts';
import { refuseWithoutEndpoints } from '../netfilter.ts';
import type { NodeView } from '../node-view.ts';
import type { ServicePort } from '../service-port.ts';
import { nftChain } from './chain-name.ts';
import { windowed } from './window.ts';

/** A chain or map of `table ip kube-proxy`; rows are named by the chain they go to, in maps by their key. */
export function printNftChain(view: NodeView, name: string, row: string | null): TableView | null {
  const title = `nft list table ip kube-proxy, ${name} on ${view.node.name}`;
  const { ports } = view.index;
  switch (name) {
    case 'service-ips':
      return windowed(
        title,
        ['key', 'verdict'],
        ports.filter((port) => view.sets(port).hasAny).flatMap(addressRows),
        row,
      );
    case 'service-nodeports':
      return windowed(title, ['key', 'verdict'], ports.filter(({ port }) => port.nodePort !== 0).map(nodePortRow), row);
    case 'no-endpoint-services':
    case 'no-endpoint-nodeports':
      return windowed(
        title,
        ['key', 'verdict'],
        ports.flatMap((port) => refusedRows(view, port, name)),
        row,
      );
    case 'cluster-ips-check':
      return windowed(title, ['match', 'verdict'], CLUSTER_IPS, row);
    default:
      return printServiceChain(view, name, row, title);
  }
}

const CLUSTER_IPS = [
  { id: 'reject', cells: ['ip daddr @cluster-ips', 'reject'], note: 'a port that no Service has' },
  { id: 'drop', cells: ['ip daddr the service range', 'drop'], note: 'an address that no Service has' },
];

function printServiceChain(view: NodeView, name: string, row: string | null, title: string): TableView | null {
  for (const port of view.index.ports) {
    const sets = view.sets(port);
    if (nftChain('service', port, null) === name)
      return windowed(title, ['match', 'verdict'], choices(port, sets.cluster), row);
    if (nftChain('local', port, null) === name)
      return windowed(title, ['match', 'verdict'], choices(port, sets.local), row);
    if (nftChain('firewall', port, null) === name) {
      const rows = [{ id: 'drop', cells: [`saddr != { ${port.sourceRanges.join(', ')} }`, 'drop'], note: '' }];
      return windowed(title, ['match', 'verdict'], rows, row);
    }
  }
  return null;
}

function choices(port: ServicePort, endpoints: readonly ServiceEndpoint[]): TableView['rows'] {
  return endpoints.map((endpoint, index) => {
    const chain = nftChain('endpoint', port, endpoint);
    return {
      id: chain,
      cells: [`numgen random mod ${endpoints.length} = ${index}`, `goto ${chain}`],
      note: endpoint.text,
    };
  });
}

function addressRows(port: ServicePort): TableView['rows'] {
  const { protocol, port: number } = port.port;
  const key = (address: string) => `${address} . ${protocol.toLowerCase()} . ${number}`;
  const internal = nftChain(port.internalPolicy === 'Local' ? 'local' : 'service', port, null);
  return [
    { id: key(port.clusterIp), cells: [key(port.clusterIp), `goto ${internal}`], note: '' },
    ...[...port.externalIps, ...port.vips].map((address) => ({
      id: key(address),
      cells: [key(address), `goto ${nftChain('external', port, null)}`],
      note: '',
    })),
  ];
}

function nodePortRow(port: ServicePort): TableView['rows'][number] {
  const key = `${port.port.protocol.toLowerCase()} . ${port.port.nodePort}`;
  return { id: key, cells: [key, `goto ${nftChain('external', port, null)}`], note: '' };
}

function refusedRows(
  view: NodeView,
  port: ServicePort,
  name: 'no-endpoint-services' | 'no-endpoint-nodeports',
): TableView['rows'] {
  const verdict = (via: 'clusterIP' | 'externalIP') => {
    const refusal = refuseWithoutEndpoints(view, { port, via, address: port.clusterIp });
    return refusal === null ? null : refusal.kind === 'reject' ? 'goto reject-chain' : 'drop';
  };
  const { protocol, port: number, nodePort } = port.port;
  const row = (key: string, to: string | null) =>
    to === null ? [] : [{ id: key, cells: [key, to], note: port.title }];
  if (name === 'no-endpoint-nodeports') {
    return nodePort === 0 ? [] : row(`${protocol.toLowerCase()} . ${nodePort}`, verdict('externalIP'));
  }
  return [
    ...row(`${port.clusterIp} . ${protocol.toLowerCase()} . ${number}`, verdict('clusterIP')),
    ...[...port.externalIps, ...port.vips].flatMap((address) =>
      row(`${address} . ${protocol.toLowerCase()} . ${number}`, verdict('externalIP')),
    ),
  ];
}
