import type { Cluster, ClusterNode } from '#cluster';
import type { Family, Ip } from '#net';
import { modeFor, overlayDevice } from './devices.ts';
import { nodeAddresses, primaryAddress } from './node-addresses.ts';
import { sha1 } from './sha1.ts';

/** What a VXLAN device of a node is told of another node's. */
export interface OverlayPeer {
  readonly device: string;
  /** Address of the other node's device: the next hop to its pods. */
  readonly gateway: Ip;
  /** Its hardware address; `MAC` where the manifests do not say it. */
  readonly mac: string;
  /** The other node's address, to which the wrapped packet goes. */
  readonly underlay: Ip;
}

/**
 * The entries that Calico and flannel give the kernel for every other node, permanent ones of its neighbours and of the
 * device's forwarding database (felix/dataplane/linux/vxlan_mgr.go; flannel pkg/backend/vxlan/vxlan_network.go).
 */
export function overlayPeers(cluster: Cluster, node: string): readonly OverlayPeer[] {
  const { name } = cluster.settings.cni;
  if (name !== 'calico' && name !== 'flannel') return [];
  const others = cluster.nodes.filter((other) => other.name !== node);
  return cluster.families
    .filter((family) => modeFor(cluster, family) === 'vxlan')
    .flatMap((family) =>
      others.flatMap((other) => {
        const gateway = nodeAddresses(cluster, other).tunnel(family);
        const underlay = primaryAddress(other, family);
        if (gateway === null || underlay === null) return [];
        return [{ device: overlayDevice(cluster, family), gateway, mac: vtepMac(cluster, other, family), underlay }];
      }),
    );
}

/**
 * The hardware address of a node's VXLAN device. Calico makes it of the node's name (felix/calc/vxlan_resolver.go,
 * vtepMACForHost) unless its Node has one annotated; flannel's is drawn by the kernel and annotated (`backend-data`).
 */
export function vtepMac({ settings: { cni } }: Cluster, node: ClusterNode, family: Family): string {
  if (cni.name === 'calico') {
    const annotated = node.annotations[`projectcalico.org/VXLANTunnelMACAddr${family === 'IPv4' ? '' : 'V6'}`];
    const digits = sha1(family === 'IPv4' ? node.name : `${node.name}-v6`).slice(0, 10);
    return annotated ?? `66:${digits.match(/../g)?.join(':') ?? ''}`;
  }
  const data = node.annotations[`flannel.alpha.coreos.com/backend-${family === 'IPv4' ? '' : 'v6-'}data`] ?? '';
  return /"VtepMAC":\s*"([0-9a-f:]{17})"/i.exec(data)?.[1] ?? 'MAC';
}
