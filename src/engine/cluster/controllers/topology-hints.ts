import { keyOf } from '#manifests';
import { fieldOf } from '#source';
import type { Draft } from '../draft.ts';
import type { ClusterEndpoint, ClusterService } from '../model.ts';
import type { CountedNode } from './zone-hints.ts';
import { zoneHints } from './zone-hints.ts';

/** Endpoints with the hints that they get; `why` says why a Service that asks for hints gets none. */
export interface Hinted {
  readonly of: ReadonlyMap<ClusterEndpoint, ClusterEndpoint>;
  readonly why: string | null;
}

const UNHINTED: Hinted = { of: new Map(), why: null };

/**
 * Hints that the EndpointSlice controller writes on ready endpoints. Topology mode Auto wins: shares by the CPUs of each
 * zone. Else `trafficDistribution`: PreferClose and PreferSameZone name the endpoint's own zone, PreferSameNode its node as
 * well; an endpoint without a zone gets no zone hint. PreferClose works from Kubernetes 1.31 (KEP 4444), the two newer
 * words from 1.34 (KEP 3015).
 */
export function withHints(service: ClusterService, endpoints: readonly ClusterEndpoint[], draft: Draft): Hinted {
  if (topologyMode(service) !== undefined) return automatic(endpoints, draft);
  const wish = wishOf(service, draft);
  if (wish === 'none') return UNHINTED;
  const made = endpoints
    .filter(({ ready }) => ready)
    .map((endpoint): readonly [ClusterEndpoint, ClusterEndpoint] => [
      endpoint,
      {
        ...endpoint,
        zoneHints: endpoint.zone === null ? [] : [endpoint.zone],
        nodeHints: wish === 'node' && endpoint.node !== null ? [endpoint.node] : [],
      },
    ]);
  return { of: new Map(made), why: null };
}

function automatic(endpoints: readonly ClusterEndpoint[], draft: Draft): Hinted {
  const hints = zoneHints(endpoints, countedNodes(draft));
  if (hints.kind === 'none') return { of: new Map(), why: hints.why };
  const made = [...hints.zones].map(([endpoint, zone]) => [endpoint, { ...endpoint, zoneHints: [zone] }] as const);
  return { of: new Map(made), why: null };
}

/** Nodes with their CPUs. One that states none is taken for as large as the first that does, or as all others. */
function countedNodes({ nodes, written }: Draft): readonly CountedNode[] {
  const stated = new Map(
    written.nodes.map(({ ref, raw }) => [keyOf(ref), milliCpu(fieldOf(raw, ['status', 'allocatable', 'cpu']))]),
  );
  const usual = [...stated.values()].find((milli) => milli !== null) ?? 4000;
  return nodes.map(({ ref, zone, ready, labels }) => ({
    zone,
    ready,
    labels,
    milliCpu: stated.get(keyOf(ref)) ?? usual,
  }));
}

/** `4`, `"4"` or `3920m`; `null` for what is no amount of CPU. */
function milliCpu(value: unknown): number | null {
  const match = /^(\d+(?:\.\d+)?)(m?)$/.exec(typeof value === 'number' || typeof value === 'string' ? `${value}` : '');
  return match === null ? null : Number(match[1]) * (match[2] === 'm' ? 1 : 1000);
}

/** Whether every node says how many CPUs it has for pods. */
export function knowsCpus({ nodes, written }: Draft): boolean {
  const stated = written.nodes.filter(({ raw }) => milliCpu(fieldOf(raw, ['status', 'allocatable', 'cpu'])) !== null);
  return stated.length >= nodes.length;
}

function wishOf(service: ClusterService, draft: Draft): 'none' | 'zone' | 'node' {
  const { minor, major } = draft.settings.version;
  const isAtLeast = (wanted: number): boolean => major > 1 || minor >= wanted;
  switch (service.spec.trafficDistribution) {
    case 'PreferClose':
      return isAtLeast(31) ? 'zone' : 'none';
    case 'PreferSameZone':
      return isAtLeast(34) ? 'zone' : 'none';
    case 'PreferSameNode':
      return isAtLeast(34) ? 'node' : 'none';
    default:
      return 'none';
  }
}

const ANNOTATIONS = ['service.kubernetes.io/topology-aware-hints', 'service.kubernetes.io/topology-mode'] as const;

/** The annotation that switches topology aware routing on, `undefined` if none does: the older one is asked first (`hintsEnabled`). */
export function topologyMode({ annotations }: ClusterService): string | undefined {
  const name = ANNOTATIONS.find((one) => one in annotations);
  return name !== undefined && (annotations[name] === 'Auto' || annotations[name] === 'auto') ? name : undefined;
}
