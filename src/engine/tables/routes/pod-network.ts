import type { Cluster, ClusterPod } from '#cluster';
import type { Cidr, Family, Ip } from '#net';
import { cidr, cidrContains, cidrRange, familyOf, ip } from '#net';
import { held, type Link, LOOPBACK, pairLink } from './links.ts';
import type { NodeAddresses } from './node-addresses.ts';
import type { Route } from './route.ts';
import { routeTo } from './route.ts';

const MULTICAST = cidr('224.0.0.0/4');

/** What a pod on the pod network has in its own namespace: its links, and its routes in the order of `ip route`. */
export interface PodNetwork {
  readonly links: readonly Link[];
  routes(family: Family): readonly Route[];
}

/**
 * The inside of a pod as its CNI makes it. Calico and Amazon's CNI route to a gateway that no one has (169.254.1.1, answered
 * by proxy ARP; Calico in IPv6 the link-local address of its fixed MAC), Cilium to cilium_host; Flannel and Weave stand on a
 * bridge, whose address is the gateway; kindnet's plugin is ptp. Not modelled: link-local addresses, further interfaces.
 */
export function podNetwork(cluster: Cluster, pod: ClusterPod, node: NodeAddresses | null): PodNetwork {
  const { cni } = cluster.settings;
  const mtu = cni.name === 'cilium' ? null : cni.mtu;
  const own = pod.ips.map((one) => held(one, blockOf(cluster, pod, one)));
  return {
    links: [LOOPBACK, pairLink('eth0', 'ifN', mtu, 'netnsid 0', own)],
    routes: (family) => {
      const address = pod.ips.find((one) => familyOf(one) === family);
      if (address === undefined) return [];
      return podRoutes(cluster, {
        ip: address,
        family,
        block: blockOf(cluster, pod, address),
        gateway: node?.bridge(family) ?? null,
      });
    },
  };
}

interface PodEnd {
  readonly ip: Ip;
  readonly family: Family;
  readonly block: Cidr | null;
  /** The node's address that faces its pods. */
  readonly gateway: Ip | null;
}

function podRoutes(cluster: Cluster, { ip: own, family, block, gateway }: PodEnd): readonly Route[] {
  const { cni, podCidrs } = cluster.settings;
  const via = gateway ?? 'GATEWAY';
  const viaGateway = routeTo(null, 'eth0', { via });
  const linked = routeTo(block ?? own, 'eth0', { protocol: 'kernel', scope: 'link', src: own });
  switch (cni.name) {
    case 'calico':
    case 'aws-vpc': {
      const nobody = ip(
        family === 'IPv4' ? '169.254.1.1' : cni.name === 'calico' ? 'fe80::ecee:eeff:feee:eeee' : 'fe80::1',
      );
      const onLink = family === 'IPv4' || cni.name === 'aws-vpc' ? [routeTo(nobody, 'eth0', { scope: 'link' })] : [];
      return [routeTo(null, 'eth0', { via: nobody }), ...onLink];
    }
    case 'cilium':
      return [{ ...viaGateway, mtu: cni.mtu }, routeTo(via, 'eth0', { scope: 'link' })];
    case 'flannel': {
      const all = podCidrs.find((one) => cidrRange(one).family === family);
      return [viaGateway, ...(all === undefined ? [] : [routeTo(all, 'eth0', { via })]), linked];
    }
    case 'weave':
      return [viaGateway, linked, ...(family === 'IPv4' ? [routeTo(MULTICAST, 'eth0', { scope: 'link' })] : [])];
    case 'kindnet':
      return [
        viaGateway,
        routeTo(block ?? own, 'eth0', { via, src: own }),
        routeTo(via, 'eth0', { scope: 'link', src: own }),
      ];
  }
}

/** The block that the address of a pod's interface is given with; `null`: it stands alone. */
function blockOf(cluster: Cluster, pod: ClusterPod, address: Ip): Cidr | null {
  const { cni, podCidrs } = cluster.settings;
  switch (cni.name) {
    case 'calico':
    case 'aws-vpc':
    case 'cilium':
      return null;
    case 'flannel':
    case 'kindnet':
      return cluster.nodeByName.get(pod.node)?.podCidrs.find((block) => cidrContains(block, address)) ?? null;
    case 'weave':
      return podCidrs.find((block) => cidrContains(block, address)) ?? null;
  }
}
