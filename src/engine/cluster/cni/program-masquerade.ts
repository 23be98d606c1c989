import type { Cluster } from '../model.ts';
import { asksForNodePorts, ciliumConfig, hasNodePorts } from './cilium-config.ts';

/**
 * Whether Cilium's programs hide pods' addresses, and not rules of iptables: `enable-bpf-masquerade`, in kube-proxy's place
 * or beside it where the release takes that (`asksForNodePorts`).
 */
export function masqueradesByProgram({ settings: { cni, serviceProxy }, configMaps }: Cluster): boolean {
  const { ebpf, mode } = serviceProxy;
  if (cni.name !== 'cilium' || ebpf.by !== 'cilium' || ebpf.masquerade !== 'bpf') return false;
  if (mode === 'ebpf' || !asksForNodePorts(cni.version)) return true;
  const config = ciliumConfig(configMaps.values());
  return config !== null && hasNodePorts(config.data);
}
