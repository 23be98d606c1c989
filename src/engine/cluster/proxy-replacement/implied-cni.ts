import type { ClusterInput } from '#document';
import type { CniResolved } from '../cni/index.ts';
import { resolveCni } from '../cni/index.ts';
import { derived, settingRef, written as writtenField } from '../evidence.ts';
import type { Written } from '../written.ts';
import type { ProxyReplacement } from './settings.ts';

/**
 * The CNI, where nothing names one but something says that eBPF programs take kube-proxy's place: that of the
 * configuration that says so, and Cilium where only the scenario asks for `ebpf`.
 */
export function resolveCniBeside(
  input: ClusterInput,
  manifests: Written,
  found: ProxyReplacement | null,
  kubeProxy: 'configured' | 'silent',
): CniResolved {
  const cni = resolveCni(input.cni, manifests);
  const { name } = cni.origins;
  if (found === null && name.kind === 'default' && name.impliedBy !== undefined) return cni;
  if (input.cni?.name !== undefined || cni.agent !== null || kubeProxy === 'configured') return cni;
  if (found === null && input.serviceProxy?.mode !== 'ebpf') return cni;
  const implied = resolveCni({ ...input.cni, name: found?.by ?? 'cilium' }, manifests);
  if (found === null) return { ...implied, origins: { ...implied.origins, name: { kind: 'default', setting: 'cni' } } };
  const { origin } = derived(settingRef('cni'), ['cni'], 'cni', [writtenField(found.object, ...found.field)]);
  return { ...implied, origins: { ...implied.origins, name: origin } };
}
