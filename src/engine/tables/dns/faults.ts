import type { Cluster, ClusterPod } from '#cluster';
import { meansPod } from '#cluster';
import type { Fault } from '#document';
import type { Ip } from '#net';

/** Faults of a DNS server that are looked at where names are answered, not in the model. */
type DnsFault = 'coreDnsDown' | 'coreDnsNoEndpointSliceRbac' | 'dnsLoop';

/** The first fault of the type that concerns the pod: its target is the pod, its workload, a Service in front of it, or nothing. */
export function faultOfPod(cluster: Cluster, type: DnsFault, pod: ClusterPod): Fault | null {
  return (
    cluster.faults.find(
      (fault) => fault.type === type && (fault.target === null || meansPod(cluster, fault.target, pod)),
    ) ?? null
  );
}

/** The fault that silences a resolver outside; without a target it silences all of them. */
export function faultOfUpstream(cluster: Cluster, address: Ip): Fault | null {
  const hits = (fault: Fault): boolean =>
    fault.type === 'dnsUpstreamDown' && (fault.target === null || fault.target.name === address);
  return cluster.faults.find(hits) ?? null;
}
