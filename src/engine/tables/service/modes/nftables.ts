import { cidrContains } from '#net';
import { refuseWithoutEndpoints, translateByNetfilter } from '../netfilter.ts';
import type { ServiceMatch } from '../match.ts';
import type { NodeView } from '../node-view.ts';
import { isAdmitted } from '../node-view.ts';
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
      return refuseByFirewall(view, packet, match) ?? translateByNetfilter(view, packet, match);
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

/** `firewall-ips` holds load balancer addresses with source ranges, whether or not the Service has endpoints. */
function refuseByFirewall(view: NodeView, { src }: Seen, match: ServiceMatch): Refusal | null {
  const { via, port } = match;
  if (via !== 'loadBalancer' || port.sourceRanges.length === 0 || isAdmitted(view, match, src)) return null;
  return { kind: 'drop', reason: 'SourceRangeDenied', match };
}

function clusterIpsCheck(view: NodeView, { dst }: Seen): Refusal | null {
  const owner = view.index.owner(dst);
  if (owner?.via === 'clusterIP') return { kind: 'reject', reason: 'NoRuleForPort', match: owner };
  if (!view.cluster.settings.serviceCidrs.some((block) => cidrContains(block, dst))) return null;
  return { kind: 'drop', reason: 'NoSuchServiceAddress', match: null };
}
