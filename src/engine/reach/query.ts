import type { Cluster, ClusterPod } from '#cluster';
import type { Port } from '#net';
import { familyOf } from '#net';
import { type Connection, declaredPorts, nodeAddresses, type Party, partyOf } from '#tables';

/** What is asked of every pair; a named port means what each destination pod declares under it. */
export interface ReachQuery {
  readonly protocol: 'TCP' | 'UDP' | 'SCTP';
  readonly port: number | string;
}

/** The port a query means at a destination, `null` if it declares no port of that name. Of several the first counts. */
export function portAt(pod: ClusterPod, { port, protocol }: ReachQuery): Port | null {
  return typeof port === 'number' ? port : (declaredPorts(pod, port, protocol)[0] ?? null);
}

/** A pod as the source of a connection to a pod on another node, or on its own. */
export function sourceParty(cluster: Cluster, pod: ClusterPod, where: 'ownNode' | 'elsewhere'): Party {
  const party = partyOf(pod);
  if (party.kind === 'pod' || where === 'ownNode') return party;
  return { ...party, ip: remoteAddress(cluster, pod) };
}

/** The address that pods on other nodes see of a host network pod: its node's, over a tunnel that of the tunnel device. */
function remoteAddress(cluster: Cluster, pod: ClusterPod): Party['ip'] {
  const node = cluster.nodeByName.get(pod.node);
  if (cluster.settings.cni.nodeSource === 'node' || node === undefined || pod.ip === null) return pod.ip;
  return nodeAddresses(cluster, node).tunnel(familyOf(pod.ip)) ?? pod.ip;
}

/** The connection from pod to pod, straight to the pod's address; `null` if the destination has no such port. */
export function connectionBetween(
  cluster: Cluster,
  from: ClusterPod,
  to: ClusterPod,
  query: ReachQuery,
): Connection | null {
  const port = portAt(to, query);
  if (port === null) return null;
  const source = sourceParty(cluster, from, from.node === to.node ? 'ownNode' : 'elsewhere');
  return { source, destination: partyOf(to), protocol: query.protocol, port };
}
