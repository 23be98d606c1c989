import { isInPodRange } from '#cluster';
import type { Ip, Packet, Port } from '#net';
import type { StoppedAt } from '#trace';
import type { World } from '../flow.ts';

/** What a packet meets that is outside the cluster: a node's address or one that is translated to it, a load balancer, a host, or nothing. */
export type Beyond =
  | { readonly kind: 'node'; readonly node: string }
  | { readonly kind: 'publicAddress' }
  | { readonly kind: 'balancer'; readonly service: string }
  | { readonly kind: 'host' }
  | { readonly kind: 'nothing'; readonly stoppedAt: StoppedAt };

/** `from`: whether it comes from a client outside or left the cluster by the default route. */
export function beyond(world: World, packet: Packet, from: 'client' | 'cluster'): Beyond {
  const { cluster, tables } = world;
  const { dst } = packet;
  const node = cluster.nodeByIp.get(dst);
  if (node !== undefined) return { kind: 'node', node: node.name };
  if (cluster.nodeByPublicIp.has(dst)) return { kind: 'publicAddress' };
  const [balanced] = tables.service.balancers.at(dst);
  if (balanced !== undefined) {
    if (cluster.balancers.has(balanced.key)) return { kind: 'balancer', service: balanced.key };
    return { kind: 'nothing', stoppedAt: { layer: 'edge', reason: 'NobodyAnnounces', objects: [balanced.ref] } };
  }
  if (tables.service.isServiceAddress(dst)) return { kind: 'nothing', stoppedAt: lostService(world, dst, from) };
  if (isInPodRange(cluster, dst) || cluster.podByIp.has(dst)) {
    const pod = cluster.podByIp.get(dst);
    const objects = pod === undefined ? [] : [pod.ref];
    if (from === 'client')
      return { kind: 'nothing', stoppedAt: { layer: 'edge', reason: 'NoRouteFromOutside', objects } };
    return { kind: 'nothing', stoppedAt: { layer: 'cni', reason: 'AddressNobodyHas', objects } };
  }
  return { kind: 'host' };
}

function lostService(world: World, dst: Ip, from: 'client' | 'cluster'): StoppedAt {
  const carrier = world.tables.service.carrier(dst);
  const objects = carrier === null ? [] : [carrier.ref];
  if (from === 'client') return { layer: 'edge', reason: 'NoRouteFromOutside', objects };
  if (carrier === null) return { layer: 'service', reason: 'NoSuchServiceAddress', objects };
  return { layer: 'service', reason: carrier.proxied ? 'NoRuleForPort' : 'UnsupportedByProxy', objects };
}

/** Ports a host outside accepts; `null`: all. */
export function hostPorts({ cluster, tables }: World, address: Ip): readonly Port[] | null {
  const listed = cluster.external.hosts.get(address);
  const sliced = tables.service.podlessPorts(address);
  if (listed !== undefined) return [...listed, ...sliced];
  if (address === cluster.apiServer.ip) return [cluster.apiServer.port, ...sliced];
  return sliced.length > 0 ? sliced : null;
}
