import type { Family } from '#net';
import { overlayDevice } from '../routes/devices.ts';
import { rule } from '../service/iptables/rule.ts';
import type { OwnRules, RulesOf } from './own-rules.ts';
import { hidesPods } from './own-rules.ts';

/**
 * Felix's chains of the table nat: cali-nat-outgoing, which hides the pools that say natOutgoing from everything that is
 * in no pool, and the rule for a node's packets that enter a tunnel under another of its addresses (projectcalico/calico
 * felix/rules/static.go StaticNATPostroutingChains, nat.go NATOutgoingChain). Its jumps are kept at the top of the
 * kernel's chains (`ChainInsertMode: Insert`). Not modelled: floating IPs, NATPortRange, WireGuard's device.
 */
export function calicoRules(of: RulesOf): readonly OwnRules[] {
  const { family } = of;
  const [masq, all] = [poolSet('masq', family), poolSet('all', family)];
  const isTunnel = HASHES.has(overlayDevice(of.cluster, family));
  return [
    {
      table: 'nat',
      chains: ['cali-fip-dnat', 'cali-fip-snat', 'cali-nat-outgoing'],
      first: [
        rule({ chain: 'PREROUTING', comment: 'cali:6gwbT8clXdHdC1b1', target: 'cali-PREROUTING' }),
        rule({ chain: 'OUTPUT', comment: 'cali:tVnHkvAo15HuiPy0', target: 'cali-OUTPUT' }),
        rule({ chain: 'POSTROUTING', comment: 'cali:O3lYWMrLQYEMJtB5', target: 'cali-POSTROUTING' }),
      ],
      rules: [
        rule({ chain: 'cali-PREROUTING', comment: 'cali:r6XmIziWUJsdOK6Z', target: 'cali-fip-dnat' }),
        rule({ chain: 'cali-OUTPUT', comment: 'cali:GBTAv2p5CwevEyJm', target: 'cali-fip-dnat' }),
        rule({ chain: 'cali-POSTROUTING', comment: 'cali:Z-c7XtVd2Bq7s_hA', target: 'cali-fip-snat' }),
        rule({ chain: 'cali-POSTROUTING', comment: 'cali:nYKhEzDlr11Jccal', target: 'cali-nat-outgoing' }),
        ...(isTunnel ? [intoTunnel(overlayDevice(of.cluster, family))] : []),
        ...(hidesPods(of)
          ? [
              rule({
                chain: 'cali-nat-outgoing',
                comment: family === 'IPv4' ? 'cali:flqWnvo8yq4ULQLa' : 'cali:Ir_z2t1P6-CxTDof',
                middle: `-m set --match-set ${masq} src -m set ! --match-set ${all} dst`,
                target: 'MASQUERADE',
                options: '--random-fully',
              }),
            ]
          : []),
      ],
    },
  ];
}

/** The set of all pools of a family, or of those that are masqueraded (`NameForMainIPSet`, felix/ipsets). */
export function poolSet(which: 'all' | 'masq', family: Family): string {
  return `cali${family === 'IPv4' ? '4' : '6'}0${which}-ipam-pools`;
}

function intoTunnel(device: string) {
  return rule({
    chain: 'cali-POSTROUTING',
    device: `-o ${device}`,
    comment: `cali:${HASHES.get(device)}`,
    middle: '-m addrtype ! --src-type LOCAL --limit-iface-out -m addrtype --src-type LOCAL',
    target: 'MASQUERADE',
    options: '--random-fully',
  });
}

/**
 * Felix names a rule by its place: SHA-224 over the chain's name and the rules up to it, in base64 (felix/generictables,
 * RuleHashes). Only the tunnel's device makes a difference here.
 */
const HASHES: ReadonlyMap<string, string> = new Map([
  ['tunl0', 'SXWvdsbh4Mw7wOln'],
  ['vxlan.calico', 'e9dnSgSVNmIcpVhP'],
  ['vxlan-v6.calico', 'MtS-9OgAQy-fAM-w'],
]);
