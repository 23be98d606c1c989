import type { Family } from '#net';
import { ip } from '#net';
import { hasLocalhostNodePorts, nodePortBlocks } from '../node-port-addresses.ts';
import type { NodeView } from '../node-view.ts';
import type { ServicePort } from '../service-port.ts';
import { masqueradeMark } from '../masquerade-mark.ts';
import { forwardAccepts } from './forward-accepts.ts';
import type { Rule } from './rule.ts';
import { rule, ruleText, single } from './rule.ts';
import type { ServiceRules } from './service-rules.ts';
import { serviceRules } from './service-rules.ts';

export type TableName = 'nat' | 'filter';

const BUILT_IN: Readonly<Record<TableName, readonly string[]>> = {
  nat: ['PREROUTING', 'INPUT', 'OUTPUT', 'POSTROUTING'],
  filter: ['INPUT', 'FORWARD', 'OUTPUT'],
};
const ALWAYS: Readonly<Record<TableName, readonly string[]>> = {
  nat: ['KUBE-MARK-MASQ', 'KUBE-NODEPORTS', 'KUBE-POSTROUTING', 'KUBE-PROXY-CANARY', 'KUBE-SERVICES'],
  filter: [
    'KUBE-EXTERNAL-SERVICES',
    'KUBE-FORWARD',
    'KUBE-NODEPORTS',
    'KUBE-PROXY-CANARY',
    'KUBE-PROXY-FIREWALL',
    'KUBE-SERVICES',
  ],
};

/** One table of iptables as one program fills it. */
export interface TableRules {
  /** Chains that are there without a rule too. */
  readonly chains: readonly string[];
  readonly rules: readonly Rule[];
}

/** What kube-proxy writes in iptables mode on a node without nfacct. */
export function proxyRules(
  view: NodeView,
  ports: readonly ServicePort[],
  family: Family,
  table: TableName,
): TableRules {
  const made = ports.filter((port) => port.family === family).map((port) => serviceRules(view, port));
  return { chains: ALWAYS[table], rules: allRules(view, family, table, made) };
}

/** Every rule of one table, kube-proxy's fixed ones included, in order within each chain. */
export function allRules(
  view: NodeView,
  family: Family,
  table: TableName,
  made: readonly ServiceRules[],
): readonly Rule[] {
  const ofServices = made.flatMap((rules) => rules[table]);
  return table === 'nat'
    ? [...natFixed(view), ...ofServices, ...lastRules(view, family)]
    : [...filterFixed(view, family), ...ofServices];
}

/** One table as `iptables-save` prints it without counters; `always` are the chains that are there without a rule. Chains are sorted, rules grouped by chain. */
export function tableText(table: TableName, always: readonly string[], rules: readonly Rule[]): string {
  const chains = [...new Set([...always, ...rules.map(({ chain }) => chain)])]
    .filter((chain) => !BUILT_IN[table].includes(chain))
    .sort();
  const order = [...BUILT_IN[table], ...chains];
  const byChain = new Map<string, string[]>(order.map((chain) => [chain, []]));
  for (const one of rules) byChain.get(one.chain)?.push(ruleText(one));
  const lines = [
    `*${table}`,
    ...BUILT_IN[table].map((chain) => `:${chain} ACCEPT [0:0]`),
    ...chains.map((chain) => `:${chain} - [0:0]`),
    ...order.flatMap((chain) => byChain.get(chain) ?? []),
    'COMMIT',
  ];
  return `${lines.join('\n')}\n`;
}

