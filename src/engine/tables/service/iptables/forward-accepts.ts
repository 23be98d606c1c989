import type { Rule } from './rule.ts';
import { rule } from './rule.ts';

/** What KUBE-FORWARD lets through, in iptables and in ipvs mode alike (`pkg/proxy/{iptables,ipvs}/proxier.go`). */
export const FORWARD_ACCEPTS: readonly Rule[] = [
  rule({
    chain: 'KUBE-FORWARD',
    comment: 'kubernetes forwarding rules',
    middle: '-m mark --mark 0x4000/0x4000',
    target: 'ACCEPT',
  }),
  rule({
    chain: 'KUBE-FORWARD',
    comment: 'kubernetes forwarding conntrack rule',
    middle: '-m conntrack --ctstate RELATED,ESTABLISHED',
    target: 'ACCEPT',
  }),
];
