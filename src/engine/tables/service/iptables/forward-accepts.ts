import { masqueradeMark } from '../masquerade-mark.ts';
import type { NodeView } from '../node-view.ts';
import type { Rule } from './rule.ts';
import { rule } from './rule.ts';

/** What KUBE-FORWARD lets through, in iptables and in ipvs mode alike (`pkg/proxy/{iptables,ipvs}/proxier.go`). */
export function forwardAccepts(view: NodeView): readonly Rule[] {
  const mark = masqueradeMark(view);
  return [
    rule({
      chain: 'KUBE-FORWARD',
      comment: 'kubernetes forwarding rules',
      middle: `-m mark --mark ${mark}/${mark}`,
      target: 'ACCEPT',
    }),
    rule({
      chain: 'KUBE-FORWARD',
      comment: 'kubernetes forwarding conntrack rule',
      middle: '-m conntrack --ctstate RELATED,ESTABLISHED',
      target: 'ACCEPT',
    }),
  ];
}
