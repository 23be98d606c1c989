import type { Ip } from '#net';
import { hostPort, ipValue } from '#net';
import type { ServiceEndpoint } from '../endpoints.ts';
import type { ServiceMatch, Via } from '../match.ts';
import type { NodeView } from '../node-view.ts';
import type { ServicePort } from '../service-port.ts';
import type { Side } from './backends.ts';
import { backendsOf, hasTwoScopes } from './backends.ts';
import type { Frontend } from './entry.ts';
import { EVERY_ADDRESS } from './entry.ts';
import { deniesRanges, isExposed } from './exposure.ts';
import { hostPortFrontends } from './host-ports.ts';
import { isBalanced } from './protocols.ts';

const TYPES = {
  clusterIP: 'ClusterIP',
  nodePort: 'NodePort',
  loadBalancer: 'LoadBalancer',
  externalIP: 'ExternalIPs',
} as const satisfies Record<Via, Exclude<Frontend['type'], 'HostPort'>>;

/** Key of the entry that a match was found by; node ports by the address dialled. */
export function frontendKey({ port, via, address }: ServiceMatch, scope: Side): string {
  const { protocol, nodePort, port: number } = port.port;
  const text = `${hostPort(address, via === 'nodePort' ? nodePort : number)}/${protocol}`;
  return scope === 'inside' ? `${text}/i` : text;
}

/**
 * Every frontend of a node (`convertService`, `updateFrontend` in cilium/cilium `pkg/loadbalancer`): a node port once
 * for 0.0.0.0, which sockets look up, and once for each address; then the hostPorts of the node's pods. Not modelled:
 * slots of terminating backends that active ones leave unused, and the wildcard entries that drop unknown ports.
 */
export function serviceMap(view: NodeView): readonly Frontend[] {
  return keysOf(view).map(({ make }, index) => ({ ...make(), id: index + 1 }));
}

/** One frontend of the map; the slots of others are not made. */
export function frontendNamed(view: NodeView, name: string): Frontend | null {
  const all = keysOf(view);
  const index = all.findIndex(({ key }) => key === name);
  const found = all[index];
  return found === undefined ? null : { ...found.make(), id: index + 1 };
}

interface Key {
  readonly key: string;
  readonly make: () => Omit<Frontend, 'id'>;
}

function keysOf(view: NodeView): readonly Key[] {
  const onNode = { IPv4: view.nodePortAddresses('IPv4'), IPv6: view.nodePortAddresses('IPv6') };
  const services = view.index.ports.flatMap((port) =>
    isBalanced(port.port.protocol)
      ? matchesOf(port, onNode[port.family]).flatMap((match) =>
          scopesOf(view, match).map((scope) => ({
            key: frontendKey(match, scope),
            make: () => frontend(view, match, scope),
          })),
        )
      : [],
  );
  return [...services, ...hostPortFrontends(view).map((one) => ({ key: one.key, make: () => one }))];
}

function matchesOf(port: ServicePort, onNode: readonly Ip[]): readonly ServiceMatch[] {
  const own = (via: Via, addresses: readonly Ip[]): readonly ServiceMatch[] =>
    isExposed(port.service, via) ? addresses.map((address) => ({ port, via, address })) : [];
  const nodePorts = [EVERY_ADDRESS[port.family], ...onNode];
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

function frontend(view: NodeView, match: ServiceMatch, scope: Side): Omit<Frontend, 'id'> {
  const { port } = match;
  return {
    key: frontendKey(match, scope),
    title: port.title,
    family: port.family,
    protocol: port.port.protocol,
    type: TYPES[match.via],
    flags: flagsOf(view, match),
    slots: inSlots(backendsOf(view, match, scope).endpoints).map(({ text, member, terminating }) => ({
      text,
      pod: member.pod,
      terminating,
    })),
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
