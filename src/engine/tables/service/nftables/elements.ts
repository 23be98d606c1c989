import type { Family, Ip, Protocol } from '#net';
import { ipValue } from '#net';
import type { Via } from '../match.ts';
import { refuseWithoutEndpoints } from '../netfilter.ts';
import type { NodeView } from '../node-view.ts';
import { nftName } from '../print/chain-name.ts';
import type { ServicePort } from '../service-port.ts';
import { takesEveryAddress } from './fixed-chains.ts';
import { nftRelease } from './release.ts';
import { reachable } from './service-chains.ts';
import type { NftElement, NftMap, NftSet } from './table.ts';

/**
 * The sets and maps that are there without any Service, filled (`syncProxyRules` of `pkg/proxy/nftables/proxier.go`).
 * An address and port that two Services claim is the one's whose packets get it.
 */
export function fixedSets(view: NodeView, family: Family, ports: readonly ServicePort[]): readonly (NftSet | NftMap)[] {
  const nodePortIps = {
    kind: 'set',
    name: 'nodeport-ips',
    comment: 'IPs that accept NodePort traffic',
    of: 'addresses',
    timeout: null,
    elements: sortedAddresses(view.nodePortAddresses(family)),
  } as const;
  return [
    ...(nftRelease(view) === 'addressMaps' ? [hairpinConnections(view, ports)] : []),
    {
      kind: 'set',
      name: 'cluster-ips',
      comment: 'Active ClusterIPs',
      of: 'addresses',
      timeout: null,
      elements: sortedAddresses(new Set(ports.map(({ clusterIp }) => clusterIp))),
    },
    ...(takesEveryAddress(view, family) ? [] : [nodePortIps]),
    ...MAPS.map((name) => nftMap(view, name, ports)),
  ];
}

/** Every endpoint beside itself: a connection that looks so after DNAT came from the endpoint that it goes to. */
function hairpinConnections(view: NodeView, ports: readonly ServicePort[]): NftSet {
  const found = ports.flatMap((port) =>
    reachable(view, port).map(({ ip, port: number }) => ({ address: ip, protocol: port.port.protocol, number })),
  );
  const keys = found
    .sort(asListed)
    .map(({ address, protocol, number }) => `${address} . ${address} . ${protocol.toLowerCase()} . ${number}`);
  return {
    kind: 'set',
    name: 'hairpin-connections',
    comment: 'service hairpin connections',
    of: 'connections',
    timeout: null,
    elements: [...new Set(keys)],
  };
}

/** Verdict maps in the order in which they are made. */
export const MAPS = [
  'no-endpoint-services',
  'no-endpoint-nodeports',
  'firewall-ips',
  'service-ips',
  'service-nodeports',
] as const;
export type MapName = (typeof MAPS)[number];

const COMMENTS: Readonly<Record<MapName, string>> = {
  'no-endpoint-services': 'vmap to drop or reject packets to services with no endpoints',
  'no-endpoint-nodeports': 'vmap to drop or reject packets to service nodeports with no endpoints',
  'firewall-ips': 'destinations that are subject to LoadBalancerSourceRanges',
  'service-ips': 'ClusterIP, ExternalIP and LoadBalancer IP traffic',
  'service-nodeports': 'NodePort traffic',
};

export function nftMap(view: NodeView, name: MapName, ports: readonly ServicePort[]): NftMap {
  const entries = ports.flatMap((port) => entriesOf(view, name, port));
  return {
    kind: 'map',
    name,
    by: name.endsWith('nodeports') ? 'nodePort' : 'address',
    comment: COMMENTS[name],
    elements: entries.sort(asListed).map(({ key, comment, verdict }) => ({ key, comment, verdict })),
  };
}

/** The key of a destination: `10.96.0.10 . udp . 53`, or `tcp . 30080` for a node port. */
export function elementKey(via: Via, { port }: ServicePort, address: Ip): string {
  const protocol = port.protocol.toLowerCase();
  return via === 'nodePort' ? `${protocol} . ${port.nodePort}` : `${address} . ${protocol} . ${port.port}`;
}

