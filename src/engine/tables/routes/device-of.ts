import type { Cluster, ClusterNode } from '#cluster';
import type { Ip } from '#net';
import { familyOf } from '#net';
import { bridgeDevice, overlayDevice } from './devices.ts';
import { nodeAddresses } from './node-addresses.ts';

/**
 * The device by which a CNI gives a node an address of the pod range, `null` for an address of the network's: packets of
 * the node itself, and those that it hides, carry the address of the device that their route names.
 */
export function deviceWith(cluster: Cluster, node: ClusterNode, address: Ip): string | null {
  if (node.addresses.includes(address)) return null;
  const family = familyOf(address);
  const own = nodeAddresses(cluster, node);
  if (own.bridge(family) === address) {
    if (cluster.settings.cni.name === 'cilium') return 'cilium_host';
    return bridgeDevice(cluster) ?? 'the pods’ interfaces';
  }
  return own.tunnel(family) === address ? overlayDevice(cluster, family) : null;
}
