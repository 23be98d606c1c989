import type { Rule } from '../service/iptables/rule.ts';
import { rule } from '../service/iptables/rule.ts';
import type { OwnRules, RulesOf } from './own-rules.ts';

const CANARY = 'KUBE-KUBELET-CANARY';
const FIREWALL = 'KUBE-FIREWALL';

/**
 * What the kubelet keeps whatever stands for Services: an empty chain in each table, by which it notices that somebody
 * flushed the rules, and in IPv4 KUBE-FIREWALL against packets to 127.0.0.0/8 from elsewhere (pkg/kubelet/
 * kubelet_network_linux.go, syncIPTablesRules). kube-proxy makes the same rule where node ports answer on localhost; it
 * puts its own jumps before it.
 */
export function kubeletRules({ family }: RulesOf, held: readonly Rule[]): readonly OwnRules[] {
  const isHeld = family === 'IPv6' || held.some(({ chain }) => chain === FIREWALL);
  return [
    { table: 'nat', chains: [CANARY], first: [], rules: [] },
    { table: 'filter', chains: [CANARY], first: [], rules: isHeld ? [] : FIREWALL_RULES },
  ];
}

const FIREWALL_RULES = [
  rule({ chain: 'INPUT', target: FIREWALL }),
  rule({ chain: 'OUTPUT', target: FIREWALL }),
  rule({
    chain: FIREWALL,
    notSource: '127.0.0.0/8',
    destination: '127.0.0.0/8',
    comment: 'block incoming localnet connections',
    middle: '-m conntrack ! --ctstate RELATED,ESTABLISHED,DNAT',
    target: 'DROP',
  }),
];
