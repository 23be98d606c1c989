import { rule } from '../service/iptables/rule.ts';
import type { OwnRules, RulesOf } from './own-rules.ts';
import { hidesPods, nodeRange, podRange } from './own-rules.ts';

/** The mark of kube-proxy as flannel knows it, whatever kube-proxy was told (`KubeProxyMark`, pkg/trafficmngr). */
const MARKED = '-m mark --mark 0x4000/0x4000';
const MULTICAST = { IPv4: '224.0.0.0/4', IPv6: 'ff00::/8' } as const;

/**
 * flannel's chains FLANNEL-POSTRTG (`--ip-masq`) and FLANNEL-FWD (pkg/trafficmngr/iptables/iptables.go: masqRules,
 * masqIP6Rules, forwardRules). Not modelled: its nftables mode (`EnableNFTables`), `--iptables-forward-rules=false`.
 */
export function flannelRules(of: RulesOf): readonly OwnRules[] {
  const all = podRange(of);
  const own = nodeRange(of);
  if (all === null || own === null) return [];
  const post = { chain: 'FLANNEL-POSTRTG', comment: 'flanneld masq' };
  const forward = { chain: 'FLANNEL-FWD', comment: 'flanneld forward', target: 'ACCEPT' };
  const hide = { ...post, target: 'MASQUERADE', options: '--random-fully' };
  const nat = [
    rule({ chain: 'POSTROUTING', comment: 'flanneld masq', target: 'FLANNEL-POSTRTG' }),
    rule({ ...post, before: MARKED, target: 'RETURN' }),
    rule({ ...post, source: own, destination: all, target: 'RETURN' }),
    rule({ ...post, source: all, destination: own, target: 'RETURN' }),
    rule({ ...post, notSource: all, destination: own, target: 'RETURN' }),
    rule({ ...hide, source: all, notDestination: MULTICAST[of.family] }),
    rule({ ...hide, notSource: all, destination: all }),
  ];
  return [
    ...(hidesPods(of) ? [{ table: 'nat', chains: [], first: [], rules: nat } as const] : []),
    {
      table: 'filter',
      chains: [],
      first: [],
      rules: [
        rule({ chain: 'FORWARD', comment: 'flanneld forward', target: 'FLANNEL-FWD' }),
        rule({ ...forward, source: all }),
        rule({ ...forward, destination: all }),
      ],
    },
  ];
}
