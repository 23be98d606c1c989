import type { ClusterService } from '../model.ts';
import type { Balancer, ClusterSettings } from '../settings-model.ts';
import type { Sign } from './beyond-layer-four.ts';

/** Facts of a provider's balancer, without what every balancer has. */
export type BalancerFacts = Omit<Balancer, 'because' | 'nodes'>;

/** What one provider makes of a Service that is its own; `null` where nothing about the Service names that provider. */
export type Provider = (service: ClusterService, settings: Pick<ClusterSettings, 'version'>) => Claim | null;

/** `nobody`: the Service asks for that provider in a way that none of its controllers takes up. */
export type Claim =
  | {
      readonly kind: 'facts';
      readonly facts: BalancerFacts;
      /** Annotations that were looked at. */
      readonly read: readonly string[];
      /** Annotations by which this balancer does more than the walk: read only where it answers. */
      readonly signs: readonly Sign[];
      /** Facts that an annotation settles, whatever the scenario states. */
      readonly settled?: readonly (keyof BalancerFacts)[];
    }
  | { readonly kind: 'nobody'; readonly why: string; readonly field: readonly string[] };
