/**
 * The second door, for the page's first chunk: types and pure helpers, no engine code. What the worker posts to the page
 * is made of these; the parsed model never leaves the worker.
 */
import type { Assumption } from '#cluster';
import type { RequestFields, RequestMore } from '#document';
import type { Problem, Range } from '#source';
import type { Hop, HopKey, LayerName, NodeKernel, Odds, Pass, Story, Trace } from '#trace';

export { hasScenarioKey, isCommandLine, looksLikeDocument } from '#document';
export { spokenOn } from '#net';
export { sharedEnds } from '#source';
export { AFTER_THE_REPLY, compareRuns, hooksMet, hopDifferences, plainText, receivingOf, stopsIn } from '#trace';
export type { Assumption } from '#cluster';
export type { RequestFields, RequestMore } from '#document';
export type { FieldDescription, Position, Problem, Range, Severity, Suggestion } from '#source';
export type {
  Alternative,
  ConntrackEntry,
  ComparedHops,
  Decisions,
  Fragment,
  Hook,
  Hop,
  HopDifference,
  HopKey,
  HopKind,
  HopOf,
  LayerName,
  Location,
  Member,
  NodeEnd,
  NodeInside,
  NodeKernel,
  NodePassage,
  PassageLink,
  NodeInterface,
  NodeStop,
  Odds,
  Outcome,
  Pass,
  PassId,
  Place,
  Possibility,
  RunComparison,
  Share,
  Stop,
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
  /** Who stands at the hooks, which says what a packet meets between two of them. */
  readonly kernel: NodeKernel;
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
  readonly kind: 'Ingress' | 'Service' | 'NetworkPolicy' | 'AdminPolicy' | 'EgressPolicy' | 'Gateway' | 'Route';
  readonly namespace: string | null;
  /** `Service web`. */
  readonly title: string;
  /** `10.96.14.2:80`, `headless`, `/ → web:80`, `api may`. */
  readonly lines: readonly string[];
  /** Cards it points to: an Ingress to its Services. */
  readonly to: readonly string[];
  /** Pods it selects or sends to, `NS/NAME`. */
  readonly pods: readonly string[];
  /** Why it decides nothing here: `not enforced by flannel`. */
  readonly idle?: string;
  readonly assumed: boolean;
  readonly place: Range | null;
}

export interface PictureBalancer {
  /** `NS/NAME` of the Service. */
  readonly service: string;
  /** The Service's name. */
  readonly title: string;
  /** What stands there, short: `Cloud balancer`, `Internal AWS NLB`, `BGP router`. */
  readonly balancer: string;
  readonly address: string;
  /** How it passes packets on. */
  readonly note: string;
  /** `awaited`: the Service asks for one, and nobody grants it. */
  readonly state: 'stands' | 'awaited';
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
  /** `samples`: not there until the sample workloads are added that the manifests lack. */
  readonly group: 'outside' | 'workloads' | 'pods' | 'nodes' | 'samples';
}

/** A URL or name worth suggesting in the request bar. */
export interface TargetChoice {
  readonly text: string;
  readonly label: string;
  /** How it is sent to: `GET` for a URL, `TCP`, `UDP`, `SCTP`. */
  readonly method?: string | undefined;
}

/** A method or protocol with a URL or `HOST:PORT`: what may be sent to a thing. */
export interface Sendable {
  readonly method: string;
  readonly target: string;
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
  /** Why it stopped where it did, `ServerSilent`; absent where nothing stopped it. */
  readonly reason?: string | undefined;
  /** Whether the sender got what it asked for: the sign on the chip. */
  readonly good: boolean;
  /** Whether the expectations that the scenario states hold; `null` if it states none. */
  readonly expected: boolean | null;
  /** Which of them do not hold, and how. */
  readonly unexpected?: readonly Unexpected[] | undefined;
  /** What the request states beside `from` and `text`. */
  readonly more?: RequestMore | undefined;
  /** What its receiver sends in turn, in order; nothing before it was followed. */
  readonly steps?: readonly ChipStep[] | undefined;
}

/** What was expected of a request and is otherwise: `outcome`, `refused`, `delivered`. */
export interface Unexpected {
  readonly key: string;
  readonly expected: string;
  readonly actual: string;
}

/** A request of `then`, short: for a part of its parent's chip. */
export interface ChipStep {
  /** `PARENT > NAME`. */
  readonly path: string;
  readonly name: string;
  readonly text: string;
  /** `null`: nobody got the request before, so it was not sent. */
  readonly word: Trace['outcome']['word'] | null;
  readonly status: number | null;
  readonly reason?: string | undefined;
  readonly good: boolean;
  readonly expected: boolean | null;
  readonly unexpected?: readonly Unexpected[] | undefined;
}

/** What loading a document gave. */
export interface Loaded {
  readonly title: string;
  readonly description: string;
  readonly requests: readonly RequestChip[];
  readonly problems: readonly Problem[];
  readonly objectCount: number;
  /** How many of them are of the text before, standing in for documents that cannot be read now. */
  readonly staleCount?: number | undefined;
  readonly picture: Picture;
  /** What of the picture is not as it should be, `Kind/NS/NAME` or `Node/NAME`. */
  readonly troubled: readonly string[];
  readonly senders: readonly SenderChoice[];
  /** How many more there are than are listed. */
  readonly moreSenders: number;
  readonly targets: readonly TargetChoice[];
  readonly moreTargets: number;
  readonly assumptions: readonly Assumption[];
  /** The settings of the cluster; empty in a sketch. */
  readonly settings: readonly SettingRow[];
}

