import type { Cluster, ClusterPod } from '#cluster';
import type { Cidr, Family, Ip } from '#net';
import { cidrContains, cidrRange, familyOf } from '#net';
import { held, type Link, LOOPBACK, pairLink } from './links.ts';
import type { NodeAddresses } from './node-addresses.ts';

/** What a pod on the pod network has in its own namespace: its links, and its routes as `ip route` prints them. */
export interface PodNetwork {
  readonly links: readonly Link[];
  routes(family: Family): readonly string[];
}

/**
 * The inside of a pod as its CNI makes it. Calico and Amazon's CNI route to a gateway that no one has (169.254.1.1, answered
 * by proxy ARP; Calico in IPv6 the link-local address of its fixed MAC), Cilium to cilium_host; Flannel and Weave stand on a
 * bridge, whose address is the gateway; kindnet's plugin is ptp. Not modelled: link-local addresses, further interfaces.
 */
export function podNetwork(cluster: Cluster, pod: ClusterPod, node: NodeAddresses | null): PodNetwork {
  const { cni } = cluster.settings;
  const mtu = cni.name === 'cilium' ? null : cni.mtu;
  const own = pod.ips.map((ip) => held(ip, blockOf(cluster, pod, ip)));
  return {
    links: [LOOPBACK, pairLink('eth0', 'ifN', mtu, 'netnsid 0', own)],
    routes: (family) => {
      const ip = pod.ips.find((one) => familyOf(one) === family);
      if (ip === undefined) return [];
      return podRoutes(cluster, {
        ip,
        family,
        block: blockOf(cluster, pod, ip),
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

function podRoutes(cluster: Cluster, { ip, family, block, gateway }: PodEnd): readonly string[] {
  const { cni, podCidrs } = cluster.settings;
  const via = gateway ?? 'GATEWAY';
  switch (cni.name) {
    case 'calico':
    case 'aws-vpc': {
      const nobody =
        family === 'IPv4' ? '169.254.1.1' : cni.name === 'calico' ? 'fe80::ecee:eeff:feee:eeee' : 'fe80::1';
      const onLink = family === 'IPv4' || cni.name === 'aws-vpc' ? [`${nobody} dev eth0 scope link`] : [];
      return [`default via ${nobody} dev eth0`, ...onLink];
    }
    case 'cilium':
      return [`default via ${via} dev eth0 mtu ${cni.mtu}`, `${via} dev eth0 scope link`];
    case 'flannel': {
      const all = podCidrs.find((one) => cidrRange(one).family === family);
      return [
        `default via ${via} dev eth0`,
        ...(all === undefined ? [] : [`${all} via ${via} dev eth0`]),
        `${block ?? ip} dev eth0 proto kernel scope link src ${ip}`,
      ];
    }
    case 'weave':
      return [
        `default via ${via} dev eth0`,
        `${block ?? ip} dev eth0 proto kernel scope link src ${ip}`,
        ...(family === 'IPv4' ? ['224.0.0.0/4 dev eth0 scope link'] : []),
      ];
    case 'kindnet':
      return [
        `default via ${via} dev eth0`,
        `${block ?? ip} via ${via} dev eth0 src ${ip}`,
        `${via} dev eth0 scope link src ${ip}`,
      ];
  }
}

/** The block that the address of a pod's interface is given with; `null`: it stands alone. */
function blockOf(cluster: Cluster, pod: ClusterPod, ip: Ip): Cidr | null {
  const { cni, podCidrs } = cluster.settings;
  switch (cni.name) {
    case 'calico':
    case 'aws-vpc':
    case 'cilium':
      return null;
    case 'flannel':
    case 'kindnet':
      return cluster.nodeByName.get(pod.node)?.podCidrs.find((block) => cidrContains(block, ip)) ?? null;
    case 'weave':
      return podCidrs.find((block) => cidrContains(block, ip)) ?? null;
  }
}
