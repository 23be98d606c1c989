import type { Family } from '#net';
import { interfaceMatch } from '../iptables/service-rules.ts';
import type { Rule, RuleParts } from '../iptables/rule.ts';
import { rule, single } from '../iptables/rule.ts';
import { masqueradeMark } from '../masquerade-mark.ts';
import { forwardAccepts } from '../iptables/forward-accepts.ts';
import type { TableName, TableRules } from '../iptables/save.ts';
import type { NodeView } from '../node-view.ts';
import { isNodeAdmitted } from '../node-view.ts';
import { ipSets, isRestricted, type IpSets, type SetName, SETS, setName } from './sets.ts';
import { PROTOCOL_NUMBER, virtualServers } from './virtual-servers.ts';

/** Chains that kube-proxy makes in ipvs mode, used or not (`iptablesChains` of `pkg/proxy/ipvs/proxier.go`, 1.33). */
const IPVS_CHAINS: Readonly<Record<TableName, readonly string[]>> = {
  nat: ['KUBE-LOAD-BALANCER', 'KUBE-MARK-MASQ', 'KUBE-NODE-PORT', 'KUBE-POSTROUTING', 'KUBE-SERVICES'],
  filter: [
    'KUBE-FORWARD',
    'KUBE-IPVS-FILTER',
    'KUBE-IPVS-OUT-FILTER',
    'KUBE-NODE-PORT',
    'KUBE-PROXY-FIREWALL',
    'KUBE-SOURCE-RANGES-FIREWALL',
  ],
};

/** What kube-proxy writes in ipvs mode: a few rules that read sets. */
export function ipvsProxyRules(view: NodeView, family: Family, table: TableName): TableRules {
  return { chains: IPVS_CHAINS[table], rules: ipvsIptables(view, family, table) };
}

/** The rules of one table in ipvs mode, in the order in which `writeIptablesRules` writes them. */
export function ipvsIptables(view: NodeView, family: Family, table: TableName): readonly Rule[] {
  const own = rulesKept.get(view) ?? new Map<string, readonly Rule[]>();
  rulesKept.set(view, own);
  const known = own.get(`${family} ${table}`);
  if (known !== undefined) return known;
  const facts = { view, family, sets: ipSets(view, family) };
  const rules = table === 'nat' ? natRules(facts) : filterRules(facts);
  own.set(`${family} ${table}`, rules);
  return rules;
}

/** They are few, but to know which sets are empty all sets are filled. */
const rulesKept = new WeakMap<NodeView, Map<string, readonly Rule[]>>();

interface Facts {
  readonly view: NodeView;
  readonly family: Family;
  readonly sets: IpSets;
}

/** A match of a set, which `iptables-save` prints behind the comment. */
function matching({ family }: Facts, name: SetName, by: string): string {
  return `-m set --match-set ${setName(name, family)} ${by}`;
}

/** A rule for a set that is left out while the set is empty. */
function ifHeld(facts: Facts, name: SetName, by: string, parts: Omit<RuleParts, 'comment' | 'middle'>, more = '') {
  const held = facts.sets.get(name) ?? [];
  if (held.length === 0) return [];
  const comment = SETS.find(([one]) => one === name)?.[2] ?? '';
  return [rule({ ...parts, comment, middle: `${matching(facts, name, by)}${more}` })];
}

