import type { Consulted, TableView } from '#trace';
import type { Rule } from '../iptables/rule.ts';
import type { TableName } from '../iptables/save.ts';
import type { ServiceMatch } from '../match.ts';
import type { NodeView } from '../node-view.ts';
import { numbered, windowed } from '../print/window.ts';
import type { FilterHook, NatHook, Refusal, Translation } from '../verdict.ts';
import { ipvsIptables } from './rules.ts';
import { type SetName, setName, setsOf } from './sets.ts';

/**
 * The rules of iptables that a packet met before IPVS took it: at prerouting or output those of nat that marked it or let it
 * go as it is, at input besides the one of KUBE-IPVS-FILTER that knows its address and port.
 */
export function rulesRead(view: NodeView, translation: Translation, hook: NatHook): readonly Consulted[] {
  const marking = markingRules(view, translation);
  if (hook !== 'input') return marking;
  const { match } = translation;
  const [set] = setsOf(match);
  return [
    ...marking.map((one) => ({ ...one, readAt: 'prerouting' as const })),
    ...(match.via === 'nodePort' ? [] : [at(view, 'KUBE-IPVS-FILTER', rowId(match, set, 'RETURN'))]),
  ];
}

function markingRules(view: NodeView, { match, marked }: Translation): readonly Consulted[] {
  const sets = setsOf(match);
  const local = sets.find((name) => name.includes('-LOCAL'));
  const read = (chain: string, set: SetName | undefined, target: string) => at(view, chain, rowId(match, set, target));
  switch (match.via) {
    case 'clusterIP':
      return [read('KUBE-SERVICES', 'KUBE-CLUSTER-IP', marked === null ? 'ACCEPT' : 'KUBE-MARK-MASQ')];
    case 'externalIP':
      return [read('KUBE-SERVICES', sets[0], local === undefined ? 'KUBE-MARK-MASQ' : 'ACCEPT')];
    case 'loadBalancer':
      return [
        read('KUBE-SERVICES', 'KUBE-LOAD-BALANCER', 'KUBE-LOAD-BALANCER'),
        read('KUBE-LOAD-BALANCER', local, local === undefined ? 'KUBE-MARK-MASQ' : 'RETURN'),
      ];
    case 'nodePort':
      return [
        read('KUBE-SERVICES', undefined, 'KUBE-NODE-PORT'),
        read('KUBE-NODE-PORT', local ?? sets[0], local === undefined ? 'KUBE-MARK-MASQ' : 'RETURN'),
      ];
  }
}

/** The rule that refused where a rule did, not IPVS itself. */
export function refusalRule(
  view: NodeView,
  { match, reason }: Refusal,
  hook: FilterHook | 'nat' | 'socket',
): Consulted | null {
  if (match === null) return null;
  if (reason === 'SourceRangeDenied') {
    return hook === 'input'
      ? at(view, 'KUBE-SOURCE-RANGES-FIREWALL', 'DROP')
      : at(view, 'KUBE-IPVS-OUT-FILTER', serverRow(match.address, match.port.port.port));
  }
  return reason === 'NoRuleForPort' ? at(view, 'KUBE-IPVS-FILTER', rowId(match, 'KUBE-IPVS-IPS', 'REJECT')) : null;
}

function at(view: NodeView, name: string, row: string): Consulted {
  return { table: { kind: 'iptables', at: view.node.name, name }, row };
}

function rowId({ port }: ServiceMatch, set: SetName | undefined, target: string): string {
  return set === undefined ? target : `${setName(set, port.family)} ${target}`;
}

/** A rule of KUBE-IPVS-OUT-FILTER, which names a virtual server. */
function serverRow(address: string, port: number | string): string {
  return `${address} ${port} DROP`;
}

const FILTER_CHAINS = ['KUBE-SOURCE-RANGES-FIREWALL', 'KUBE-IPVS-FILTER', 'KUBE-IPVS-OUT-FILTER'];

/** One of these chains, rows named by set and target. */
export function printIpvsChain(view: NodeView, name: string, row: string | null): TableView | null {
  const table: TableName = FILTER_CHAINS.includes(name) ? 'filter' : 'nat';
  const family = /^(KUBE-6-|\S*:)/.test(row ?? '') ? 'IPv6' : 'IPv4';
  const rules = ipvsIptables(view, family, table).filter(({ chain }) => chain === name);
  if (rules.length === 0) return null;
  const program = family === 'IPv6' ? 'ip6tables' : 'iptables';
  const title = `${program} -t ${table} -S ${name} on ${view.node.name}`;
  return windowed(title, ['match', 'target'], numbered(rules.map(rowOf)), row);
}

function rowOf({ match, target, options }: Rule) {
  const set = /--match-set (\S+)/.exec(match)?.[1];
  const [, address, port] = / --vaddr (\S+) --vport (\S+)/.exec(match) ?? [];
  const cells = [match, [target, options].filter((text) => text !== '').join(' ')];
  const id = address !== undefined && port !== undefined ? serverRow(address, port) : target;
  return { id: set === undefined ? id : `${set} ${target}`, cells, note: '' };
}