/** How the manifests text stands to one piece of evidence: an object and its field. */
export interface EvidencePlace {
  readonly object: string;
  readonly field: string;
  /** Where the field stands; `null` if it is not in the text. */
  readonly range: Range | null;
  /** In words, to follow the field: `line 12`, `left out, so Kubernetes’ default holds: ClusterFirst`. */
  readonly said: string;
  /** What of the text it follows from, or the part of it where it would stand; `null` where the field itself is there. */
  readonly near: { readonly name: string; readonly object: string; readonly range: Range } | null;
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

/** One request of a run that has several: the request itself, or one of its `then`. */
export interface RunStep {
  /** The request's name; `PARENT > NAME` for one of `then`. */
  readonly path: string;
  readonly name: string;
  readonly verdict: Verdict;
  /** Its first hop, `null` if it was not sent. */
  readonly first: HopKey | null;
}

/** A Service that a pod is told of, as a request to it. */
export interface Onward {
  /** The pod's workload or the pod: `frontend`. */
  readonly from: string;
  /** `HOST:PORT`, or a URL where it speaks HTTP. */
  readonly target: string;
  /** What is sent, as one of the requests that follow another. */
  readonly request: RequestFields;
  /** What tells it: `CART_ADDR`, `args`. */
  readonly by: string;
  /** The line that tells it; `null` where nobody wrote it. */
  readonly line: number | null;
}

export interface Answer {
  readonly trace: Trace;
  readonly odds: Odds;
  readonly verdict: Verdict;
  /** What alone the request lacks to arrive, as a run with it has shown: pods that the pasted Services select. */
  readonly onlyMissing: 'workloads' | null;
  /** What the Service at which it ended takes instead: its other ports. */
  readonly instead: readonly Sendable[];
  /** Whom the last receiver will probably call, by what its environment and arguments say. */
  readonly onward: readonly Onward[];
  readonly hops: Readonly<Record<HopKey, HopView>>;
  /** The request and what its receivers send in turn; empty where it has no `then`. */
  readonly steps?: readonly RunStep[] | undefined;
}

/** What a run came to, in short: its verdict's sentence, and whether it went well. */
export interface RunEnd {
  readonly sentence: string;
  readonly good: boolean;
  readonly word: Trace['outcome']['word'];
  readonly status: number | null;
  readonly reason?: string | undefined;
}

/** One side of what made two runs differ: a hop, what was decided there, and what that rests on. */
export interface PartingSide {
  readonly hop: HopKey;
  readonly layer: LayerName;
  readonly at: Hop['at'];
  readonly story: Story;
  readonly evidence: readonly EvidencePlace[];
}

/** A request whose end differs from before, and the first decision on its way that made it so. */
export interface Change {
  /** The request's name, `null` for the one that was only typed. */
  readonly request: string | null;
  readonly was: RunEnd;
  readonly now: RunEnd;
  /** `null` on a side that has no hop there. */
  readonly why: { readonly was: PartingSide | null; readonly now: PartingSide | null };
}

/** What changed since before, and what the chips said then. */
export interface Changes {
  readonly before: readonly RequestChip[];
  readonly changes: readonly Change[];
}

/** One setting of `cluster:`, what it is now, and how another value can be stated. */
export interface SettingRow {
  /** As the scenario writes it: `cni.mode`. */
  readonly key: string;
  /** What it decides, in a few words. */
  readonly label: string;
  readonly value: string;
  readonly origin: 'assumed' | 'stated' | 'manifests';
  readonly control: SettingControl;
  /** Ids of the choices that are tried where an answer rests on this as an assumption. */
  readonly tries: readonly string[];
  /** What of it is not modelled, or why it cannot be stated here. */
  readonly note: string | null;
}

/** `text`: only in the scenario's text. The ids of choices are what `state` takes. */
export type SettingControl =
  | { readonly kind: 'choice'; readonly choices: readonly SettingChoice[]; readonly chosen: string | null }
  | { readonly kind: 'number'; readonly least: number; readonly most: number; readonly stated: number | null }
  | { readonly kind: 'text' };

export interface SettingChoice {
  readonly id: string;
  readonly label: string;
}

/**
 * What a request comes to under another value of a setting; `why`: the decision that makes it end otherwise. `way`: whether
 * a run that ends the same also gets there by the same decisions about the same packets. `along`: other settings that this
 * value changes too (`cni cilium`).
 */
export type OtherAnswer =
  | (OtherValue & { readonly kind: 'same'; readonly way: 'same' | 'differs' })
  | (OtherValue & { readonly kind: 'notModelled' })
  | (OtherValue & {
      readonly kind: 'differs';
      readonly end: RunEnd;
      readonly why: PartingSide | null;
    });

interface OtherValue {
  readonly setting: string;
  readonly choice: SettingChoice;
  readonly along: readonly string[];
}

/** Who may talk to whom on one port: a row of characters for each sender, one for each receiver. */
export interface ReachTable {
  readonly protocol: 'TCP' | 'UDP' | 'SCTP';
  readonly port: number | string;
  readonly pods: readonly string[];
  /** `.` may connect, `X` may not. */
  readonly rows: Readonly<Record<string, string>>;
}

/** What an object of the upper band selects. `pods` (`NS/NAME`) and `cards` (`Kind/NS/NAME`) are to be marked, pods with a word. */
export interface Selects {
  readonly ref: string;
  readonly cards: readonly string[];
  readonly pods: Readonly<Record<string, string>>;
}

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
  /** What can be sent to it, the first of its ports first. */
  readonly sendsTo: readonly Sendable[];
}

/** What a search found: the first of it, and how much there is. */
export interface Search {
  readonly found: readonly Found[];
  readonly total: number;
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
  readonly passes: readonly Pick<Pass, 'id' | 'why' | 'openedBy' | 'rides'>[];
}