function natRules(facts: Facts): readonly Rule[] {
  const { family } = facts;
  const portals = { comment: 'kubernetes service portals', target: 'KUBE-SERVICES' };
  const services = { chain: 'KUBE-SERVICES' };
  const ports = { chain: 'KUBE-NODE-PORT' };
  const mark = { target: 'KUBE-MARK-MASQ' };
  const bit = masqueradeMark(facts.view);
  return [
    rule({ chain: 'PREROUTING', ...portals }),
    rule({ chain: 'OUTPUT', ...portals }),
    rule({ chain: 'POSTROUTING', comment: 'kubernetes postrouting rules', target: 'KUBE-POSTROUTING' }),
    rule({ ...services, source: family === 'IPv4' ? '127.0.0.0/8' : '::1/128', target: 'RETURN' }),
    ...ifHeld(facts, 'KUBE-LOOP-BACK', 'dst,dst,src', { chain: 'KUBE-POSTROUTING', target: 'MASQUERADE' }),
    ...ifHeld(facts, 'KUBE-LOAD-BALANCER', 'dst,dst', { ...services, target: 'KUBE-LOAD-BALANCER' }),
    ...ifHeld(facts, 'KUBE-LOAD-BALANCER-LOCAL', 'dst,dst', { chain: 'KUBE-LOAD-BALANCER', target: 'RETURN' }),
    ...ifHeld(facts, 'KUBE-NODE-PORT-LOCAL-TCP', 'dst', { ...ports, protocol: 'tcp', target: 'RETURN' }),
    ...ifHeld(facts, 'KUBE-NODE-PORT-TCP', 'dst', { ...ports, protocol: 'tcp', ...mark }),
    ...ifHeld(facts, 'KUBE-NODE-PORT-LOCAL-UDP', 'dst', { ...ports, protocol: 'udp', target: 'RETURN' }),
    ...ifHeld(facts, 'KUBE-NODE-PORT-UDP', 'dst', { ...ports, protocol: 'udp', ...mark }),
    ...ifHeld(facts, 'KUBE-NODE-PORT-LOCAL-SCTP-HASH', 'dst,dst', { ...ports, protocol: 'sctp', target: 'RETURN' }),
    ...ifHeld(facts, 'KUBE-NODE-PORT-SCTP-HASH', 'dst,dst', { ...ports, protocol: 'sctp', ...mark }),
    ...clusterIpRules(facts),
    ...ifHeld(facts, 'KUBE-EXTERNAL-IP', 'dst,dst', { ...services, ...mark }),
    ...fromOutsideRules(facts, 'KUBE-EXTERNAL-IP'),
    ...fromOutsideRules(facts, 'KUBE-EXTERNAL-IP-LOCAL'),
    rule({ ...services, middle: '-m addrtype --dst-type LOCAL', target: 'KUBE-NODE-PORT' }),
    rule({ chain: 'KUBE-LOAD-BALANCER', ...mark }),
    ...acceptRules(facts),
    rule({ chain: 'KUBE-POSTROUTING', middle: `-m mark ! --mark ${bit}/${bit}`, target: 'RETURN' }),
    rule({ chain: 'KUBE-POSTROUTING', target: 'MARK', options: `--set-xmark ${bit}/0x0` }),
    rule({
      chain: 'KUBE-POSTROUTING',
      comment: 'kubernetes service traffic requiring SNAT',
      target: 'MASQUERADE',
      options: '--random-fully',
    }),
    rule({ chain: 'KUBE-MARK-MASQ', target: 'MARK', options: `--set-xmark ${bit}/${bit}` }),
  ];
}

/** Which packets to cluster IPs are marked: all, those that are not a pod's, or without a detector those from Service addresses. */
function clusterIpRules(facts: Facts): readonly Rule[] {
  const { view, family } = facts;
  const common = { chain: 'KUBE-SERVICES', target: 'KUBE-MARK-MASQ' };
  if (view.cluster.settings.serviceProxy.masqueradeAll) return ifHeld(facts, 'KUBE-CLUSTER-IP', 'dst,dst', common);
  const detector = view.detector(family);
  if (detector === null) return ifHeld(facts, 'KUBE-CLUSTER-IP', 'src,dst', common);
  const [only] = detector.blocks;
  const notPods = only === undefined ? { device: interfaceMatch(view, '! ') } : { notSource: only };
  return ifHeld(facts, 'KUBE-CLUSTER-IP', 'dst,dst', { ...common, ...notPods });
}

/** Packets to external IPs from other machines, and those to addresses of the node itself, leave the chain. */
function fromOutsideRules(facts: Facts, name: SetName): readonly Rule[] {
  const accept = { chain: 'KUBE-SERVICES', target: 'ACCEPT' };
  return [
    ...ifHeld(facts, name, 'dst,dst', accept, ' -m physdev ! --physdev-is-in -m addrtype ! --src-type LOCAL'),
    ...ifHeld(facts, name, 'dst,dst', accept, ' -m addrtype --dst-type LOCAL'),
  ];
}

