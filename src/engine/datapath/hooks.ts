import type { Cluster } from '#cluster';
import type { Hook, Location } from '#trace';
import type { Sender, Station } from './flow.ts';
import { clientSender } from './stations/client/index.ts';
import {
  cniMasquerade,
  cniWire,
  podIn,
  podOut,
  podSocket,
  routeForward,
  routeIn,
  routeOn,
  routeOut,
} from './stations/cni/index.ts';
import { dnsStation, nodeCache, nodeCacheCatch, outsideResolver, resolverSender } from './stations/dns/index.ts';
import { balancer, edge, outsideHost, outsideListener } from './stations/edge/index.ts';
import { GATEWAY_STATIONS } from './stations/gateway/index.ts';
import { nodeIntake, nodeListener } from './stations/node/index.ts';
import { podAnswers, podListener } from './stations/pod/index.ts';
import { egressPolicy, ingressPolicy } from './stations/policy/index.ts';
import { serviceDnat, serviceFilter, serviceMasquerade } from './stations/service/index.ts';

/** Asked in this order when something is about to be sent: first a name becomes an address, then a packet is made. */
export const SENDERS: readonly Sender[] = [resolverSender, clientSender];

type PlaceKind = Location['place']['kind'];

/**
 * Which stations stand at which hook, in the order in which they see a packet (netfilter's, for nodes). A station that
 * has nothing to say lets the next one look; the last one of every hook leads on.
 */
export const HOOKS: { readonly [P in PlaceKind]: { readonly [H in Hook]?: readonly Station[] } } = {
  pod: {
    socket: [podSocket],
    'pod-out': [podOut],
    'pod-in': [podIn],
    receive: [...GATEWAY_STATIONS, podListener, dnsStation, podAnswers],
  },
  node: {
    prerouting: [nodeIntake, nodeCacheCatch, serviceDnat, routeIn],
    input: [serviceFilter, egressPolicy, nodeCache, nodeListener],
    forward: [serviceFilter, egressPolicy, ingressPolicy, routeForward],
    output: [nodeIntake, nodeCacheCatch, serviceDnat, serviceFilter, ingressPolicy, routeOut],
    postrouting: [serviceMasquerade, cniMasquerade, routeOn],
    wire: [cniWire],
  },
  balancer: { balancer: [balancer] },
  outside: { wire: [edge], receive: [outsideResolver, outsideListener, outsideHost] },
};

export function stationsAt(at: Location): readonly Station[] {
  return HOOKS[at.place.kind][at.hook] ?? [];
}

/** One stop of a node's kernel as the page draws it. */
export interface KernelStop {
  readonly hook: Hook;
  readonly label: string;
  readonly why: string;
}

const STRIP: readonly (readonly [Hook, string])[] = [
  ['prerouting', 'prerouting'],
  ['input', 'input'],
  ['forward', 'forward'],
  ['output', 'output'],
  ['postrouting', 'postrouting'],
];

/** The stops of a node's kernel strip, in netfilter's order, each with what its stations do. */
export function kernelStops(_cluster: Cluster): readonly KernelStop[] {
  return STRIP.map(([hook, label]) => ({
    hook,
    label,
    why: (HOOKS.node[hook] ?? []).map((station) => station.why).join(' '),
  }));
}
