import type { Cidr, Family, Ip } from '#net';
import { cidr, cidrContains, cidrCovers, cidrRange, familyOf, ipFromValue } from '#net';
import { blockAround } from '../addresses.ts';
import type { ClusterNode } from '../model.ts';
import type { ClusterSettings } from '../settings-model.ts';

/** RFC 1918 and RFC 4193. */
const PRIVATE = ['192.168.0.0/16', '172.16.0.0/12', '10.0.0.0/8', 'fd00::/8'].map(cidr);

/** How long the prefix of a private network (a VPC) is, and of one of its subnets. */
const LENGTHS: Readonly<Record<Family, readonly [network: number, subnet: number]>> = {
  IPv4: [16, 24],
  IPv6: [48, 64],
};

/** The last subnets of a network are tried: what is numbered by hand begins at the first. */
const TRIED = 16n;

interface Known {
  readonly nodes: readonly ClusterNode[];
  readonly settings: Pick<ClusterSettings, 'podCidrs' | 'serviceCidrs'>;
}

/** Blocks in the order in which they are to be tried, `null` behind the last; each is looked for when first asked for. */
export type BlocksInTurn = (place: number) => Cidr | null;

/**
 * Where internal balancers have their addresses: a subnet of the nodes' private network that holds no node and overlaps no
 * range of pods or Services, else one of another private network. Which subnet it is on a real cluster nobody says here.
 */
export function internalBlocks({ nodes, settings }: Known, family: Family): BlocksInTurn {
  const ranges = [...settings.podCidrs, ...settings.serviceCidrs, ...nodes.flatMap(({ podCidrs }) => podCidrs)];
  const isFree = (block: Cidr) =>
    !ranges.some((range) => cidrCovers(range, block) || cidrCovers(block, range)) &&
    !nodes.some(({ addresses }) => addresses.some((one) => cidrContains(block, one)));
  const networks = networksOf(nodes, family).values();
  const found: Cidr[] = [];
  return (place) => {
    while (found.length <= place) {
      const { value: network } = networks.next();
      if (network === undefined) return null;
      const free = lastSubnets(network, family).find(isFree);
      if (free !== undefined) found.push(free);
    }
    return found[place] ?? null;
  };
}

/** The nodes' own network first. */
function networksOf(nodes: readonly ClusterNode[], family: Family): readonly Cidr[] {
  const [length] = LENGTHS[family];
  const own = nodes.flatMap(({ addresses }) => addresses).find((one) => familyOf(one) === family && isPrivate(one));
  const others = PRIVATE.filter((block) => cidrRange(block).family === family);
  return own === undefined ? others : [blockAround(own, length), ...others];
}

function isPrivate(address: Ip): boolean {
  return PRIVATE.some((block) => cidrRange(block).family === familyOf(address) && cidrContains(block, address));
}

function lastSubnets(network: Cidr, family: Family): readonly Cidr[] {
  const [, length] = LENGTHS[family];
  const { last } = cidrRange(network);
  const size = 1n << BigInt((family === 'IPv4' ? 32 : 128) - length);
  return Array.from({ length: Number(TRIED) }, (_, place) =>
    subnetAt(last - (TRIED - BigInt(place) - 1n) * size, family),
  );
}

function subnetAt(address: bigint, family: Family): Cidr {
  return blockAround(ipFromValue(address, family), LENGTHS[family][1]);
}
