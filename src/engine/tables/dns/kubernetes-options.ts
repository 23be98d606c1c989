import { isReverseName, labelsOf, zonesWritten } from './name.ts';
import type { PluginConfig } from './corefile.ts';

/** The kubernetes plugin's block in the Corefile, defaults filled in (CoreDNS `plugin/kubernetes/setup.go`). */
export interface KubernetesOptions {
  /** Zones it answers for, as in the Corefile, reverse zones included. */
  readonly zones: readonly string[];
  /** First zone that is no reverse zone: what PTR records point into. */
  readonly primaryZone: string;
  /** Exposed namespaces; `null`: all. */
  readonly namespaces: readonly string[] | null;
  readonly namespaceLabels: string | null;
  readonly labels: string | null;
  readonly pods: 'disabled' | 'insecure' | 'verified';
  /** Seconds. */
  readonly ttl: number;
  readonly endpointNames: 'address' | 'podName';
  readonly endpoints: 'watched' | 'off';
  readonly emptyServices: 'answered' | 'ignored';
  /** Zones in which a name error goes to the next plugin; the root means every zone. */
  readonly fallthrough: readonly string[];
  readonly multicluster: readonly string[];
}

export function kubernetesOptions(plugin: PluginConfig, blockZones: readonly string[]): KubernetesOptions {
  const of = (name: string): readonly string[] | null =>
    plugin.block.findLast((directive) => directive.name === name)?.args ?? null;
  const zones = plugin.args.length === 0 ? blockZones : plugin.args.flatMap(zonesWritten);
  const pods = of('pods')?.[0];
  const ttl = Number(of('ttl')?.[0] ?? 5);
  const fall = of('fallthrough');
  return {
    zones,
    primaryZone: zones.find((zone) => !isReverseName(zone) && labelsOf(zone).length > 0) ?? zones[0] ?? '.',
    namespaces: of('namespaces'),
    namespaceLabels: of('namespace_labels')?.join(' ') ?? null,
    labels: of('labels')?.join(' ') ?? null,
    pods: pods === 'insecure' || pods === 'verified' ? pods : 'disabled',
    ttl: Number.isInteger(ttl) && ttl >= 0 && ttl <= 3600 ? ttl : 5,
    endpointNames: of('endpoint_pod_names') === null ? 'address' : 'podName',
    endpoints: of('noendpoints') === null ? 'watched' : 'off',
    emptyServices: of('ignore')?.[0] === 'empty_service' ? 'ignored' : 'answered',
    fallthrough: fallthroughZones(fall),
    multicluster: (of('multicluster') ?? []).flatMap(zonesWritten),
  };
}

/** `fallthrough` without zones means all of them; without the word, none. */
export function fallthroughZones(args: readonly string[] | null): readonly string[] {
  if (args === null) return [];
  return args.length === 0 ? ['.'] : args.flatMap(zonesWritten);
}
