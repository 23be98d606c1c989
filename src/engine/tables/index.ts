export type { Tables } from './tables.ts';
export type { RouteDecision, RouteTables } from './routes/index.ts';
