import type { ConfigMapObject } from '#manifests';
import { isAtLeast } from './facts.ts';

/** The entries of cilium-config as text by key; empty where the manifests do not hold it. */
export type CiliumConfig = Readonly<Record<string, string>>;

/** The ConfigMap that Cilium's agents read, `null` where the manifests do not hold it. */
export function ciliumConfig(configMaps: Iterable<ConfigMapObject>): ConfigMapObject | null {
  for (const configMap of configMaps) if (configMap.ref.name === 'cilium-config') return configMap;
  return null;
}

/** Values of `kube-proxy-replacement` that take kube-proxy's place (before 1.14 also `strict`; `partial` leaves it running). */
export function replacesKubeProxy(config: CiliumConfig): boolean {
  return ['true', 'strict'].includes(config['kube-proxy-replacement'] ?? '');
}

/** Whether the agent's programs serve node ports. */
export function hasNodePorts(config: CiliumConfig): boolean {
  return replacesKubeProxy(config) || config['enable-node-port'] === 'true';
}

/**
 * Whether masquerading by eBPF asks for node ports by eBPF, as it did before 1.19 (cilium/cilium `daemon/cmd/daemon.go`,
 * "BPF masquerade requires NodePort"). They come with `kube-proxy-replacement`, or alone by `enable-node-port`.
 * `version` `null`: taken to ask, as most releases that run do.
 */
export function asksForNodePorts(version: string | null): boolean {
  return version === null || !isAtLeast(version, 1, 19);
}