function acceptRules(facts: Facts): readonly Rule[] {
  return (['KUBE-CLUSTER-IP', 'KUBE-LOAD-BALANCER'] as const)
    .filter((name) => (facts.sets.get(name) ?? []).length > 0)
    .map((name) => rule({ chain: 'KUBE-SERVICES', middle: matching(facts, name, 'dst,dst'), target: 'ACCEPT' }));
}

function filterRules(facts: Facts): readonly Rule[] {
  const { view } = facts;
  const firewall = { comment: 'kube-proxy firewall rules', target: 'KUBE-PROXY-FIREWALL' };
  const ranges = { chain: 'KUBE-SOURCE-RANGES-FIREWALL' };
  const guard = { chain: 'KUBE-IPVS-FILTER' };
  return [
    rule({ chain: 'INPUT', comment: 'kubernetes ipvs access filter', target: 'KUBE-IPVS-FILTER' }),
    rule({ chain: 'INPUT', ...firewall }),
    rule({ chain: 'INPUT', comment: 'kubernetes health check rules', target: 'KUBE-NODE-PORT' }),
    rule({ chain: 'FORWARD', ...firewall }),
    rule({ chain: 'FORWARD', comment: 'kubernetes forwarding rules', target: 'KUBE-FORWARD' }),
    rule({ chain: 'OUTPUT', comment: 'kubernetes ipvs access filter', target: 'KUBE-IPVS-OUT-FILTER' }),
    ...ifHeld(facts, 'KUBE-LOAD-BALANCER-FW', 'dst,dst', {
      chain: 'KUBE-PROXY-FIREWALL',
      target: 'KUBE-SOURCE-RANGES-FIREWALL',
    }),
    ...ifHeld(facts, 'KUBE-LOAD-BALANCER-SOURCE-CIDR', 'dst,dst,src', { ...ranges, target: 'RETURN' }),
    ...ifHeld(facts, 'KUBE-LOAD-BALANCER-SOURCE-IP', 'dst,dst,src', { ...ranges, target: 'RETURN' }),
    rule({ ...ranges, target: 'DROP' }),
    ...fromNodeRules(facts),
    ...forwardAccepts(view),
    rule({
      chain: 'KUBE-NODE-PORT',
      comment: 'Kubernetes health check node port',
      middle: matching(facts, 'KUBE-HEALTH-CHECK-NODE-PORT', 'dst'),
      target: 'ACCEPT',
    }),
    ...(
      [
        ['KUBE-LOAD-BALANCER', 'dst,dst'],
        ['KUBE-CLUSTER-IP', 'dst,dst'],
        ['KUBE-EXTERNAL-IP', 'dst,dst'],
        ['KUBE-EXTERNAL-IP-LOCAL', 'dst,dst'],
        ['KUBE-HEALTH-CHECK-NODE-PORT', 'dst'],
      ] as const
    ).map(([name, by]) => rule({ ...guard, middle: matching(facts, name, by), target: 'RETURN' })),
    rule({
      ...guard,
      middle: `-m conntrack --ctstate NEW ${matching(facts, 'KUBE-IPVS-IPS', 'dst')}`,
      target: 'REJECT',
      options: `--reject-with ${facts.family === 'IPv4' ? 'icmp-port-unreachable' : 'icmp6-port-unreachable'}`,
    }),
  ];
}

/** Load balancer addresses whose ranges leave the node out are closed to the node itself, which would dial from the address. */
function fromNodeRules({ view, family }: Facts): readonly Rule[] {
  return virtualServers(view)
    .filter(({ match }) => match.port.family === family && isRestricted(match) && !isNodeAdmitted(view, match.port))
    .map(({ protocol, address, port }) =>
      rule({
        chain: 'KUBE-IPVS-OUT-FILTER',
        source: single(address),
        middle: `-m ipvs --vproto ${PROTOCOL_NUMBER[protocol]} --vaddr ${address} --vport ${port}`,
        target: 'DROP',
      }),
    );
}
