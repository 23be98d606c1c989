import type { ClusterPod } from '#cluster';
import type { Family, Ip } from '#net';
import { familyOf, hostPort, isLoopback } from '#net';
import type { NodeView } from '../node-view.ts';
import type { Frontend } from './entry.ts';
import { EVERY_ADDRESS } from './entry.ts';
import { isBalanced } from './protocols.ts';

/**
 * The hostPorts of the node's own pods: by one address, or for all of them as a node port has them. A hostIP of loopback
 * is an entry for every address that only loopback may use (`upsertHostPort` in cilium/cilium
 * `pkg/loadbalancer/reflectors/k8s.go`). Calico leaves hostPorts to the portmap plugin.
 */
export function hostPortFrontends(view: NodeView): readonly Omit<Frontend, 'id'>[] {
  const { cluster, node } = view;
  if (cluster.settings.serviceProxy.ebpf.by !== 'cilium') return [];
  return cluster.pods.flatMap((pod) =>
    pod.node === node.name && !pod.hostNetwork && pod.phase === 'Running' ? entriesOf(view, pod) : [],
  );
}

function entriesOf(view: NodeView, pod: ClusterPod): readonly Omit<Frontend, 'id'>[] {
  return pod.ports.flatMap(({ hostPort: number, hostIp, port, protocol }) => {
    if (number === null || !isBalanced(protocol)) return [];
    return pod.ips.flatMap((ip) =>
      addressesFor(view, hostIp, familyOf(ip)).map((address) => ({
        key: `${hostPort(address, number)}/${protocol}`,
        title: `${pod.key} hostPort`,
        family: familyOf(ip),
        protocol,
        type: 'HostPort' as const,
        flags: flagsOf(address, hostIp),
        slots: [{ text: hostPort(ip, port), pod: pod.key, terminating: false }],
      })),
    );
  });
}

function addressesFor(view: NodeView, hostIp: Ip | null, family: Family): readonly Ip[] {
  if (hostIp === null) return [EVERY_ADDRESS[family], ...view.nodePortAddresses(family)];
  if (familyOf(hostIp) !== family) return [];
  return isLoopback(hostIp) ? [EVERY_ADDRESS[family]] : [hostIp];
}

function flagsOf(address: Ip, hostIp: Ip | null): readonly string[] {
  const isSurrogate = address === EVERY_ADDRESS[familyOf(address)];
  return [
    'HostPort',
    ...(isSurrogate ? ['non-routable'] : []),
    ...(hostIp !== null && isLoopback(hostIp) ? ['loopback'] : []),
  ];
}
