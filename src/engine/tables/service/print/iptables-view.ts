import type { Family } from '#net';
import type { TableView } from '#trace';
import type { Rule } from '../iptables/rule.ts';
import { allRules } from '../iptables/save.ts';
import { entryRules, serviceRules } from '../iptables/service-rules.ts';
import type { NodeView } from '../node-view.ts';
import type { ServicePort } from '../service-port.ts';
import { portChain } from './chain-name.ts';
import { printIpvsChain } from '../ipvs/consulted.ts';
import { numbered, windowed } from './window.ts';

/**
 * One chain: `KUBE-SERVICES`, `KUBE-SVC-…`, `filter KUBE-SERVICES`. Rows are named by the chain they jump to, or by
 * Service port and address or node port where they refuse.
 */
export function printChain(view: NodeView, name: string, row: string | null): TableView | null {
  if (view.cluster.settings.serviceProxy.mode === 'ipvs') return printIpvsChain(view, name, row);
  const ports = view.index.ports;
  const owner = ports.filter((port) => chainsOf(port).includes(name));
  const wanted =
    owner.length > 0
      ? owner
      : name.startsWith('KUBE-SEP-')
        ? ports.filter((port) => hasEndpointChain(view, port, name))
        : ports;
  const table = isFilterChain(name) ? 'filter' : 'nat';
  const chain = name.replace(/^filter /, '');
  const family: Family = wanted[0]?.family ?? 'IPv4';
  const rules = allRules(
    view,
    family,
    table,
    wanted.map((port) => (wanted === ports ? entryRules(view, port) : serviceRules(view, port))),
  );
  const rows = numbered(rules.filter((one) => one.chain === chain).map((one) => rowOf(one, table)));
  if (rows.length === 0) return null;
  return windowed(`iptables -t ${table} -S ${chain} on ${view.node.name}`, ['match', 'target'], rows, row);
}

function rowOf(one: Rule, table: 'nat' | 'filter') {
  const target = [one.target, one.options].filter((text) => text !== '').join(' ');
  return { id: table === 'filter' ? refusalRow(one, target) : one.target, cells: [one.match, target], note: '' };
}

/** One Service port is refused once for each of its addresses and once for its node port, so those are in the name. */
function refusalRow({ title, match }: Rule, target: string): string {
  if (title === null) return target;
  const address = /(?<!! )-d (\S+)/.exec(match)?.[1];
  const port = /--dport (\d+)/.exec(match)?.[1];
  return `${title} ${address ?? port ?? ''}`;
}

function isFilterChain(name: string): boolean {
  return (
    name.startsWith('filter ') ||
    ['KUBE-EXTERNAL-SERVICES', 'KUBE-PROXY-FIREWALL', 'KUBE-FORWARD', 'KUBE-FIREWALL', 'INPUT', 'FORWARD'].includes(
      name,
    )
  );
}

function chainsOf(port: ServicePort): readonly string[] {
  return [portChain('SVC', port), portChain('SVL', port), portChain('EXT', port), portChain('FW', port)];
}

function hasEndpointChain(view: NodeView, port: ServicePort, name: string): boolean {
  return serviceRules(view, port).nat.some(({ chain }) => chain === name);
}
