import type { ClusterServicePort } from '#cluster';
import type { IpvsScheduler } from '#document';
import type { Ip, Port } from '#net';
import { familyOf, ipValue } from '#net';
import type { ServiceEndpoint } from '../endpoints.ts';
import type { ServiceMatch, Via } from '../match.ts';
import type { NodeView } from '../node-view.ts';
import type { ServicePort } from '../service-port.ts';

/** One virtual server of a node's IPVS, named by what it is dialled by. */
export interface VirtualServer {
  readonly match: ServiceMatch;
  readonly protocol: ClusterServicePort['protocol'];
  readonly address: Ip;
  readonly port: Port;
}

/**
 * The real servers behind an address of a Service port (`syncEndpoint` of `pkg/proxy/ipvs/proxier.go`): a policy Local
 * uses local endpoints for everybody and falls back to those of the whole cluster.
 */
export function realServers(
  view: NodeView,
  { port, via }: ServiceMatch,
): { readonly set: 'cluster' | 'local'; readonly endpoints: readonly ServiceEndpoint[] } {
  const sets = view.sets(port);
  const policy = via === 'clusterIP' ? port.internalPolicy : port.externalPolicy;
  const set = policy === 'Local' && sets.local.length > 0 ? 'local' : 'cluster';
  return { set, endpoints: sets[set] };
}

/** All virtual servers of a node: one for each address of each Service port, node ports one for each node port address. */
export function virtualServers(view: NodeView): readonly VirtualServer[] {
  const nodes = { IPv4: view.nodePortAddresses('IPv4'), IPv6: view.nodePortAddresses('IPv6') };
  const found = view.index.ports.flatMap((port) => {
    const at = (via: Via, addresses: readonly Ip[]) => addresses.map((address) => ({ port, via, address }));
    return [
      ...at('clusterIP', [port.clusterIp]),
      ...at('externalIP', port.externalIps),
      ...at('loadBalancer', port.vips),
      ...at('nodePort', port.port.nodePort === 0 ? [] : nodes[port.family]),
    ];
  });
  return found.filter((match) => isFirst(view, match)).map(serverOf);
}

export function serverOf(match: ServiceMatch): VirtualServer {
  return { match, protocol: match.port.port.protocol, address: match.address, port: dialled(match) };
}

/** Where Services share an address and port, the one that the index finds has it. */
function isFirst(view: NodeView, match: ServiceMatch): boolean {
  const { protocol } = match.port.port;
  const found =
    match.via === 'nodePort'
      ? (view.index.byAddress(protocol, match.address, dialled(match)) ??
        view.index.byNodePort(protocol, match.address, dialled(match)))
      : view.index.byAddress(protocol, match.address, dialled(match));
  return found?.port === match.port && found.via === match.via;
}

function dialled({ via, port: { port } }: ServiceMatch): Port {
  return via === 'nodePort' ? port.nodePort : port.port;
}

/** The scheduler by its name in the kernel. */
export function schedulerOf(view: NodeView): IpvsScheduler {
  return view.cluster.settings.serviceProxy.scheduler;
}

/** What stands behind the scheduler: kube-proxy sets `mh-port` with mh, and persistence with affinity (`ipvsadm.c`). */
export function serverFlags(view: NodeView, port: ServicePort): string {
  const hashed = schedulerOf(view) === 'mh' ? ' (mh-port)' : '';
  return `${hashed}${port.affinitySeconds === null ? '' : ` persistent ${port.affinitySeconds}`}`;
}

/** Numbers of the protocols in IP. */
export const PROTOCOL_NUMBER: Readonly<Record<VirtualServer['protocol'], number>> = { TCP: 6, UDP: 17, SCTP: 132 };

/** The order of `ipvsadm`: family, protocol, address, port. Addresses are compared as it does, by a difference of 32 bits with a sign. */
export function inOrder(servers: readonly VirtualServer[]): readonly VirtualServer[] {
  return servers
    .map((server) => ({ server, value: ipValue(server.address), family: familyOf(server.address) }))
    .sort(
      (a, b) =>
        (a.family < b.family ? -1 : a.family > b.family ? 1 : 0) ||
        PROTOCOL_NUMBER[a.server.protocol] - PROTOCOL_NUMBER[b.server.protocol] ||
        compareAddresses(a.value, b.value) ||
        a.server.port - b.server.port,
    )
    .map(({ server }) => server);
}

/** Word by word from the highest (`ipvs_cmp_services` of ipvsadm's libipvs). */
export function compareAddresses(a: bigint, b: bigint): number {
  for (const shift of [96n, 64n, 32n, 0n]) {
    const apart = BigInt.asIntN(32, ((a >> shift) & 0xffffffffn) - ((b >> shift) & 0xffffffffn));
    if (apart !== 0n) return apart < 0n ? -1 : 1;
  }
  return 0;
}
