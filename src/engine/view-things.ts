import type { Range } from '#source';
import type { Hop, Pass } from '#trace';

/** What can be said of one thing of the picture: a pod, node, balancer, or the object behind a card. */
export interface Thing {
  /** `Pod/NS/NAME`, `Node/NAME`, `Balancer/NS/NAME`, `Kind/NS/NAME`. */
  readonly ref: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string | null;
  readonly facts: readonly { readonly label: string; readonly values: readonly string[] }[];
  /** Where it, or the template that made it, is written; `null` if it was filled in. */
  readonly place: Range | null;
  /** How a request names it as its sender; `null` where it sends nothing. */
  readonly sendsAs: string | null;
}

/** A thing that a search found, and by what. */
export interface Found {
  readonly ref: string;
  readonly by: 'name' | 'address' | 'label' | 'kind';
}

/** The way of one saved request, enough to draw its line. */
export interface RequestWay {
  readonly name: string;
  readonly hops: readonly Pick<Hop, 'key' | 'pass' | 'way' | 'layer' | 'at'>[];
  readonly passes: readonly Pick<Pass, 'id'>[];
}
