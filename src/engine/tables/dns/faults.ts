import type { Cluster, ClusterPod } from '#cluster';
import type { Fault } from '#document';
import type { Ip } from '#net';

/** Faults that concern name lookups and are looked at where names are answered, not in the model. */
type DnsFault = 'coreDnsDown' | 'coreDnsNoEndpointSliceRbac' | 'dnsUpstreamDown' | 'dnsLoop' | 'clientCachesDns';

/** The first fault of the type that concerns the pod: its target is the pod, its workload, a Service in front of it, or nothing. */
export function faultOfPod(cluster: Cluster, type: DnsFault, pod: ClusterPod): Fault | null {
  return cluster.faults.find((fault) => fault.type === type && concernsPod(cluster, fault, pod)) ?? null;
}

/** The fault that silences a resolver outside; without a target it silences all of them. */
export function faultOfUpstream(cluster: Cluster, address: Ip): Fault | null {
  const hits = (fault: Fault): boolean =>
    fault.type === 'dnsUpstreamDown' && (fault.target === null || fault.target.name === address);
  return cluster.faults.find(hits) ?? null;
}

function concernsPod(cluster: Cluster, fault: Fault, pod: ClusterPod): boolean {
  const { target } = fault;
  if (target === null) return true;
  if (target.kind === 'node') return target.name === pod.node;
  if (target.namespace !== null && target.namespace !== pod.namespace) return false;
  if (target.kind === 'pod') return target.name === pod.name;
  if (target.kind === 'service') {
    return (cluster.slicesOf.get(`${target.namespace ?? ''}/${target.name}`) ?? []).some((slice) =>
      slice.endpoints.some((endpoint) => endpoint.pod === pod.key),
    );
  }
  return pod.workload !== null && pod.workload.name === target.name && pod.workload.kind.toLowerCase() === target.kind;
}
