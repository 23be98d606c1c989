import type { ClusterService, ClusterSettings } from '#cluster';

/** Which topology hints of endpoints a proxy looks at for one Service. */
export type HintReading = 'none' | 'zones' | 'nodes' | 'zonesAndNodes';

const ANNOTATIONS = ['service.kubernetes.io/topology-aware-hints', 'service.kubernetes.io/topology-mode'] as const;
/** First releases with ServiceTrafficDistribution and PreferSameTrafficDistribution switched on (KEP 4444, KEP 3015). */
const WITHOUT_ANNOTATION = 31;
const WITH_NODES = 34;

/**
 * Until 1.30 hints count only if the Service's annotation asks for them with any word but `disabled`, the older one of
 * the two first; later releases look at the hints alone, and from 1.34 at node hints too (`pkg/proxy/topology.go`).
 */
export function hintReading(
  { version }: Pick<ClusterSettings, 'version'>,
  { annotations }: Pick<ClusterService, 'annotations'>,
): HintReading {
  const isAtLeast = (minor: number): boolean => version.major > 1 || version.minor >= minor;
  if (isAtLeast(WITH_NODES)) return 'zonesAndNodes';
  if (isAtLeast(WITHOUT_ANNOTATION)) return 'zones';
  const asked = ANNOTATIONS.map((name) => annotations[name]).find((value) => value !== undefined) ?? '';
  return asked === '' || asked.toLowerCase() === 'disabled' ? 'none' : 'zones';
}
