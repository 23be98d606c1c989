export type { RouteDecision, RouteTables } from './route-tables.ts';
export { routeTables } from './route-tables.ts';
export type { NodeAddresses } from './node-addresses.ts';
export { isLoopback, nodeAddresses } from './node-addresses.ts';
