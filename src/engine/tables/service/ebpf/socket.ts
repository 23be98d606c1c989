import type { NodeView } from '../node-view.ts';
import type { Refusal, Seen, Translation } from '../verdict.ts';
import { backendsOf, withoutBackend } from './backends.ts';
import { isBeyondModel } from './exposure.ts';
import type { Opener } from './frontend.ts';
import { socketFrontend } from './frontend.ts';
import { isSocketProtocol } from './protocols.ts';
import { translationTo } from './translation.ts';

/**
 * What `connect` and `sendmsg` make of a Service address before there is a packet (`__sock4_xlate_fwd` in
 * cilium/cilium `bpf/bpf_sock.c`; projectcalico/calico `felix/bpf-gpl/connect.h`): `null` leaves the address as it is.
 * A Service without a backend is an error at once. Source ranges are not asked.
 */
export function socketVerdict(view: NodeView, packet: Seen, opener: Opener): Translation | Refusal | null {
  const { ebpf } = view.cluster.settings.serviceProxy;
  if (!isSocketProtocol(ebpf.inSockets[opener], packet.protocol)) return null;
  const match = socketFrontend(view, packet, opener);
  if (match === null) return null;
  if (isBeyondModel(match.port.service)) return { kind: 'drop', reason: 'UnsupportedByProxy', match };
  const backends = backendsOf(view, match, 'inside');
  if (backends.endpoints.length > 0) {
    return translationTo(match, backends, { heldBy: openerKey(view, packet, opener) });
  }
  return withoutBackend(backends, match, ebpf.socketWithoutBackend === 'error' ? 'reject' : 'drop');
}

/**
 * Affinity in the socket knows no source address: Cilium holds a network namespace (its cookie), Calico's lookup is the
 * same for everybody on the node.
 */
function openerKey(view: NodeView, { src }: Seen, opener: Opener): string {
  if (view.cluster.settings.serviceProxy.ebpf.by === 'calico') return 'every socket of the node';
  return opener === 'host' ? 'network namespace of the host' : `network namespace of ${src}`;
}
