import { refuseBySourceRanges, refuseWithoutEndpoints, translateByNetfilter } from '../netfilter.ts';
import type { NodeView } from '../node-view.ts';
import type { ProxyRules } from '../verdict.ts';

/**
 * `pkg/proxy/iptables/proxier.go`: nat KUBE-SERVICES at prerouting and output; KUBE-PROXY-FIREWALL, KUBE-SERVICES and
 * KUBE-EXTERNAL-SERVICES in filter. A port no Service has finds no rule.
 */
export function iptablesRules(view: NodeView): ProxyRules {
  return {
    translate(packet) {
      const match = view.match(packet);
      return match === null ? null : translateByNetfilter(view, packet, match);
    },
    judge(packet, hook) {
      const match =
        view.index.byAddress(packet.protocol, packet.dst, packet.dport) ??
        (hook === 'input' && view.isLocal(packet.dst)
          ? view.index.byNodePort(packet.protocol, packet.dst, packet.dport)
          : null);
      if (match === null) return null;
      const guarded = refuseBySourceRanges(view, packet, match);
      if (guarded !== null) return guarded;
      const chain = match.via === 'clusterIP' ? ['forward', 'output'] : ['forward', 'input'];
      return chain.includes(hook) ? refuseWithoutEndpoints(view, match) : null;
    },
  };
}
