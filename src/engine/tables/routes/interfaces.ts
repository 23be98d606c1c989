import type { Cluster, ClusterNode } from '#cluster';
import { egressPolicies } from '#cluster';
import { ciliumConfig, narrowedMtu } from '#cluster';
import type { Ip } from '#net';
import type { NodeInterface } from '#trace';
import { nodeCacheAddresses } from '../dns/resolv-conf.ts';
import { bridgeDevice, modeFor, overlayDevice, podInterface } from './devices.ts';
import type { NodeAddresses } from './node-addresses.ts';

/**
 * The interfaces of a node as its CNI makes them: the one to the network, overlay, bridge, dummies of kube-proxy and the
 * DNS cache, and the host's end of every pod's. `bound` are the addresses that ipvs binds.
 * Not modelled: loopback, the name of the network's interface (taken to be eth0), further ones, tunnels of other modes.
 */
export function nodeInterfaces(
  cluster: Cluster,
  node: ClusterNode,
  addresses: NodeAddresses,
  bound: ReadonlySet<Ip>,
): readonly NodeInterface[] {
  return [
    plain(
      'eth0',
      'network',
      node.addresses.length > 0 ? node.addresses : [node.ip],
      narrowedMtu(cluster, node.name),
      'to the nodes’ network',
    ),
    ...ciliumPair(cluster, addresses),
    ...overlay(cluster, addresses),
    ...tunnelToGateways(cluster),
    ...ciliumHealth(cluster),
    ...bridge(cluster, addresses),
    ...(cluster.settings.serviceProxy.mode === 'ipvs'
      ? [plain('kube-ipvs0', 'dummy', boundHere(node, bound), null, 'binds every Service address to the node')]
      : []),
    ...(cluster.settings.dns.nodeLocalCache
      ? [plain('nodelocaldns', 'dummy', nodeCacheAddresses(cluster), null, 'addresses of the node’s DNS cache')]
      : []),
    ...cluster.pods
      .filter((pod) => pod.node === node.name && !pod.hostNetwork && pod.ips.length > 0)
      .map((pod): NodeInterface => {
        const at = bridgeDevice(cluster);
        return {
          ...plain(podInterface(cluster, pod), 'pod', [], podMtu(cluster), at === null ? '' : `port of ${at}`),
          pod: pod.key,
        };
      }),
  ];
}

/** Service addresses that no other interface of the node has (`shouldBind` in `pkg/proxy/ipvs/proxier.go`). */
function boundHere(node: ClusterNode, bound: ReadonlySet<Ip>): readonly Ip[] {
  return [...bound].filter((address) => !node.addresses.includes(address));
}

function plain(
  name: string,
  kind: NodeInterface['kind'],
  addresses: readonly Ip[],
  mtu: number | null,
  note: string,
): NodeInterface {
  return { name, kind, addresses, mtu, pod: null, note };
}

/** Cilium leaves its pods' interfaces at the network's MTU and lowers that of their routes (pkg/mtu). */
function podMtu({ settings: { cni } }: Cluster): number | null {
  return cni.name === 'cilium' ? null : cni.mtu;
}

function overlay(cluster: Cluster, addresses: NodeAddresses): readonly NodeInterface[] {
  const { name, mtu } = cluster.settings.cni;
  const devices = new Set(cluster.families.map((family) => overlayDevice(cluster, family)));
  devices.delete('eth0');
  const known = name === 'calico' || name === 'flannel';
  // Pods' interfaces have the least MTU of several tunnels.
  const own = known && devices.size === 1 ? mtu : null;
  return [...devices].map((device) => {
    const families = cluster.families.filter((family) => overlayDevice(cluster, family) === device);
    const [first = 'IPv4'] = families;
    const why = `wraps packets to pods of other nodes in ${modeFor(cluster, first).toUpperCase()}`;
    const held = known ? families.flatMap((family) => addresses.tunnel(family) ?? []) : [];
    return plain(device, 'overlay', held, own, known ? why : `${why}; has no address`);
  });
}

/** Cilium makes its tunnel's device for egress gateways also where it routes pods natively (pkg/egressgateway, `tunnel.NewEnabler`). */
function tunnelToGateways(cluster: Cluster): readonly NodeInterface[] {
  if (overlayDevice(cluster, 'IPv4') !== 'eth0' || egressPolicies(cluster).length === 0) return [];
  return [plain('cilium_vxlan', 'overlay', [], null, 'wraps packets to egress gateways in VXLAN; has no address')];
}

/** Cilium's own pair, from which its programs take packets of the node (pkg/datapath/loader, `setupBaseDevice`). */
function ciliumPair({ settings: { cni }, families }: Cluster, addresses: NodeAddresses): readonly NodeInterface[] {
  if (cni.name !== 'cilium') return [];
  const own = families.flatMap((family) => addresses.bridge(family) ?? []);
  return [
    plain('cilium_net', 'dummy', [], null, 'the other end of cilium_host'),
    plain('cilium_host', 'dummy', own, null, 'the node’s own end of Cilium: its packets to pods carry this address'),
  ];
}

/** The node's end of the agent's own health endpoint, unless cilium-config leaves it out (cilium-health/launch). */
function ciliumHealth({ settings: { cni }, configMaps }: Cluster): readonly NodeInterface[] {
  if (cni.name !== 'cilium') return [];
  const config = ciliumConfig(configMaps.values())?.data ?? {};
  const isOff = ['enable-health-checking', 'enable-endpoint-health-checking'].some((key) => config[key] === 'false');
  return isOff
    ? []
    : [plain('lxc_health', 'dummy', [], null, 'to the agent’s own endpoint, by which nodes probe each other')];
}

function bridge(cluster: Cluster, addresses: NodeAddresses): readonly NodeInterface[] {
  const device = bridgeDevice(cluster);
  if (device === null) return [];
  const own = cluster.families.flatMap((family) => addresses.bridge(family) ?? []);
  return [plain(device, 'bridge', own, cluster.settings.cni.mtu, 'joins the node’s pods')];
}
