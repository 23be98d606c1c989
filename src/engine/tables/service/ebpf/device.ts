import type { EbpfSettings, Forwarding } from '#cluster';
import { cidrContains } from '#net';
import type { ServiceMatch } from '../match.ts';
import type { NodeView } from '../node-view.ts';
import { isAdmitted } from '../node-view.ts';
import type { Refusal, Seen, Translation } from '../verdict.ts';
import { backendsOf, withoutBackend } from './backends.ts';
import { deniesRanges, isBeyondModel } from './exposure.ts';
import { deviceFrontend } from './frontend.ts';
import { isBalanced, isSocketProtocol } from './protocols.ts';
import { translationTo } from './translation.ts';

/**
 * What programs on interfaces make of a packet: on a pod's own what its socket left alone (`__per_packet_lb_svc_xlate_4`
 * in `bpf/bpf_lxc.c`), on the node's device what comes from outside (`nodeport_lb4` in `bpf/lib/nodeport.h`). ICMP is
 * no Service protocol and passes as it is; SCTP is not modelled.
 */
export function deviceVerdict(view: NodeView, packet: Seen): Translation | Refusal | null {
  if (!isBalanced(packet.protocol)) return beyondBalancing(view, packet);
  const sender = senderOf(view, packet);
  const { ebpf } = view.cluster.settings.serviceProxy;
  switch (sender) {
    case 'outside':
      return fromOutside(view, packet, packet.protocol);
    case 'pod':
      return isSocketProtocol(ebpf.inSockets.pod, packet.protocol) ? null : fromInside(view, packet);
    case 'host':
      return isSocketProtocol(ebpf.inSockets.host, packet.protocol) ||
        !isSocketProtocol(ebpf.hostPackets, packet.protocol)
        ? null
        : fromInside(view, packet);
  }
}

function beyondBalancing(view: NodeView, packet: Seen): Refusal | null {
  const match = packet.protocol === 'SCTP' ? deviceFrontend(view, packet) : null;
  return match === null ? null : { kind: 'drop', reason: 'UnsupportedByProxy', match };
}

function senderOf(view: NodeView, { src }: Seen): 'pod' | 'host' | 'outside' {
  if (view.cluster.podByIp.get(src)?.node === view.node.name) return 'pod';
  return view.isLocal(src) ? 'host' : 'outside';
}

/** East-west, packet by packet: no source ranges (Calico asks them of everybody), and the backends of the inner scope. */
function fromInside(view: NodeView, packet: Seen): Translation | Refusal | null {
  const match = deviceFrontend(view, packet);
  if (match === null) return null;
  if (isBeyondModel(match.port.service)) return { kind: 'drop', reason: 'UnsupportedByProxy', match };
  const { ebpf } = view.cluster.settings.serviceProxy;
  if (ebpf.rangesFor === 'everybody' && !isInRanges(view, packet, match)) {
    return { kind: 'drop', reason: 'SourceRangeDenied', match };
  }
  const backends = backendsOf(view, match, 'inside');
  if (backends.endpoints.length === 0) return withoutBackend(backends, match, ebpf.withoutBackend);
  return translationTo(match, backends, { heldBy: `${packet.src}` });
}

function fromOutside(view: NodeView, packet: Seen, protocol: 'TCP' | 'UDP'): Translation | Refusal | null {
  const { ebpf } = view.cluster.settings.serviceProxy;
  const match = deviceFrontend(view, packet);
  if (match === null) return unknownPort(view, packet);
  if (isBeyondModel(match.port.service)) return { kind: 'drop', reason: 'UnsupportedByProxy', match };
  if (!isInRanges(view, packet, match)) return { kind: 'drop', reason: 'SourceRangeDenied', match };
  const backends = backendsOf(view, match, 'outside');
  if (backends.endpoints.length === 0) return withoutBackend(backends, match, ebpf.withoutBackend);
  if (match.via === 'clusterIP' && ebpf.clusterIpFromOutside === 'drop') {
    return { kind: 'drop', reason: 'ClusterIpFromOutside', match };
  }
  return translationTo(match, backends, {
    heldBy: `${packet.src}`,
    forwarding: forwardingFor(ebpf, match, protocol),
    algorithm: ebpf.algorithm,
  });
}

/** The annotation counts only where `bpf-lb-mode-annotation` says so. */
function forwardingFor(ebpf: EbpfSettings, { port }: ServiceMatch, protocol: 'TCP' | 'UDP'): Forwarding {
  const asked = port.service.annotations['service.cilium.io/forwarding-mode']?.toLowerCase();
  if (ebpf.forwardingBy === 'annotation' && (asked === 'dsr' || asked === 'snat')) return asked;
  return ebpf.forwarding[protocol];
}

/** `lb4_src_range_ok`; the node's own addresses give nobody a way in, unlike with kube-proxy. */
function isInRanges(view: NodeView, { src }: Seen, match: ServiceMatch): boolean {
  const { port, via } = match;
  const { ebpf } = view.cluster.settings.serviceProxy;
  const isAsked = via === 'loadBalancer' || (ebpf.sourceRanges === 'everyAddress' && via !== 'externalIP');
  if (!isAsked || port.sourceRanges.length === 0) return true;
  if (ebpf.rangesFor === 'everybody') return isAdmitted(view, match, src);
  return port.sourceRanges.some((block) => cidrContains(block, src)) !== deniesRanges(port.service);
}

/** The wildcard entry of an address: what no port of it takes is dropped instead of being sent round. */
function unknownPort(view: NodeView, { dst }: Seen): Refusal | null {
  if (view.cluster.settings.serviceProxy.ebpf.unknownPorts === 'pass' || view.cluster.nodeByIp.has(dst)) return null;
  const owner = view.index.owner(dst);
  const hasWildcard =
    owner !== null &&
    (owner.via === 'clusterIP' ||
      (owner.via === 'loadBalancer' && owner.port.service.spec.loadBalancerClass === undefined));
  return hasWildcard ? { kind: 'drop', reason: 'NoRuleForPort', match: owner } : null;
}
