import type { Cluster, Evidence } from '#cluster';
import type { HttpRequest, Ip, Packet, Payload, Port, Protocol, Tls, Tuple } from '#net';
import type { Tables } from '#tables';
import type {
  Alternative,
  Consulted,
  Decisions,
  HopKind,
  LayerName,
  Location,
  Member,
  NonEmpty,
  Outcome,
  PassWhy,
  StoppedAt,
} from '#trace';

/** What every station may look at. Nothing in here changes while a request is walked. */
export interface World {
  readonly cluster: Cluster;
  readonly tables: Tables;
}

/** What a sender wants to reach. A name is resolved by the resolver station before anything is sent. */
export type Target =
  | { readonly kind: 'name'; readonly name: string }
  | {
      readonly kind: 'address';
      readonly ip: Ip /** The name it came from, if it was looked up. */;
      readonly named: string | null;
    };

/** What a sender is about to do; it becomes a packet once the target is an address. */
export interface Intent {
  readonly target: Target;
  readonly port: Port | null;
  readonly protocol: Protocol;
  readonly payload: Payload | null;
  readonly tls: Tls | null;
  /** Set where the sender passes on TLS that it does not open. */
  readonly relays?: 'tls';
  /** Bytes of the first packet, headers included. */
  readonly bytes: number;
  /** Set when the lookup is the request itself (`dns:`): the resolver ends the pass with the outcome. */
  readonly question: DnsQuestion | null;
  /** `node/NAME` by which a packet from outside arrives, `null` for any. */
  readonly via: string | null;
}

/** A lookup as a program asks its resolver for it. */
export interface DnsQuestion {
  readonly name: string;
  readonly type: string;
  /** False: exactly as written, no search list. */
  readonly search: boolean;
  /** Another server than resolv.conf says. */
  readonly server: Ip | null;
  readonly resolver: 'glibc' | 'musl' | null;
  readonly transport: 'udp' | 'tcp';
}

/**
 * What one run remembers from request to request: client affinity, turns of round robin, cookies, conntrack.
 * Immutable; keys are `STATION/...`. Empty at the start of a run; only `count` threads it on.
 */
export type Memory = ReadonlyMap<string, string>;

/**
 * A connection tracking entry: one per node and connection. `original` is the tuple as it came to that node,
 * `translated` as it left it. The reply is undone when it crosses that node (or balancer).
 */
export interface Nat {
  readonly place: Location['place'];
  readonly original: Tuple;
  readonly translated: Tuple;
  /**
   * `socket`: kept with a socket of that place, where eBPF translated what it was connected to: no packet is rewritten.
   * `natMap`: by Cilium's program beside a kernel that keeps entries of its own; absent: by what the node's mode says.
   */
  readonly keptBy?: 'socket' | 'natMap';
}

/** A sender with its intent, at hook `send`. */
export interface Sending {
  readonly at: Location;
  readonly intent: Intent;
  readonly memory: Memory;
  /** Simulated milliseconds since the request began. */
  readonly elapsedMs: number;
  /** The endpoint that the sender chose itself (a proxy, a resolver's answer); the client station copies it to the flow. */
  readonly member?: Member | null;
}

/** A packet at a hook. Immutable. */
export interface Flow {
  readonly at: Location;
  readonly packet: Packet;
  readonly nat: readonly Nat[];
  readonly memory: Memory;
  readonly elapsedMs: number;
  readonly ttl: number;
  /** Where the packet was sent from and with which tuple: the reply must come back there, from there. */
  readonly sent: { readonly at: Location; readonly tuple: Tuple };
  /** The endpoint that the last DNAT (or dialling) chose. */
  readonly member: Member | null;
  /** kube-proxy's mark (0x4000 unless it is configured otherwise), on this node only; cleared when the packet leaves the node. */
  readonly marked: boolean;
  /** Whether any kernel rewrote the source on this connection. */
  readonly masqueraded: boolean;
  /** The identity that an overlay carries beside the source address, where Cilium says more than the address does. */
  readonly identity?: 'world';
  /** Stable id of the pass, for source ports and choices. */
  readonly pass: string;
  /** Seed, request name and number: what choices are hashed from. */
  readonly chance: Chance;
  readonly via: string | null;
  /** Services whose load balancer passed the packet on unchanged: a node that sends it back there has no rule for it. */
  readonly passedBy?: readonly string[];
  /** The PROXY header that a balancer put in front of this connection, and the client that it names. */
  readonly proxyHeader?: { readonly version: 'v1' | 'v2'; readonly client: Ip };
}

/**
 * Seed, request name and number: what choices are hashed from. On one connection (`sameConnection`) the choices of the
 * request's own pass are those of request 0; a proxy behind it still chooses for each request.
 */