interface Key {
  readonly address: Ip | null;
  readonly protocol: Protocol;
  readonly number: number;
}

type Entry = NftElement & Key;

function entriesOf(view: NodeView, name: MapName, port: ServicePort): readonly Entry[] {
  const external = `goto ${nftName('external', port, null)}`;
  const internal = `goto ${nftName(port.internalPolicy === 'Local' ? 'local' : 'service', port, null)}`;
  const { hasAny } = view.sets(port);
  const at = (via: Via, address: Ip, verdict: string | null, comment: string | null): readonly Entry[] => {
    if (verdict === null || !isWinner(view, port, via, address)) return [];
    const { protocol, port: dialled, nodePort } = port.port;
    const where = via === 'nodePort' ? { address: null, number: nodePort } : { address, number: dialled };
    return [{ key: elementKey(via, port, address), protocol, verdict, comment, ...where }];
  };
  const outside = [
    ...port.externalIps.map((address) => ({ via: 'externalIP', address }) as const),
    ...port.vips.map((address) => ({ via: 'loadBalancer', address }) as const),
  ];
  switch (name) {
    case 'service-ips':
      return [
        ...at('clusterIP', port.clusterIp, refusal(view, port, 'clusterIP') === null ? internal : null, null),
        ...(hasAny ? outside.flatMap(({ via, address }) => at(via, address, external, null)) : []),
      ];
    case 'service-nodeports':
      return hasAny && port.port.nodePort !== 0 ? at('nodePort', port.clusterIp, external, null) : [];
    case 'no-endpoint-services':
      return [
        ...at('clusterIP', port.clusterIp, refusal(view, port, 'clusterIP'), port.title),
        ...outside.flatMap(({ via, address }) => at(via, address, refusal(view, port, via), port.title)),
      ];
    case 'no-endpoint-nodeports':
      return port.port.nodePort === 0
        ? []
        : at('nodePort', port.clusterIp, refusal(view, port, 'nodePort'), port.title);
    case 'firewall-ips':
      return port.sourceRanges.length === 0
        ? []
        : port.vips.flatMap((address) => at('loadBalancer', address, `goto ${nftName('firewall', port, null)}`, null));
  }
}

function refusal(view: NodeView, port: ServicePort, via: Via): string | null {
  const refused = refuseWithoutEndpoints(view, { port, via, address: port.clusterIp });
  if (refused === null) return null;
  return refused.kind === 'reject' ? 'goto reject-chain' : 'drop';
}

function isWinner({ index }: NodeView, port: ServicePort, via: Via, address: Ip): boolean {
  const { protocol, port: number, nodePort } = port.port;
  if (via === 'nodePort') return index.byNodePort(protocol, address, nodePort)?.port === port;
  const match = index.byAddress(protocol, address, number);
  return match?.port === port && match.via === via;
}

function sortedAddresses(addresses: Iterable<Ip>): readonly Ip[] {
  return [...addresses].sort((a, b) => compare(ipValue(a), ipValue(b)));
}

const PROTOCOLS: Readonly<Partial<Record<Protocol, number>>> = { TCP: 6, UDP: 17, SCTP: 132 };

/** nft 1.0.6 sorts keys of several parts as one number of the machine's byte order: on amd64 and arm64 the last byte first. */
function asListed(a: Key, b: Key): number {
  return (
    swapped(a.number) - swapped(b.number) ||
    (PROTOCOLS[a.protocol] ?? 0) - (PROTOCOLS[b.protocol] ?? 0) ||
    (a.address === null || b.address === null ? 0 : compare(reversed(a.address), reversed(b.address)))
  );
}

function swapped(port: number): number {
  return ((port & 0xff) << 8) | (port >> 8);
}

function reversed(address: Ip): bigint {
  let rest = ipValue(address);
  let found = 0n;
  for (let at = address.includes(':') ? 16 : 4; at > 0; at--) {
    found = (found << 8n) | (rest & 0xffn);
    rest >>= 8n;
  }
  return found;
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
