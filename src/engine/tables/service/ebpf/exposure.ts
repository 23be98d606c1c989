import type { ClusterService } from '#cluster';
import type { Via } from '../match.ts';

/** Annotations of Cilium that change which nodes or programs take a Service, and that are not modelled. */
const NOT_MODELLED = [
  'service.cilium.io/node',
  'service.cilium.io/node-selector',
  'service.cilium.io/proxy-delegation',
] as const;

const TYPES: ReadonlyMap<string, readonly Via[]> = new Map<string, readonly Via[]>([
  ['ClusterIP', ['clusterIP']],
  ['NodePort', ['nodePort']],
  ['LoadBalancer', ['loadBalancer']],
]);

/** `service.cilium.io/type` leaves one kind of address only; external IPs are not touched by it (`pkg/k8s/service_exposure.go`). */
export function isExposed({ annotations }: Pick<ClusterService, 'annotations'>, via: Via): boolean {
  const only = TYPES.get(annotations['service.cilium.io/type'] ?? '');
  return only === undefined || via === 'externalIP' || only.includes(via);
}

/** Whether an annotation asks for something that is not modelled. */
export function isBeyondModel({ annotations }: Pick<ClusterService, 'annotations'>): boolean {
  return NOT_MODELLED.some((name) => name in annotations);
}

/** `service.cilium.io/src-ranges-policy: deny` turns loadBalancerSourceRanges round. */
export function deniesRanges({ annotations }: Pick<ClusterService, 'annotations'>): boolean {
  return annotations['service.cilium.io/src-ranges-policy']?.toLowerCase() === 'deny';
}
