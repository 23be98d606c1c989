import type { Hop, HopKey, Location, NonEmpty, Outcome, Pass, PassId, PassWhy } from '#trace';
import type { Draft, HopDraft, Target } from '../flow.ts';
import { hopMs } from './clock.ts';

interface OpenPass {
  readonly id: PassId;
  readonly why: PassWhy;
  readonly label: string;
  readonly openedBy: HopKey | null;
  readonly rides: PassId | null;
  readonly startedMs: number;
}

/** Whom a run that takes one way tells of itself while it goes. */
export interface Teller {
  readonly nowMs: number;
  advance(byMs: number): void;
  hop(pass: PassId, way: Hop['way'], at: Location, draft: Draft, opens: PassId | null): HopKey;
  enter(id: PassId, why: PassWhy, label: string, openedBy: HopKey | null, rides?: PassId | null): void;
  leave(outcome: Outcome): void;
}

/** For a run of which only the end counts: no hop is made, and the clock, by which nothing is decided, stands still. */
export const UNTOLD: Teller = {
  nowMs: 0,
  advance: () => undefined,
  hop: () => '',
  enter: () => undefined,
  leave: () => undefined,
};

/** Writes one run down: hops in playing order over all passes. The only mutable thing of a walk; `spread` has none. */
export class Recorder implements Teller {
  private readonly hops: Hop[] = [];
  private readonly passes: Pass[] = [];
  private readonly open: OpenPass[] = [];
  private readonly keys = new Map<string, number>();
  private clockMs = 0;

  get nowMs(): number {
    return this.clockMs;
  }

  advance(byMs: number): void {
    if (byMs > 0) this.clockMs += byMs;
  }

  /** Records a hop and returns its key. */
  hop(pass: PassId, way: Hop['way'], at: Location, draft: Draft, opens: PassId | null): HopKey {
    const made = draft();
    const key = this.freshKey(pass, way, made.at ?? at, made);
    if (made.kind === 'send') this.meets(pass, made);
    this.hops.push(finishedHop(made, { key, pass, way, at: made.at ?? at, atMs: round(this.clockMs), opens }));
    this.advance(hopMs(made));
    return key;
  }

  /** Opens a pass; its place in the list of passes is that of its opening. */
  enter(id: PassId, why: PassWhy, label: string, openedBy: HopKey | null, rides: PassId | null = null): void {
    this.open.push({ id, why, label, openedBy, rides, startedMs: this.clockMs });
    this.passes.push({ id, why, label, openedBy, rides, outcome: NOTHING, tookMs: 0 });
  }

  leave(outcome: Outcome): void {
    const pass = this.open.pop();
    if (pass === undefined) throw new Error('a pass was left that was never entered');
    const index = this.passes.findIndex(({ id }) => id === pass.id);
    this.passes[index] = {
      id: pass.id,
      why: pass.why,
      label: pass.label,
      openedBy: pass.openedBy,
      rides: pass.rides,
      outcome,
      tookMs: round(this.clockMs - pass.startedMs),
    };
  }

  finished(): { readonly hops: NonEmpty<Hop>; readonly passes: NonEmpty<Pass> } {
    const [hop, ...hops] = this.hops;
    const [pass, ...passes] = this.passes;
    if (hop === undefined || pass === undefined) throw new Error('a run without a hop');
    return { hops: [hop, ...hops], passes: [pass, ...passes] };
  }

  /** Where the request's own first packet went, `null` if it never left. */
  get firstSent(): Target | null {
    const hop = this.hops.find(({ kind, pass }) => kind === 'send' && pass === 'request');
    if (hop?.kind !== 'send' || hop.after === null) return null;
    return { kind: 'address', ip: hop.after.dst, named: hop.decision.named };
  }

  get isEmpty(): boolean {
    return this.hops.length === 0;
  }

  /** A proxy's hop shows the connection it opens as the kernel made it, source port included. */
  private meets(pass: PassId, sent: HopDraft): void {
    const openedBy = this.passes.find(({ id }) => id === pass)?.openedBy;
    const index = this.hops.findIndex(({ key, kind }) => key === openedBy && kind === 'proxy');
    const opener = this.hops[index];
    if (opener?.after !== null && opener !== undefined && opener.after.dst === sent.after?.dst) {
      this.hops[index] = { ...opener, after: sent.after };
    }
  }

  private freshKey(pass: PassId, way: Hop['way'], at: Location, draft: HopDraft): HopKey {
    const plain = `${pass}/${way}/${draft.kind}@${placeText(at)}:${at.hook}`;
    const seen = (this.keys.get(plain) ?? 0) + 1;
    this.keys.set(plain, seen);
    return seen === 1 ? plain : `${plain}#${seen}`;
  }
}

const NOTHING: Outcome = { word: 'timeout', response: null, certificate: null, dns: null, stoppedAt: null };

function finishedHop(draft: HopDraft, walked: Pick<Hop, 'key' | 'pass' | 'way' | 'at' | 'atMs' | 'opens'>): Hop {
  const shared = {
    ...walked,
    layer: draft.layer,
    before: draft.before,
    after: draft.after,
    because: draft.because,
    consulted: draft.consulted ?? [],
    notTaken: { shown: draft.notTaken ?? [], more: draft.moreNotTaken ?? 0 },
  };
  // The pair of kind and decision is the draft's own, which the type of HopDraft has checked.
  return { ...shared, kind: draft.kind, decision: draft.decision } as Hop;
}

/** `pod/shop/web-0`, `node/node-a`, `balancer/shop/web`, `outside/203.0.113.7`. */
function placeText(at: Location): string {
  switch (at.place.kind) {
    case 'pod':
      return `pod/${at.place.pod}`;
    case 'node':
      return `node/${at.place.node}`;
    case 'balancer':
      return `balancer/${at.place.service}`;
    case 'outside':
      return `outside/${at.place.ip}`;
  }
}

function round(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}