function natFixed(view: NodeView): readonly Rule[] {
  const mark = masqueradeMark(view);
  return [
    rule({ chain: 'PREROUTING', comment: 'kubernetes service portals', target: 'KUBE-SERVICES' }),
    rule({ chain: 'OUTPUT', comment: 'kubernetes service portals', target: 'KUBE-SERVICES' }),
    rule({ chain: 'POSTROUTING', comment: 'kubernetes postrouting rules', target: 'KUBE-POSTROUTING' }),
    rule({ chain: 'KUBE-MARK-MASQ', target: 'MARK', options: `--set-xmark ${mark}/${mark}` }),
    rule({ chain: 'KUBE-POSTROUTING', middle: `-m mark ! --mark ${mark}/${mark}`, target: 'RETURN' }),
    rule({ chain: 'KUBE-POSTROUTING', target: 'MARK', options: `--set-xmark ${mark}/0x0` }),
    rule({
      chain: 'KUBE-POSTROUTING',
      comment: 'kubernetes service traffic requiring SNAT',
      target: 'MASQUERADE',
      options: '--random-fully',
    }),
  ];
}

/** The jump to KUBE-NODEPORTS, last in KUBE-SERVICES. */
function lastRules(view: NodeView, family: Family): readonly Rule[] {
  const common = {
    chain: 'KUBE-SERVICES',
    comment: 'kubernetes service nodeports; NOTE: this must be the last rule in this chain',
    target: 'KUBE-NODEPORTS',
  };
  const localhost = hasLocalhostNodePorts(view.cluster, family);
  if (nodePortBlocks(view.cluster, family) !== 'all') {
    return [...(localhost ? [LOCALHOST] : []), ...view.nodePortAddresses(family)].map((address) =>
      rule({ ...common, destination: single(address) }),
    );
  }
  const middle = '-m addrtype --dst-type LOCAL';
  if (family === 'IPv6') return [rule({ ...common, notDestination: '::1/128', middle })];
  return [rule(localhost ? { ...common, middle } : { ...common, notDestination: '127.0.0.0/8', middle })];
}

const LOCALHOST = ip('127.0.0.1');

function filterFixed(view: NodeView, family: Family): readonly Rule[] {
  const fresh = '-m conntrack --ctstate NEW';
  const firewall = { before: fresh, comment: 'kubernetes load balancer firewall', target: 'KUBE-PROXY-FIREWALL' };
  const portals = { before: fresh, comment: 'kubernetes service portals', target: 'KUBE-SERVICES' };
  const visible = {
    before: fresh,
    comment: 'kubernetes externally-visible service portals',
    target: 'KUBE-EXTERNAL-SERVICES',
  };
  const localnet = hasLocalhostNodePorts(view.cluster, family);
  return [
    rule({ chain: 'INPUT', ...firewall }),
    rule({ chain: 'INPUT', comment: 'kubernetes health check service ports', target: 'KUBE-NODEPORTS' }),
    rule({ chain: 'INPUT', ...visible }),
    ...(localnet ? [rule({ chain: 'INPUT', target: 'KUBE-FIREWALL' })] : []),
    rule({ chain: 'FORWARD', ...firewall }),
    rule({ chain: 'FORWARD', comment: 'kubernetes forwarding rules', target: 'KUBE-FORWARD' }),
    rule({ chain: 'FORWARD', ...portals }),
    rule({ chain: 'FORWARD', ...visible }),
    rule({ chain: 'OUTPUT', ...firewall }),
    rule({ chain: 'OUTPUT', ...portals }),
    ...(localnet ? [rule({ chain: 'OUTPUT', target: 'KUBE-FIREWALL' }), LOCALNET] : []),
    ...(view.cluster.settings.serviceProxy.kernel.invalidPackets === 'dropped' ? [INVALID] : []),
    ...forwardAccepts(view),
  ];
}

/** Left out where conntrack is liberal (`conntrackTCPLiberal` in pkg/proxy/iptables/proxier.go). */
const INVALID = rule({ chain: 'KUBE-FORWARD', middle: '-m conntrack --ctstate INVALID', target: 'DROP' });

const LOCALNET = rule({
  chain: 'KUBE-FIREWALL',
  notSource: '127.0.0.0/8',
  destination: '127.0.0.0/8',
  comment: 'block incoming localnet connections',
  middle: '-m conntrack ! --ctstate RELATED,ESTABLISHED,DNAT',
  target: 'DROP',
});
