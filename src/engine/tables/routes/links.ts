import type { Cluster, ClusterNode } from '#cluster';
import type { Cidr, Family, Ip } from '#net';
import { cidrContains, cidrRange, familyOf, ipFromValue } from '#net';
import type { NodeInterface } from '#trace';
import { bridgeDevice, modeFor } from './devices.ts';
import type { NodeAddresses } from './node-addresses.ts';
import { vtepMac } from './overlay-peers.ts';
import { subnetOf } from './subnet.ts';

/** An interface with what `ip addr` prints of it, in the kernel's words. What the model does not know stands in capitals. */
export interface Link {
  /** Its name, without what stands behind the `@`. */
  readonly name: string;
  /** The other end of a pair, or the device below: what stands behind the `@`. */
  readonly peer: string | null;
  readonly flags: string;
  readonly mtu: string;
  readonly queue: string;
  readonly master: string | null;
  readonly state: 'UP' | 'DOWN' | 'UNKNOWN';
  readonly queueLength: number | null;
  /** `ether MAC brd …`. */
  readonly hardware: string;
  /** Behind the hardware address: the namespace of the other end. */
  readonly namespace: string;
  /** What `-d` adds: the kind of device. */
  readonly kind: string;
  readonly addresses: readonly LinkAddress[];
}

export interface LinkAddress {
  readonly ip: Ip;
  /** `10.0.0.1/24 brd 10.0.0.255`. */
  readonly text: string;
  readonly scope: 'host' | 'global';
}

const ETHER = 'ether MAC brd ff:ff:ff:ff:ff:ff';
const UP = 'BROADCAST,MULTICAST,UP,LOWER_UP';

export const LOOPBACK: Link = {
  name: 'lo',
  peer: null,
  flags: 'LOOPBACK,UP,LOWER_UP',
  mtu: '65536',
  queue: 'noqueue',
  master: null,
  state: 'UNKNOWN',
  queueLength: 1000,
  hardware: 'loopback 00:00:00:00:00:00 brd 00:00:00:00:00:00',
  namespace: '',
  kind: '',
  addresses: [
    { ip: '127.0.0.1' as Ip, text: '127.0.0.1/8', scope: 'host' },
    { ip: '::1' as Ip, text: '::1/128', scope: 'host' },
  ],
};

/** A pod's end, or the host's, of a pair of virtual interfaces. */
export function pairLink(
  name: string,
  peer: string,
  mtu: number | null,
  namespace: string,
  addresses: readonly LinkAddress[],
): Link {
  return {
    name,
    peer,
    flags: UP,
    mtu: mtu === null ? 'MTU' : `${mtu}`,
    queue: 'noqueue',
    master: null,
    state: 'UP',
    queueLength: 1000,
    hardware: ETHER,
    namespace,
    kind: 'veth',
    addresses,
  };
}

/** The links of a node, loopback first, in the order of its interfaces (`nodeInterfaces`). */
export function nodeLinks(
  cluster: Cluster,
  node: ClusterNode,
  addresses: NodeAddresses,
  interfaces: readonly NodeInterface[],
): readonly Link[] {
  const network = subnetOf(cluster, node);
  return [LOOPBACK, ...interfaces.map((one) => linkOf({ cluster, node, addresses, network }, one))];
}

interface NodeFacts {
  readonly cluster: Cluster;
  readonly node: ClusterNode;
  readonly addresses: NodeAddresses;
  readonly network: Cidr | null;
}

function linkOf({ cluster, node, addresses, network }: NodeFacts, one: NodeInterface): Link {
  const mtu = one.mtu === null ? 'MTU' : `${one.mtu}`;
  const base = {
    name: one.name,
    peer: null,
    flags: UP,
    mtu,
    queue: 'noqueue',
    master: null,
    state: 'UP',
    queueLength: null,
    hardware: ETHER,
    namespace: '',
  } as const;
  const alone = one.addresses.map((ip) => held(ip, null));
  switch (one.kind) {
    case 'network':
      return {
        ...base,
        queue: 'QDISC',
        queueLength: 1000,
        kind: '',
        addresses: one.addresses.map((ip) => onNetwork(network, ip)),
      };
    case 'overlay':
      return {
        ...base,
        ...overlayFacts(cluster, underlayOf(node, addresses, one), familyOfOverlay(one)),
        ...hardwareOf(cluster, node, familyOfOverlay(one)),
        mtu,
        addresses: alone,
      };
    case 'bridge':
      return {
        ...base,
        queueLength: 1000,
        kind: 'bridge',
        addresses: one.addresses.map((ip) => held(ip, bridgeBlock(cluster, node, ip))),
      };
    case 'dummy':
      if (one.name === 'lxc_health') return pairLink(one.name, 'ifN', one.mtu, 'netnsid NETNSID', []);
      return isCiliumPair(one.name)
        ? {
            ...base,
            peer: CILIUM_PAIR[one.name],
            flags: 'BROADCAST,MULTICAST,NOARP,UP,LOWER_UP',
            queueLength: 1000,
            kind: 'veth',
            addresses: alone,
          }
        : {
            ...base,
            flags: 'BROADCAST,NOARP',
            mtu: '1500',
            queue: 'noop',
            state: 'DOWN',
            kind: 'dummy',
            addresses: alone,
          };
    case 'pod': {
      const { name } = cluster.settings.cni;
      const own = name === 'kindnet' ? cluster.families.flatMap((family) => addresses.bridge(family) ?? []) : [];
      const pair = pairLink(
        one.name,
        'ifN',
        one.mtu,
        'netns NETNS',
        own.map((ip) => held(ip, null)),
      );
      const hardware = name === 'calico' ? 'ether ee:ee:ee:ee:ee:ee brd ff:ff:ff:ff:ff:ff' : ETHER;
      return { ...pair, hardware, master: bridgeDevice(cluster) };
    }
  }
}

