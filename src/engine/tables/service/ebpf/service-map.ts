import type { Ip } from '#net';
import { hostPort, ip, ipValue } from '#net';
import type { ServiceEndpoint } from '../endpoints.ts';
import type { ServiceMatch, Via } from '../match.ts';
import type { NodeView } from '../node-view.ts';
import type { ServicePort } from '../service-port.ts';
import type { Side } from './backends.ts';
import { backendsOf, hasTwoScopes } from './backends.ts';
import { deniesRanges, isExposed } from './exposure.ts';
import { isBalanced } from './protocols.ts';

/** One frontend of the map `cilium_lb4_services_v2` (or `cilium_lb6_services_v2`) with the backends in its slots. */
export interface Frontend {
  /** `10.96.0.10:80/TCP`, with `/i` behind it for the inner scope. */
  readonly key: string;
  /** The id of its reverse translation: counted in order here, in order of arrival by an agent. */
  readonly id: number;
  readonly match: ServiceMatch;
  readonly type: 'ClusterIP' | 'NodePort' | 'LoadBalancer' | 'ExternalIPs';
  readonly flags: readonly string[];
  /** Slot 1 first. */
  readonly slots: readonly ServiceEndpoint[];
}

const TYPES = {
  clusterIP: 'ClusterIP',
  nodePort: 'NodePort',
  loadBalancer: 'LoadBalancer',
  externalIP: 'ExternalIPs',
} as const satisfies Record<Via, Frontend['type']>;

/** The address of node port entries that stand for every node. */
export const EVERY_ADDRESS = { IPv4: ip('0.0.0.0'), IPv6: ip('::') } as const;

/** Key of the entry that a match was found by; node ports by the address dialled. */
export function frontendKey({ port, via, address }: ServiceMatch, scope: Side): string {
  const { protocol, nodePort, port: number } = port.port;
  const text = `${hostPort(address, via === 'nodePort' ? nodePort : number)}/${protocol}`;
  return scope === 'inside' ? `${text}/i` : text;
}

/**
 * Every frontend of a node (`convertService`, `updateFrontend` in cilium/cilium `pkg/loadbalancer`): a node port once
 * for 0.0.0.0, which sockets look up, and once for each address. Not modelled: slots of terminating backends that
 * active ones leave unused, and the wildcard entries that drop unknown ports.
 */
export function serviceMap(view: NodeView): readonly Frontend[] {
  let id = 0;
  return view.index.ports.flatMap((port) =>
    isBalanced(port.port.protocol)
      ? matchesOf(view, port).flatMap((match) =>
          scopesOf(view, match).map((scope) => frontend(view, match, scope, ++id)),
        )
      : [],
  );
}

function matchesOf(view: NodeView, port: ServicePort): readonly ServiceMatch[] {
  const own = (via: Via, addresses: readonly Ip[]): readonly ServiceMatch[] =>
    isExposed(port.service, via) ? addresses.map((address) => ({ port, via, address })) : [];
  const nodePorts = [EVERY_ADDRESS[port.family], ...view.nodePortAddresses(port.family)];
  return [
    ...own('clusterIP', [port.clusterIp]),
    ...(port.port.nodePort === 0 ? [] : own('nodePort', nodePorts)),
    ...own('loadBalancer', port.vips),
    ...own('externalIP', port.externalIps),
  ];
}

function scopesOf(view: NodeView, match: ServiceMatch): readonly Side[] {
  return hasTwoScopes(view, match) ? ['outside', 'inside'] : ['outside'];
}

function frontend(view: NodeView, match: ServiceMatch, scope: Side, id: number): Frontend {
  return {
    key: frontendKey(match, scope),
    id,
    match,
    type: TYPES[match.via],
    flags: flagsOf(view, match),
    slots: inSlots(backendsOf(view, match, scope).endpoints),
  };
}

/** Backends in the order of their slots: by address, then port (`sortedBackends`). */
export function inSlots(endpoints: readonly ServiceEndpoint[]): readonly ServiceEndpoint[] {
  return [...endpoints].sort((a, b) => {
    const [left, right] = [ipValue(a.ip), ipValue(b.ip)];
    return left < right ? -1 : left > right ? 1 : a.port - b.port;
  });
}

/** The words that `cilium-dbg bpf lb list` puts behind slot 0 (`ServiceFlags.String` in `pkg/loadbalancer/loadbalancer.go`). */
function flagsOf(view: NodeView, match: ServiceMatch): readonly string[] {
  const { port, via, address } = match;
  const { ebpf } = view.cluster.settings.serviceProxy;
  const isRoutable =
    address !== EVERY_ADDRESS[port.family] && (via !== 'clusterIP' || ebpf.clusterIpFromOutside === 'serve');
  const isGuarded = port.sourceRanges.length > 0 && (via === 'loadBalancer' || ebpf.sourceRanges === 'everyAddress');
  return [
    TYPES[via],
    ...(port.externalPolicy === 'Local' ? ['Local'] : []),
    ...(port.internalPolicy === 'Local' ? ['InternalLocal'] : []),
    ...(hasTwoScopes(view, match) ? ['two-scopes'] : []),
    ...(port.affinitySeconds === null ? [] : ['sessionAffinity']),
    ...(isRoutable ? [] : ['non-routable']),
    ...(isGuarded ? ['check source-range', ...(deniesRanges(port.service) ? ['deny'] : [])] : []),
  ];
}
