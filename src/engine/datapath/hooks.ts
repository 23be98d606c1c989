import type { Hook, Location } from '#trace';
import type { Sender, Station } from './flow.ts';
import { clientSender } from './stations/client/index.ts';
import {
  cniMasquerade,
  cniMasqueradeFirst,
  cniMtu,
  cniWire,
  natGateway,
  podIn,
  podOut,
  podSocket,
  routeForward,
  routeIn,
  routeOn,
  routeOut,
} from './stations/cni/index.ts';
import { dnsStation, nodeCache, nodeCacheCatch, outsideResolver, resolverSender } from './stations/dns/index.ts';
import { balancer, edge, outsideHost, outsideListener, publicAddress } from './stations/edge/index.ts';
import { GATEWAY_STATIONS } from './stations/gateway/index.ts';
import { nodeIntake, nodeListener, portmap } from './stations/node/index.ts';
import { podAnswers, podListener } from './stations/pod/index.ts';
import { egressPolicy, ingressPolicy } from './stations/policy/index.ts';
import { serviceDnat, serviceFilter, serviceMasquerade, serviceSocket } from './stations/service/index.ts';

/** Asked in this order when something is about to be sent: first a name becomes an address, then a packet is made. */
export const SENDERS: readonly Sender[] = [resolverSender, clientSender];

type PlaceKind = Location['place']['kind'];

/**
 * Which stations stand at which hook, in the order in which they see a packet (netfilter's, for nodes). A station that
 * has nothing to say lets the next one look; the last one of every hook leads on.
 */
export const HOOKS: { readonly [P in PlaceKind]: { readonly [H in Hook]?: readonly Station[] } } = {
  pod: {
    socket: [serviceSocket, podSocket],
    'pod-out': [podOut],
    'pod-in': [podIn],
    receive: [...GATEWAY_STATIONS, podListener, dnsStation, podAnswers],
  },
  node: {
    prerouting: [nodeIntake, nodeCacheCatch, serviceDnat, portmap, serviceMasquerade, routeIn],
    input: [serviceFilter, serviceDnat, egressPolicy, nodeCache, nodeListener],
    forward: [serviceFilter, egressPolicy, ingressPolicy, routeForward],
    output: [
      serviceSocket,
      nodeIntake,
      nodeCacheCatch,
      serviceDnat,
      serviceFilter,
      egressPolicy,
      ingressPolicy,
      routeOut,
    ],
    postrouting: [cniMasqueradeFirst, serviceMasquerade, cniMasquerade, routeOn],
    wire: [cniMtu, cniWire],
  },
  balancer: { balancer: [balancer] },
  outside: {
    wire: [edge],
    forward: [publicAddress, natGateway],
    receive: [outsideResolver, outsideListener, outsideHost],
  },
};

export function stationsAt(at: Location): readonly Station[] {
  return HOOKS[at.place.kind][at.hook] ?? [];
}
