import type { ObjectRef } from '#manifests';
import type { FieldPath } from '#source';

/** How a packet from outside goes on to a backend of another node; `tunnel` is Calico's own, with the source kept. */
export type Forwarding = 'snat' | 'dsr' | 'tunnel';

/** What an eBPF replacement of kube-proxy was told, with its own defaults filled in. */
export interface EbpfSettings {
  readonly by: 'cilium' | 'calico';
  /** Protocols whose Service addresses are translated in the socket, by who opens it. */
  readonly inSockets: { readonly pod: readonly ('TCP' | 'UDP')[]; readonly host: readonly ('TCP' | 'UDP')[] };
  /** Protocols of the host's own packets that are translated as packets, where its sockets are not. */
  readonly hostPackets: readonly ('TCP' | 'UDP')[];
  readonly forwarding: { readonly TCP: Forwarding; readonly UDP: Forwarding };
  /** Whether a Service may choose by `service.cilium.io/forwarding-mode`. */
  readonly forwardingBy: 'setting' | 'annotation';
  readonly algorithm: 'random' | 'maglev';
  /** `asAsked`: Cilium with service topology; `asKubeProxy`: Calico, which runs kube-proxy's own code. */
  readonly hints: 'ignored' | 'asAsked' | 'asKubeProxy';
  /** Which policy counts for senders inside that dial an address meant for outside. */
  readonly insidePolicy: 'internal' | 'cluster';
  /** Whether an endpoint without a node counts as local everywhere. */
  readonly homeless: 'everywhere' | 'nowhere';
  /** What a sender outside is told where a Service has no backend. */
  readonly withoutBackend: 'reject' | 'drop';
  /** What a socket makes of it: an error at once, or a packet to the Service's own address. */
  readonly socketWithoutBackend: 'error' | 'sent';
  /** Ports of a Service address that no Service has, for packets from outside. */
  readonly unknownPorts: 'drop' | 'pass';
  readonly clusterIpFromOutside: 'drop' | 'serve';
  /** Whether sockets translate external IPs that are no address of the node. */
  readonly externalIps: 'own' | 'all';
  readonly sourceRanges: 'loadBalancer' | 'everyAddress';
  /** Whether a range admits the node's own load balancer addresses, and pods and nodes are held to it too. */
  readonly rangesFor: 'outside' | 'everybody';
  readonly masquerade: 'bpf' | 'iptables';
  /** Who routes on the node: `programs` hand packets to pods past the kernel's routes and netfilter. */
  readonly hostRouting: 'programs' | 'kernel';
  /** What the node's routes to its own pods name: one device for all, or the interface of each. */
  readonly podRoutes: 'shared' | 'each';
}

/** The part of the manifests that puts eBPF programs in the place of kube-proxy. */
export interface ProxyReplacement {
  readonly by: 'cilium' | 'calico';
  readonly object: ObjectRef;
  readonly field: FieldPath;
}
