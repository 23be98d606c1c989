export type { EgressChoice } from './egress.ts';
export type { RouteDecision } from './route-decision.ts';
export type { RouteTableName, RouteTables } from './route-tables.ts';
export { routeTables } from './route-tables.ts';
export { nodeAddresses } from './node-addresses.ts';
export type { Link } from './links.ts';
export { nodeLinks } from './links.ts';
export { localLines } from './local-rows.ts';
export { podNetwork } from './pod-network.ts';
