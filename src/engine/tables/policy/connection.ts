import type { Cluster, ClusterPod } from '#cluster';
import type { Ip, Port, Protocol } from '#net';

export type Direction = 'ingress' | 'egress';

/**
 * One end of a connection as policy sees it: a pod that has an address of its own, or an address. Host network pods are
 * addresses, their node's; `node` names the node that has the address.
 */
export type Party =
  | { readonly kind: 'pod'; readonly pod: ClusterPod; readonly ip: Ip | null }
  | { readonly kind: 'address'; readonly ip: Ip | null; readonly node: string | null };

/** What is judged: addresses and the destination's port as they are at the hook; source ports are never looked at. */
export interface Connection {
  readonly source: Party;
  readonly destination: Party;
  readonly protocol: Protocol;
  /** `null` for ICMP. */
  readonly port: Port | null;
}

/** Who stands behind an address: the pod that has it, else the address. */
export function partyAt(cluster: Cluster, ip: Ip): Party {
  const pod = cluster.podByIp.get(ip);
  if (pod !== undefined) return { kind: 'pod', pod, ip };
  return { kind: 'address', ip, node: (cluster.nodeByIp.get(ip) ?? cluster.nodeByPublicIp.get(ip))?.name ?? null };
}

/** A pod at its first address; a host network pod as the address of its node. */
export function partyOf(pod: ClusterPod): Party {
  return pod.hostNetwork ? { kind: 'address', ip: pod.ip, node: pod.node } : { kind: 'pod', pod, ip: pod.ip };
}

/** The end whose policies are asked in a direction, and the other one. */
export function endsOf(connection: Connection, direction: Direction): { readonly own: Party; readonly peer: Party } {
  return direction === 'egress'
    ? { own: connection.source, peer: connection.destination }
    : { own: connection.destination, peer: connection.source };
}