export interface Chance {
  readonly seed: number;
  readonly request: string;
  readonly number: number;
  readonly sameConnection: boolean;
  /** Set on a later request that a run shows on its first one's connection: that one stands, in every conntrack on the way. */
  readonly stands?: 'already';
}

/** What the walker records; key, pass, time and direction are the walker's. */
export type HopDraft = {
  [K in HopKind]: {
    readonly kind: K;
    readonly layer: LayerName;
    /** Where it happened; the flow's place and hook on arrival if left out. */
    readonly at?: Location;
    readonly before: Packet | null;
    readonly after: Packet | null;
    readonly decision: Decisions[K];
    readonly because: readonly Evidence[];
    readonly consulted?: readonly Consulted[];
    readonly notTaken?: readonly Alternative[];
    readonly moreNotTaken?: number;
  };
}[HopKind];

/** Forced only for hops that are kept (`follow`), never by `spread`. */
export type Draft = () => HopDraft;

/** What an opener can notice of the pass it opened. */
export interface Seen {
  readonly word: 'reply' | 'refused' | 'timeout' | 'unresolved' | 'tlsError';
  readonly payload: Payload | null;
  /** What the payload's sender said of itself: an application, a relay, an own answer. */
  readonly by: 'application' | 'relay' | 'answer' | null;
  readonly stoppedAt: StoppedAt | null;
  /** Set by a resolver that was asked (`intent.question`). */
  readonly dns: Outcome['dns'];
  readonly memory: Memory;
}

/** One class of choices that are alike for everything downstream; `weight` is that of the whole class. */
export interface Branch {
  readonly weight: bigint;
  /** How many alternatives are in the class: all equally likely. */
  readonly alike: NonEmpty<Member | string>;
  /** Goes on with one of them. Pure. Sets `flow.member` itself when the choice is an endpoint. */
  take(one: Member | string): Step;
}

export type Step =
  /** Nothing to say: next station of this hook. */
  | { readonly then: 'pass' }
  /** Something to record, and the next station of this hook goes on with `flow`. */
  | { readonly then: 'note'; readonly hop: Draft; readonly flow: Flow }
  /** On to `flow.at`; `hop` null records nothing. */
  | { readonly then: 'go'; readonly hop: Draft | null; readonly flow: Flow }
  /** A sender changed its intent (the name is now an address): the senders are asked again. */
  | { readonly then: 'resend'; readonly hop: Draft | null; readonly sending: Sending }
  /** Chance: `choice` names the choice point within the pass. */
  | { readonly then: 'fork'; readonly choice: string; readonly branches: NonEmpty<Branch> }
  /**
   * Opens another pass (lookup, upstream, retry) and resumes with what it noticed. The hop belongs to this pass.
   * `sending.elapsedMs` beyond the opener's own is time it waited before.
   */
  | {
      readonly then: 'open';
      readonly why: PassWhy;
      readonly label: string;
      readonly hop: Draft | null;
      readonly sending: Sending;
      resume(seen: Seen): Step;
    }
  /** Opens a pass that nobody waits for, then goes on with `step`. */
  | {
      readonly then: 'spawn';
      readonly why: 'mirror';
      readonly label: string;
      readonly hop: Draft | null;
      readonly sending: Sending;
      readonly step: Step;
    }
  /**
   * Somebody answers; the walker walks the reply from `flow.at`. `by`: the application itself, a proxy that relays what
   * its upstream said, or something that answered by itself (redirect, 404, DNS records); `stoppedAt` if that is a failure.
   */
  | {
      readonly then: 'serve';
      readonly by: 'application' | 'relay' | 'answer';
      readonly hop: Draft | null;
      readonly flow: Flow;
      readonly payload: Payload | null;
      readonly stoppedAt: StoppedAt | null;
      /** Request as the application got it, when a proxy changed it. */
      readonly upstream?: {
        readonly request: HttpRequest;
        readonly tls: { readonly sni: string | null; readonly clientCertificate: string | null } | null;
      };
    }
  /** It goes no further, and no reply is walked: dropped, rejected, or the resolver is done. */
  | {
      readonly then: 'end';
      readonly hop: Draft | null;
      readonly outcome: Outcome;
      /** Milliseconds waited in vain before giving up. */
      readonly waitedMs?: number;
    };

/** A part of the way that handles packets at a hook. Pure: same flow and world, same step. */
export interface Station {
  readonly layer: LayerName;
  /** What it does, in one sentence: for ARCHITECTURE.md and the hook's tooltip. */
  readonly why: string;
  handle(flow: Flow, world: World): Step;
}

/** A part of a sender: resolver, then client. */
export interface Sender {
  readonly layer: LayerName;
  readonly why: string;
  handle(sending: Sending, world: World, pass: { readonly id: string; readonly chance: Flow['chance'] }): Step;
}
