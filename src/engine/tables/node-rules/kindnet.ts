import { rule } from '../service/iptables/rule.ts';
import type { OwnRules, RulesOf } from './own-rules.ts';
import { hidesPods, podRange } from './own-rules.ts';

const CHAIN = 'KIND-MASQ-AGENT';

/**
 * kindnet's chain KIND-MASQ-AGENT: everything but what goes to pods is masqueraded (kind, images/kindnetd/cmd/kindnetd/
 * masq.go, SyncRules). Not modelled: further blocks of `NO_MASQUERADE_CIDRS`, and kindnet's own repository, which uses
 * nftables.
 */
export function kindnetRules(of: RulesOf): readonly OwnRules[] {
  const all = podRange(of);
  if (all === null || !hidesPods(of)) return [];
  const rules = [
    rule({
      chain: 'POSTROUTING',
      before: '-m addrtype ! --dst-type LOCAL',
      comment: `kind-masq-agent: ensure nat POSTROUTING directs all non-LOCAL destination traffic to our custom ${CHAIN} chain`,
      target: CHAIN,
    }),
    rule({
      chain: CHAIN,
      destination: all,
      comment: 'kind-masq-agent: local traffic is not subject to MASQUERADE',
      target: 'RETURN',
    }),
    rule({
      chain: CHAIN,
      comment: 'kind-masq-agent: outbound traffic is subject to MASQUERADE (must be last in chain)',
      target: 'MASQUERADE',
    }),
  ];
  return [{ table: 'nat', chains: [], first: [], rules }];
}
