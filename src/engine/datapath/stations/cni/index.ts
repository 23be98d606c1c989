export { cniMasquerade, cniMasqueradeFirst } from './masquerade.ts';
export { cniMtu } from './mtu.ts';
export { natGateway } from './nat-gateway.ts';
export { podIn, podOut, podSocket } from './pod-interface.ts';
export { routeForward, routeIn, routeOn, routeOut } from './routing.ts';
export { cniWire } from './wire.ts';