const CILIUM_PAIR = { cilium_host: 'cilium_net', cilium_net: 'cilium_host' } as const;

function isCiliumPair(name: string): name is keyof typeof CILIUM_PAIR {
  return name in CILIUM_PAIR;
}

/** An address with its length and, in a block with room for one, the broadcast address. */
export function held(ip: Ip, block: Cidr | null): LinkAddress {
  const single = familyOf(ip) === 'IPv4' ? 32 : 128;
  if (block === null) return { ip, text: `${ip}/${single}`, scope: 'global' };
  const { length, last, family } = cidrRange(block);
  const broadcast = family === 'IPv4' && length < 31 ? ` brd ${ipFromValue(last, family)}` : '';
  return { ip, text: `${ip}/${length}${broadcast}`, scope: 'global' };
}

function onNetwork(network: Cidr | null, ip: Ip): LinkAddress {
  if (network !== null && cidrContains(network, ip)) return held(ip, network);
  return { ip, text: `${ip}/LENGTH${familyOf(ip) === 'IPv4' ? ' brd BROADCAST' : ''}`, scope: 'global' };
}

/** Flannel's bridge has the node's range, Weave's that of all pods. */
function bridgeBlock(cluster: Cluster, node: ClusterNode, ip: Ip): Cidr | null {
  const blocks = cluster.settings.cni.name === 'weave' ? cluster.settings.podCidrs : node.podCidrs;
  return blocks.find((block) => cidrContains(block, ip)) ?? null;
}

/** Of a VXLAN device whose hardware address is known. */
function hardwareOf(cluster: Cluster, node: ClusterNode, family: Family): { readonly hardware?: string } {
  const { name } = cluster.settings.cni;
  if (modeFor(cluster, family) !== 'vxlan' || (name !== 'calico' && name !== 'flannel')) return {};
  return { hardware: `ether ${vtepMac(cluster, node, family)} brd ff:ff:ff:ff:ff:ff` };
}

/** The node's address of the family that the overlay's device has. */
function underlayOf({ ip }: ClusterNode, node: NodeAddresses, { addresses: [own] }: NodeInterface): Ip {
  return (own === undefined ? null : node.primary(familyOf(own))) ?? ip;
}

/** Where each family has a device of its own, that of the address; else the device of both. */
function familyOfOverlay({ addresses: [own] }: NodeInterface): Family {
  return own === undefined ? 'IPv4' : familyOf(own);
}

function overlayFacts(
  cluster: Cluster,
  ip: Ip,
  family: Family,
): Pick<Link, 'peer' | 'flags' | 'queueLength' | 'hardware' | 'kind'> & { readonly state: 'UNKNOWN' } {
  const { cni } = cluster.settings;
  const mode = modeFor(cluster, family);
  if (mode === 'ipip') {
    const local = cni.name === 'flannel' ? ip : '0.0.0.0';
    return {
      state: 'UNKNOWN',
      peer: 'NONE',
      flags: 'NOARP,UP,LOWER_UP',
      queueLength: 1000,
      hardware: `ipip ${local} brd 0.0.0.0`,
      kind: `ipip remote any local ${cni.name === 'flannel' ? ip : 'any'} ttl inherit nopmtudisc`,
    };
  }
  const ends = `local ${ip} dev eth0 srcport 0 0`;
  const vxlan =
    cni.name === 'calico'
      ? `vxlan id 4096 ${ends} dstport 4789 nolearning`
      : cni.name === 'flannel'
        ? `vxlan id 1 ${ends} dstport 8472 nolearning`
        : `vxlan external`;
  const kind = mode === 'geneve' ? 'geneve external' : vxlan;
  return {
    state: 'UNKNOWN',
    peer: null,
    flags: UP,
    queueLength: cni.name === 'calico' ? 1000 : null,
    hardware: ETHER,
    kind,
  };
}
