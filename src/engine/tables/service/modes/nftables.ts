import { cidrContains } from '#net';
import { refuseBySourceRanges, refuseWithoutEndpoints, translateByNetfilter } from '../netfilter.ts';
import type { NodeView } from '../node-view.ts';
import type { ProxyRules, Refusal, Seen } from '../verdict.ts';

/**
 * `pkg/proxy/nftables/proxier.go`: source ranges are judged before DNAT, maps of Services without endpoints at input,
 * forward and output, and cluster-ips-check refuses whatever is left of the service range.
 */
export function nftablesRules(view: NodeView): ProxyRules {
  return {
    translate(packet) {
      const match = view.match(packet);
      if (match === null) return null;
      return refuseBySourceRanges(view, packet, match) ?? translateByNetfilter(view, packet, match);
    },
    judge(packet, hook) {
      const { protocol, dst, dport } = packet;
      const match =
        view.index.byAddress(protocol, dst, dport) ??
        (hook === 'input' && view.takesNodePorts(dst) ? view.index.byNodePort(protocol, dst, dport) : null);
      if (match !== null) return refuseWithoutEndpoints(view, match);
      return hook === 'input' ? null : clusterIpsCheck(view, packet);
    },
  };
}

function clusterIpsCheck(view: NodeView, { dst }: Seen): Refusal | null {
  const owner = view.index.owner(dst);
  if (owner?.via === 'clusterIP') return { kind: 'reject', reason: 'NoRuleForPort', match: owner };
  if (!view.cluster.settings.serviceCidrs.some((block) => cidrContains(block, dst))) return null;
  return { kind: 'drop', reason: 'NoSuchServiceAddress', match: null };
}
