import type { TrafficPolicy } from '#manifests';
import type { ServiceEndpoint } from '../endpoints.ts';
import type { ServiceMatch } from '../match.ts';
import type { NodeView } from '../node-view.ts';
import type { EndpointSets } from '../topology.ts';
import type { Refusal } from '../verdict.ts';

/** From where a Service is dialled: from inside the cluster (a pod or a node), or by a packet that came to a node. */
export type Side = 'inside' | 'outside';

/** The backends in the slots of a frontend, and what narrowed them. */
export interface Backends {
  readonly sets: EndpointSets;
  readonly set: 'cluster' | 'local';
  readonly endpoints: readonly ServiceEndpoint[];
  /** Where internalTrafficPolicy decided for an address that is not the cluster IP. */
  readonly policy?: 'internal';
}

/**
 * A frontend has the backends of its scope: from inside by internalTrafficPolicy, whatever address was dialled; from
 * outside by externalTrafficPolicy (`shouldUseLocalBackends` in cilium/cilium `pkg/loadbalancer/writer/writer.go`). With
 * Calico internalTrafficPolicy is for the cluster IP alone, as kube-proxy has it.
 */
export function backendsOf(view: NodeView, match: ServiceMatch, side: Side): Backends {
  const sets = view.sets(match.port);
  const set = policyOf(view, match, side) === 'Local' ? 'local' : 'cluster';
  const { insidePolicy } = view.cluster.settings.serviceProxy.ebpf;
  const isInner = side === 'inside' && match.via !== 'clusterIP' && insidePolicy === 'internal';
  return { sets, set, endpoints: sets[set], ...(isInner ? { policy: 'internal' as const } : {}) };
}

/** The refusal of a frontend that has no backend in its scope. */
export function withoutBackend({ sets, policy }: Backends, match: ServiceMatch, kind: Refusal['kind']): Refusal {
  const reason = sets.hasAny ? 'NoLocalEndpoints' : 'NoEndpoints';
  return { kind, reason, match, ...(policy === undefined ? {} : { policy }) };
}

function policyOf(view: NodeView, { port, via }: ServiceMatch, side: Side): TrafficPolicy {
  if (via === 'clusterIP') return port.internalPolicy;
  if (side === 'outside') return port.externalPolicy;
  return view.cluster.settings.serviceProxy.ebpf.insidePolicy === 'internal' ? port.internalPolicy : 'Cluster';
}

/** Whether inside and outside have backends of their own: then the map has the frontend twice, the inner one marked `/i`. */
export function hasTwoScopes(view: NodeView, { port, via }: ServiceMatch): boolean {
  const { by } = view.cluster.settings.serviceProxy.ebpf;
  return (
    by === 'cilium' && via !== 'clusterIP' && (port.externalPolicy === 'Local') !== (port.internalPolicy === 'Local')
  );
}
