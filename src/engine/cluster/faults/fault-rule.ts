import type { Fault } from '#document';
import type { Draft } from '../draft.ts';

/** One fault as one change to the model, made before EndpointSlices are. */
export type FaultRule = (draft: Draft, fault: Fault) => Draft;
