import type { Assumption, Evidence } from '#cluster';
import type { ObjectRef } from '#manifests';
import type { HttpRequest, HttpResponse, Ip, Packet } from '#net';
import type { Problem } from '#source';
import type { Decisions, HopKind } from './decision.ts';
import type { Member } from './member.ts';
import type { LayerName, Outcome } from './outcome.ts';
import type { Share } from './share.ts';
import type { Stop } from './stop.ts';

export type Hook =
  | 'send'
  | 'socket'
  | 'pod-out'
  | 'prerouting'
  | 'input'
  | 'forward'
  | 'output'
  | 'postrouting'
  | 'wire'
  | 'balancer'
  | 'pod-in'
  | 'receive';

/** Where a packet can be. `pod` and `node` are `NS/NAME` and the node's name; `balancer` names the Service it stands for. */
export type Place =
  | { readonly kind: 'outside'; readonly ip: Ip }
  | { readonly kind: 'balancer'; readonly service: string }
  | { readonly kind: 'node'; readonly node: string }
  | { readonly kind: 'pod'; readonly pod: string };

export interface Location {
  readonly place: Place;
  readonly hook: Hook;
}

/** Stable across edits that do not concern the hop: `PASS/WAY/KIND@PLACE:HOOK`, with `#2` where one repeats. */
export type HopKey = string;
/** `request`, `request/lookup:db.shop.svc.cluster.local.`, `request/upstream`, … with `#2` where one repeats. */
export type PassId = string;

/** Names a table that can be printed on request: kind, the node or pod that holds it, and a name within. */
export interface TableRef {
  readonly kind:
    | 'iptables'
    | 'ipvs'
    | 'nftables'
    | 'bpf'
    | 'routes'
    | 'policy'
    | 'locations'
    | 'dns'
    | 'resolv-conf'
    | 'endpoints'
    | 'balancer'
    | 'conntrack';
  readonly at: string;
  readonly name: string;
}

export interface Consulted {
  readonly table: TableRef;
  /** Id of the row that decided, `null` where none fitted. */
  readonly row: string | null;
  /** Where on the node it was read, if that was before the packet came to the hop's hook. */
  readonly readAt?: Stop;
}

/** What else could have happened at this hop. `share` is `null` where it is no matter of chance. */
export interface Alternative {
  readonly label: string;
  readonly why: string;
  readonly share: Share | null;
  readonly object: ObjectRef | null;
}

export type NonEmpty<T> = readonly [T, ...T[]];

export interface HopBase<K extends HopKind> {
  readonly key: HopKey;
  readonly pass: PassId;
  readonly way: 'forward' | 'reply';
  /** Simulated milliseconds since the request began. */
  readonly atMs: number;
  readonly kind: K;
  readonly layer: LayerName;
  readonly at: Location;
  /** `null` while nothing is on the wire yet. */
  readonly before: Packet | null;
  /** `null`: it goes no further. */
  readonly after: Packet | null;
  readonly opens: PassId | null;
  readonly decision: Decisions[K];
  readonly because: readonly Evidence[];
  readonly consulted: readonly Consulted[];
  readonly notTaken: { readonly shown: readonly Alternative[]; readonly more: number };
}

export type Hop = { [K in HopKind]: HopBase<K> }[HopKind];
export type HopOf<K extends HopKind> = HopBase<K>;

export type PassWhy = 'request' | 'lookup' | 'upstream' | 'retry' | 'mirror' | 'subrequest' | 'redirect' | 'then';

/** One connection or lookup. */
export interface Pass {
  readonly id: PassId;
  readonly why: PassWhy;
  readonly openedBy: HopKey | null;
  /** The pass whose connection this one reuses. */
  readonly rides: PassId | null;
  /** `client → web`, `db.shop.svc.cluster.local. A`: what the track in the strip is called. */
  readonly label: string;
  readonly outcome: Outcome;
  readonly tookMs: number;
}

/** One run of one request, hop by hop in playing order over all passes, replies included. Plain data. */
export interface Trace {
  readonly request: string;
  readonly hops: NonEmpty<Hop>;
  readonly passes: NonEmpty<Pass>;
  readonly outcome: Outcome;
  /** Who got it, `null` if nobody did. */
  readonly receiver: Member | null;
  readonly sourceSeen: Ip | null;
  readonly assumed: readonly Assumption[];
  readonly unsupported: readonly Problem[];
}

/** One way a request can end. Its members split the share evenly. */
export interface Possibility {
  readonly share: Share;
  readonly outcome: Outcome;
  readonly members: readonly Member[];
  readonly sourceSeen: Ip | null;
  readonly masqueraded: boolean;
  /** As the backend gets it, behind a proxy. */
  readonly upstream: HttpRequest | null;
  readonly response: HttpResponse | null;
  readonly upstreamTls: { readonly sni: string | null; readonly clientCertificate: string | null } | null;
  readonly mirrored: readonly Member[];
}

/** Every way one request can end, with exact shares. `possible` shares and `unexpanded` sum to 1. */
export interface Odds {
  readonly request: string;
  readonly possible: NonEmpty<Possibility>;
  readonly unexpanded: Share;
  /** With `count`: which member (`ip:port`, empty where nobody got it) each of the N requests reached, in order. */
  readonly drawn: readonly string[];
  /** How many more of the N requests there are that nobody drew. */
  readonly undrawn: number;
}
