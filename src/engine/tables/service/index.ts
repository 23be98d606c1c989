export type { ServiceTables } from './service-tables.ts';
export { serviceTables } from './service-tables.ts';
export type { NodeServices } from './node-services.ts';
export type { ServicePort } from './service-port.ts';
export type { ServiceEndpoint } from './endpoints.ts';
export type { ServiceMatch, Via } from './match.ts';
export type { FilterHook, Refusal, Translation } from './verdict.ts';
export type { EndpointSets } from './topology.ts';
export type { BalancerPort } from './balancers.ts';
