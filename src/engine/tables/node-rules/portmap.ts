import type { Cluster } from '#cluster';
import type { Family } from '#net';
import { familyOf } from '#net';

/**
 * Whether pods of the node have host ports that the portmap plugin maps: chains CNI-HOSTPORT-DNAT and CNI-DN-… of the table
 * nat (containernetworking/plugins, plugins/meta/portmap/portmap_iptables.go). Cilium in kube-proxy's place maps them itself.
 */
export function hasPortmap({ pods, settings }: Cluster, node: string, family: Family): boolean {
  const { mode, ebpf } = settings.serviceProxy;
  if (mode === 'ebpf' && ebpf.by === 'cilium') return false;
  return pods.some(
    (pod) =>
      pod.node === node &&
      !pod.hostNetwork &&
      pod.phase === 'Running' &&
      pod.ips.some((ip) => familyOf(ip) === family) &&
      pod.ports.some(({ hostPort, hostIp }) => (hostPort ?? 0) > 0 && (hostIp === null || familyOf(hostIp) === family)),
  );
}
