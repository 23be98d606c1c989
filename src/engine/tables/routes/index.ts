export type { RouteDecision, RouteTables } from './route-tables.ts';
export { routeTables } from './route-tables.ts';
export { isLoopback, nodeAddresses } from './node-addresses.ts';
