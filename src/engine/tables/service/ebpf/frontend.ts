import { isLoopback } from '#net';
import type { ServiceMatch } from '../match.ts';
import type { NodeView } from '../node-view.ts';
import type { Seen } from '../verdict.ts';
import { isExposed } from './exposure.ts';

/** Who opens a socket: a pod in its own network namespace, or the host's (its processes and host network pods). */
export type Opener = 'pod' | 'host';

/**
 * The frontend that `connect` finds: the address as dialled, else (node ports) the wildcard entry 0.0.0.0 for every
 * address of every node, and for loopback where the host dials (`sock4_wildcard_lookup` in `bpf/bpf_sock.c`). External
 * IPs count only if they are the node's own (CVE-2020-8554). HostPort entries stand behind the Services.
 */
export function socketFrontend(view: NodeView, packet: Seen, opener: Opener): ServiceMatch | null {
  const { protocol, dst, dport } = packet;
  const exact = exposed(view.index.byAddress(protocol, dst, dport));
  if (exact !== null) return isSkipped(view, exact) ? null : exact;
  const wildcard = isNodeAddress(view, packet, opener) ? view.index.byNodePort(protocol, dst, dport) : null;
  return exposed(wildcard);
}

/** The frontend that a program on an interface finds; node ports on the addresses that have entries of their own. */
export function deviceFrontend(view: NodeView, { protocol, dst, dport }: Seen): ServiceMatch | null {
  const exact = exposed(view.index.byAddress(protocol, dst, dport));
  return exact ?? (view.takesNodePorts(dst) ? exposed(view.index.byNodePort(protocol, dst, dport)) : null);
}

function exposed(match: ServiceMatch | null): ServiceMatch | null {
  return match !== null && isExposed(match.port.service, match.via) ? match : null;
}

function isSkipped(view: NodeView, { via, address }: ServiceMatch): boolean {
  return (
    via === 'externalIP' && view.cluster.settings.serviceProxy.ebpf.externalIps === 'own' && !view.isLocal(address)
  );
}

function isNodeAddress(view: NodeView, { dst }: Seen, opener: Opener): boolean {
  if (isLoopback(dst)) return opener === 'host';
  // Cilium knows every address of a Node object as that node's (cilium/cilium pkg/node/manager, `NodeUpdated`).
  return view.isLocal(dst) || view.cluster.nodeByIp.has(dst) || view.cluster.nodeByPublicIp.has(dst);
}
