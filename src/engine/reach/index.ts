export { reachMatrix } from './matrix.ts';
export type { ReachMatrix } from './matrix.ts';
export type { PodClass } from './pod-classes.ts';
export type { ReachQuery } from './query.ts';
export { reachOverWorkloads, reachTable } from './table.ts';
export type { ReachTable } from './table.ts';
