import type { ServiceProxyMode } from '#document';
import type { Family } from '#net';
import type { TableView } from '#trace';
import { numbered, windowed } from '../service/print/window.ts';
import type { Rule } from '../service/iptables/rule.ts';
import { cniRules } from './cni-rules.ts';
import type { RulesOf } from './own-rules.ts';

/** A rule of the CNI by the chain that it stands in and the name of its row. */
export interface RuleNamed {
  readonly chain: string;
  readonly row: string;
  /** Where the jump to the CNI's chains stands in POSTROUTING, and so who translates what both would. */
  readonly jump: 'beforeProxy' | 'behindProxy';
}

/**
 * What the CNI masquerades: what leaves the pod network, what others send on to a pod of another node, and what the node
 * itself sends into a tunnel under an address that is not the tunnel's.
 */
export type Hidden = 'leavesPodNetwork' | 'toRemotePod' | 'intoTunnel';

/** The rule by which the CNI masquerades such packets; `null` where it has none, or none that is printed. */
export function masqueradeRule(of: RulesOf, why: Hidden): RuleNamed | null {
  const found = natRules(of).find(
    ({ chain, match, target }) => (target === 'MASQUERADE' || target === 'SNAT') && hiddenBy(chain, match) === why,
  );
  if (found === undefined) return null;
  const isFirst = cniRules(of).some(({ first }) => first.some(({ chain }) => chain === 'POSTROUTING'));
  return {
    chain: found.chain,
    row: rowId(of.family, found),
    jump: isFirst && PROXY_JUMPS.has(of.cluster.settings.serviceProxy.mode) ? 'beforeProxy' : 'behindProxy',
  };
}

function hiddenBy(chain: string, match: string): Hidden {
  if (chain === 'cali-POSTROUTING') return 'intoTunnel';
  return match.startsWith('! -s ') ? 'toRemotePod' : 'leavesPodNetwork';
}

/** One of the CNI's chains of the table nat, in the family that the row is of. */
export function printCniChain(of: Omit<RulesOf, 'family'>, chain: string, row: string | null): TableView | null {
  const family: Family = row?.startsWith('IPv6 ') === true ? 'IPv6' : 'IPv4';
  const rows = natRules({ ...of, family })
    .filter((one) => one.chain === chain)
    .map((one) => ({ id: rowId(family, one), cells: [one.match, targetOf(one)], note: '' }));
  if (rows.length === 0) return null;
  const tool = family === 'IPv4' ? 'iptables' : 'ip6tables';
  return windowed(`${tool} -t nat -S ${chain} on ${of.node.name}`, ['match', 'target'], numbered(rows), row);
}

/** Modes in which kube-proxy has a jump in the same chain; in nftables mode which hook comes first depends on who started first. */
const PROXY_JUMPS: ReadonlySet<ServiceProxyMode> = new Set(['iptables', 'ipvs']);

function natRules(of: RulesOf): readonly Rule[] {
  return cniRules(of).flatMap(({ table, rules }) => (table === 'nat' ? rules : []));
}

function rowId(family: Family, one: Rule): string {
  return `${family} ${one.match} ${targetOf(one)}`;
}

function targetOf({ target, options }: Rule): string {
  return [target, options].filter((text) => text !== '').join(' ');
}
