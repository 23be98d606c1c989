import { rule } from '../service/iptables/rule.ts';
import type { OwnRules, RulesOf } from './own-rules.ts';
import { podRange } from './own-rules.ts';

/** The set of blocks that Weave's IPAM gave to this node (`NoMasqLocalIpset`, net/bridge.go). */
export const WEAVE_LOCAL = 'weaver-no-masq-local';

/**
 * Weave Net's chain WEAVE of the table nat: both ways across the border of the pod range are masqueraded, but for what
 * comes in for pods of the node itself (weave 2.8, net/bridge.go and net/expose.go). It knows IPv4 only.
 */
export function weaveRules(of: RulesOf): readonly OwnRules[] {
  const all = podRange(of);
  if (all === null || of.family === 'IPv6') return [];
  const chain = 'WEAVE';
  const rules = [
    rule({ chain: 'POSTROUTING', target: chain }),
    rule({
      chain,
      before: `-m set --match-set ${WEAVE_LOCAL} dst`,
      comment: 'Prevent SNAT to locally running containers',
      target: 'RETURN',
    }),
    rule({ chain, source: all, destination: '224.0.0.0/4', target: 'RETURN' }),
    rule({ chain, notSource: all, destination: all, target: 'MASQUERADE' }),
    rule({ chain, source: all, notDestination: all, target: 'MASQUERADE' }),
  ];
  return [{ table: 'nat', chains: [], first: [], rules }];
}
