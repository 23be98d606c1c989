/**
 * The second door, for the page's first chunk: types and pure helpers, no engine code. What the worker posts to the page
 * is made of these; the parsed model never leaves the worker.
 */
import type { Assumption } from '#cluster';
import type { Problem, Range } from '#source';
import type { HopKey, Odds, Story, Trace } from '#trace';

export { plainText } from '#trace';
export type { Assumption } from '#cluster';
export type { Position, Problem, Range, Severity } from '#source';
export type {
  Alternative,
  Decisions,
  Fragment,
  Hook,
  Hop,
  HopKey,
  HopKind,
  HopOf,
  LayerName,
  Location,
  Member,
  Odds,
  Outcome,
  Pass,
  PassId,
  Place,
  Possibility,
  Share,
  StoppedAt,
  Story,
  TableRef,
  TableView,
  Trace,
} from '#trace';
export type { Packet, Payload, Tuple } from '#net';

/** One node as drawn. `hooks` are the stops of its kernel strip, in order, for the datapath in use. */
export interface PictureNode {
  readonly name: string;
  readonly ip: string;
  readonly zone: string;
  readonly ready: boolean;
  readonly assumed: boolean;
  readonly hooks: readonly { readonly hook: string; readonly label: string; readonly why: string }[];
}

export interface PicturePod {
  /** `NS/NAME`. */
  readonly key: string;
  readonly name: string;
  readonly namespace: string;
  readonly ip: string | null;
  readonly node: string;
  /** `Kind/NS/NAME`, `null` for a bare pod. */
  readonly workload: string | null;
  readonly role: 'application' | 'coredns' | 'ingress-controller' | 'gateway';
  readonly ready: boolean;
  readonly hostNetwork: boolean;
  /** `http 3000`, `5432/UDP`; empty: every port. */
  readonly ports: readonly string[];
  /** Filled in by an assumption as a whole (the assumed ingress controller, CoreDNS). */
  readonly assumed: boolean;
}

/** A card of the upper band: an object that decides, and where packets never are. */
export interface RuleCard {
  /** `Kind/NS/NAME`. */
  readonly ref: string;
  readonly kind: 'Ingress' | 'Service' | 'NetworkPolicy' | 'AdminPolicy' | 'Gateway' | 'Route';
  readonly namespace: string | null;
  /** `Service web`. */
  readonly title: string;
  /** `10.96.14.2:80`, `headless`, `/ → web:80`, `api may`. */
  readonly lines: readonly string[];
  /** Cards it points to: an Ingress to its Services. */
  readonly to: readonly string[];
  /** Pods it selects or sends to, `NS/NAME`. */
  readonly pods: readonly string[];
  readonly assumed: boolean;
  readonly place: Range | null;
}

export interface PictureBalancer {
  /** `NS/NAME` of the Service. */
  readonly service: string;
  readonly title: string;
  readonly address: string;
  readonly note: string;
}

export interface Picture {
  readonly nodes: readonly PictureNode[];
  readonly pods: readonly PicturePod[];
  readonly rules: readonly RuleCard[];
  readonly balancers: readonly PictureBalancer[];
  /** Outside addresses that requests come from or go to. */
  readonly outside: readonly { readonly ip: string; readonly title: string }[];
}

/** Whom a request can come from, for the form; `ref` as SCENARIO.md writes references. */
export interface SenderChoice {
  readonly ref: string;
  readonly label: string;
  readonly group: 'outside' | 'workloads' | 'pods' | 'nodes';
}

/** A URL or name worth suggesting in the request bar. */
export interface TargetChoice {
  readonly text: string;
  readonly label: string;
}

/** One saved request, short: for a chip. */
export interface RequestChip {
  readonly name: string;
  /** `client`, `deployment/shop/api`. */
  readonly from: string;
  /** `GET https://shop.example.com/cart`, `TCP db:5432`, `DNS web.shop A`. */
  readonly text: string;
  readonly word: Trace['outcome']['word'] | null;
  readonly status: number | null;
  /** Whether the sender got what it asked for: the sign on the chip. */
  readonly good: boolean;
  /** Whether the expectations that the scenario states hold; `null` if it states none. */
  readonly expected: boolean | null;
}

/** What loading a document gave. */
export interface Loaded {
  readonly title: string;
  readonly description: string;
  readonly requests: readonly RequestChip[];
  readonly problems: readonly Problem[];
  readonly objectCount: number;
  readonly picture: Picture;
  readonly senders: readonly SenderChoice[];
  readonly targets: readonly TargetChoice[];
  readonly assumptions: readonly Assumption[];
  /** The settings in force, one line each, with whether they were stated or assumed. */
  readonly settings: readonly { readonly key: string; readonly value: string; readonly assumed: boolean }[];
}

/** Where one piece of evidence stands in the manifests text; `range` null if it was filled in. */
export interface EvidencePlace {
  readonly object: string;
  readonly field: string;
  readonly range: Range | null;
  /** `written`, `default`, `scenario` or `derived`, and for the last by what. */
  readonly origin: string;
}

/** Everything the page shows of one hop beside the hop itself. */
export interface HopView {
  readonly story: Story;
  readonly evidence: readonly EvidencePlace[];
  /** Cards of the upper band that decide here, `Kind/NS/NAME`. */
  readonly rules: readonly string[];
}

/** What a verdict says: one sentence, and up to three facts under it. */
export interface Verdict {
  readonly sentence: string;
  readonly facts: readonly string[];
  readonly good: boolean;
}

export interface Answer {
  readonly trace: Trace;
  readonly odds: Odds;
  readonly verdict: Verdict;
  readonly hops: Readonly<Record<HopKey, HopView>>;
}

/** Who may talk to whom on one port: a row of characters for each sender, one for each receiver. */
export interface ReachTable {
  readonly protocol: 'TCP' | 'UDP' | 'SCTP';
  readonly port: number | string;
  readonly pods: readonly string[];
  /** `.` may connect, `X` may not. */
  readonly rows: Readonly<Record<string, string>>;
}
