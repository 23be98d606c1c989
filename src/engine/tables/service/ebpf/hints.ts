import type { ClusterService, ClusterSettings } from '#cluster';
import type { HintReading } from '../hint-reading.ts';
import { hintReading } from '../hint-reading.ts';

const ANNOTATIONS = ['service.kubernetes.io/topology-aware-hints', 'service.kubernetes.io/topology-mode'] as const;

/**
 * Cilium looks at hints only with `enable-service-topology`, off by default, and only for Services that ask for it and
 * are not internalTrafficPolicy Local (`convertService` in `pkg/loadbalancer/reflectors/conversions.go`,
 * `DefaultSelectBackends` in `pkg/loadbalancer/writer/writer.go`). Calico runs kube-proxy's own code.
 */
export function ebpfHintReading(
  settings: Pick<ClusterSettings, 'version' | 'serviceProxy'>,
  service: Pick<ClusterService, 'annotations' | 'spec'>,
): HintReading {
  switch (settings.serviceProxy.ebpf.hints) {
    case 'ignored':
      return 'none';
    case 'asKubeProxy':
      return hintReading(settings, service);
    case 'asAsked':
      return asked(service);
  }
}

function asked({ annotations, spec }: Pick<ClusterService, 'annotations' | 'spec'>): HintReading {
  if (spec.internalTrafficPolicy === 'Local') return 'none';
  if (spec.trafficDistribution === 'PreferSameNode') return 'nodes';
  if (spec.trafficDistribution === 'PreferClose' || spec.trafficDistribution === 'PreferSameZone') return 'zones';
  const mode = ANNOTATIONS.map((name) => annotations[name]).find((value) => value !== undefined) ?? '';
  return mode === '' || mode.toLowerCase() === 'disabled' ? 'none' : 'zones';
}
