import type { HopKey, Location, Member, Outcome, PassId, PassWhy, StoppedAt } from '#trace';
import { ONE, times } from '#trace';
import type { Draft, Flow, Memory, Sending, Step, World } from '../flow.ts';
import { SENDERS, stationsAt } from '../hooks.ts';
import { drawnWay, everyWay } from './chance.ts';
import type { End, Receipt } from './end.ts';
import { groupedForOpener, memberKey, receiptAt, seenOf, stopOutcome } from './end.ts';
import { memberServedAt, outcomeOfReply, returnedDraft } from './outcome.ts';
import type { Teller } from './recorder.ts';
import { walkReply } from './reply.ts';

/** How a run treats chance: `follow` takes one way and writes it down, `spread` takes all and only counts. */
export interface Run {
  readonly world: World;
  readonly chance: Flow['chance'];
  /** Told of the one way that is taken; `null`: spread. */
  readonly recorder: Teller | null;
  /** Steps left before the rest is reported as not expanded. */
  budget: { left: number };
}

/** What a pass is called in its run, and how chance and source ports know it: a later request on a connection has those of the first. */
export interface PassName {
  readonly id: PassId;
  readonly connection: PassId;
}

/** The state of one pass on one way through its forks. Immutable. */
interface PassState {
  readonly name: PassName;
  readonly depth: number;
  /** Ids of passes opened so far, so that repeated ones are numbered the same in every run. */
  readonly opened: readonly string[];
  readonly mirrored: readonly Member[];
}

/** Where a walk stands: a sender with its intent, or a packet at a hook; `base` is the clock the station was handed. */
type Point = { readonly sending: Sending; readonly flow: null } | { readonly sending: null; readonly flow: Flow };

const MAX_DEPTH = 10;

/** Walks one pass from its sender to every end (or the drawn one). Weights of the ends sum to 1, less what was not expanded. */
export function runPass(run: Run, name: PassName, sending: Sending, depth: number): readonly End[] {
  return fromSender(run, { name, depth, opened: [], mirrored: [] }, sending);
}

/** Goes on from a step that was made outside of any station, as a request's beginning is. */
export function runStep(run: Run, name: PassName, sending: Sending, step: Step): readonly End[] {
  return take(run, { name, depth: 0, opened: [], mirrored: [] }, { sending, flow: null }, step);
}

/** A pass on a connection of its own. */
export function ownName(id: PassId): PassName {
  return { id, connection: id };
}

/** A later request on the connection of a pass: `request~2`. */
export function ridingName(id: PassId, number: number): PassName {
  return { id: `${id}~${number}`, connection: id };
}

function fromSender(run: Run, state: PassState, first: Sending): readonly End[] {
  let sending = first;
  for (let turn = 0; turn < 8; turn++) {
    const step = askSenders(run, state, sending);
    if (step.then !== 'resend') return take(run, state, { sending, flow: null }, step);
    note(run, state, sending.at, step.hop, null);
    spend(run, sending.elapsedMs, step.sending.elapsedMs);
    sending = clocked(run, step.sending);
  }
  throw new Error('a sender that never sends');
}

function askSenders(run: Run, state: PassState, sending: Sending): Step {
  for (const sender of SENDERS) {
    const step = sender.handle(sending, run.world, { id: state.name.connection, chance: run.chance });
    if (step.then !== 'pass') return step;
  }
  throw new Error('no sender sends the packet');
}

function fromHook(run: Run, state: PassState, first: Flow): readonly End[] {
  let flow = first;
  for (;;) {
    if (run.budget.left-- <= 0) return [];
    if (flow.ttl <= 0) return take(run, state, { sending: null, flow }, wornOut(flow));
    const step = askStations(run, state, flow);
    if (step.step.then !== 'go') return take(run, state, { sending: null, flow: step.flow }, step.step);
    note(run, state, step.flow.at, step.step.hop, null);
    spend(run, step.flow.elapsedMs, step.step.flow.elapsedMs);
    const leftNode = step.flow.at.place.kind !== step.step.flow.at.place.kind || step.flow.at.hook === 'wire';
    flow = { ...step.step.flow, elapsedMs: run.recorder?.nowMs ?? 0, ttl: step.step.flow.ttl - (leftNode ? 1 : 0) };
  }
}

/** A packet that went round until its time to live was used up (RFC 791: the router drops it). */
function wornOut(flow: Flow): Step {
  const stoppedAt: StoppedAt = { layer: 'cni', reason: 'TtlExceeded', objects: [] };
  return {
    then: 'end',
    outcome: stopOutcome('timeout', stoppedAt),
    hop: () => ({
      kind: 'stop',
      layer: 'cni',
      before: flow.packet,
      after: null,
      decision: { ...stoppedAt, outcome: 'timeout', note: '' },
      because: [],
    }),
  };
}

function askStations(run: Run, state: PassState, first: Flow): { readonly step: Step; readonly flow: Flow } {
  let flow = first;
  for (const station of stationsAt(flow.at)) {
    const step = station.handle(flow, run.world);
    if (step.then === 'note') {
      note(run, state, flow.at, step.hop, null);
      spend(run, flow.elapsedMs, step.flow.elapsedMs);
      flow = { ...step.flow, elapsedMs: run.recorder?.nowMs ?? 0 };
    } else if (step.then !== 'pass') return { step, flow };
  }
  throw new Error(`no station takes the packet on from ${flow.at.place.kind} ${flow.at.hook}`);
}

/** Carries out a step that ends, forks or opens something. */
function take(run: Run, state: PassState, point: Point, step: Step): readonly End[] {
  const at = point.flow === null ? point.sending.at : point.flow.at;
  const base = point.flow === null ? point.sending.elapsedMs : point.flow.elapsedMs;
  switch (step.then) {
    case 'pass':
      throw new Error('a choice or an opened pass must lead on');
    case 'note':
      note(run, state, at, step.hop, null);
      spend(run, base, step.flow.elapsedMs);
      return fromHook(run, state, step.flow);
    case 'go':
      note(run, state, at, step.hop, null);
      spend(run, base, step.flow.elapsedMs);
      return fromHook(run, state, { ...step.flow, elapsedMs: run.recorder?.nowMs ?? 0 });
    case 'resend':
      note(run, state, at, step.hop, null);
      spend(run, base, step.sending.elapsedMs);
      return fromSender(run, state, clocked(run, step.sending));
    case 'fork':
      return forked(run, state, point, step);
    case 'open':
      return opened(run, state, point, step);
    case 'spawn': {
      const child = childOf(state, step.why, step.label);
      const hop = note(run, state, at, step.hop, child.name.id);
      const ends = inPass(run, child, step, hop);
      const got = ends.flatMap((end) => end.receipts.flatMap(({ members }) => members));
      return take(run, { ...child.state, mirrored: [...state.mirrored, ...got] }, point, step.step);
    }
    case 'serve':
      spend(run, base, step.flow.elapsedMs);
      return served(run, state, step);
    case 'end':
      run.recorder?.advance(step.waitedMs ?? 0);
      note(run, state, at, step.hop, null);
      return [ended(state, point.flow, step.outcome)];
  }
}

function forked(run: Run, state: PassState, point: Point, step: Extract<Step, { then: 'fork' }>): readonly End[] {
  if (run.recorder !== null) {
    const way = drawnWay(step.branches, step.choice, state.name.connection, run.chance);
    return take(run, state, point, way.branch.take(way.one));
  }
  return everyWay(step.branches).flatMap(({ part, one, alike, branch }) =>
    take(run, state, point, branch.take(one)).map((end) => ({
      ...end,
      weight: times(end.weight, part),
      receipts:
        alike.length === 1 || typeof one === 'string'
          ? end.receipts
          : end.receipts.map((receipt) => widened(receipt, one, alike)),
    })),
  );
}

/** A receipt of the one that was tried stands for all that are alike. */
function widened(receipt: Receipt, one: Member, alike: readonly (Member | string)[]): Receipt {
  const only = receipt.members.length === 1 ? receipt.members[0] : undefined;
  if (only === undefined || memberKey(only) !== memberKey(one)) return receipt;
  return { ...receipt, members: alike.filter((member) => typeof member !== 'string') };
}

function opened(run: Run, state: PassState, point: Point, step: Extract<Step, { then: 'open' }>): readonly End[] {
  const at = point.flow === null ? point.sending.at : point.flow.at;
  const child = childOf(state, step.why, step.label);
  spend(run, point.flow === null ? point.sending.elapsedMs : point.flow.elapsedMs, step.sending.elapsedMs);
  const hop = note(run, state, at, step.hop, child.name.id);
  if (state.depth >= MAX_DEPTH) return [];
  const ends = inPass(run, child, step, hop);
  return groupedForOpener(ends).flatMap((inner) => {
    const outer = take(run, child.state, point, step.resume(seenOf(inner)));
    return outer.map((end) => ({
      ...end,
      weight: times(end.weight, inner.weight),
      receipts: end.by === 'relay' && end.receipts.length === 0 ? inner.receipts : end.receipts,
    }));
  });
}

function inPass(
  run: Run,
  child: Child,
  step: Extract<Step, { then: 'open' | 'spawn' }>,
  openedBy: HopKey | null,
): readonly End[] {
  run.recorder?.enter(child.name.id, step.why, step.label, openedBy);
  const ends = runPass(run, child.name, clocked(run, step.sending), child.state.depth + 1);
  run.recorder?.leave(ends[0]?.outcome ?? stopOutcome('timeout', null));
  return ends;
}

interface Child {
  readonly name: PassName;
  /** The opener's state, which remembers that it opened this. */
  readonly state: PassState;
}

function childOf(state: PassState, why: PassWhy, label: string): Child {
  const plain = `${why}:${label}`;
  const before = state.opened.filter((name) => name === plain).length;
  const own = `${plain}${before === 0 ? '' : `#${before + 1}`}`;
  const name = { id: `${state.name.id}/${own}`, connection: `${state.name.connection}/${own}` };
  return { name, state: { ...state, opened: [...state.opened, plain] } };
}

function served(run: Run, state: PassState, step: Extract<Step, { then: 'serve' }>): readonly End[] {
  note(run, state, step.flow.at, step.hop, null);
  const { world } = run;
  const reply = walkReply(step.flow, step.payload, world);
  if (run.recorder !== null) {
    for (const { at, draft } of reply.hops) run.recorder.hop(state.name.id, 'reply', at, draft, null);
    run.recorder.hop(state.name.id, 'reply', step.flow.sent.at, returnedDraft(step.flow, step.payload, reply), null);
  }
  const heard = reply.arrived === 'asDialled';
  const member = step.by === 'application' ? memberServedAt(step.flow, world.cluster) : null;
  return [
    {
      weight: ONE,
      outcome: heard ? outcomeOfReply(step.by, step.payload, step.stoppedAt) : stopOutcome('timeout', REPLY_MISSED),
      payload: heard ? step.payload : null,
      by: step.by,
      masqueraded: step.flow.masqueraded,
      mirrored: state.mirrored,
      receipts: member === null ? [] : [receiptAt(member, step.flow.packet)],
      memory: step.flow.memory,
    },
  ];
}

const REPLY_MISSED: StoppedAt = { layer: 'service', reason: 'ReplyMissedNat', objects: [] };

function ended(state: PassState, flow: Flow | null, outcome: Outcome): End {
  const member = flow?.member ?? null;
  return {
    weight: ONE,
    outcome,
    payload: null,
    by: null,
    masqueraded: flow?.masqueraded ?? false,
    mirrored: state.mirrored,
    receipts: member === null ? [] : [receiptAt(member, null)],
    memory: flow?.memory ?? EMPTY,
  };
}

const EMPTY: Memory = new Map();

/** Records a hop where a run is written down; a run that only counts never makes it. */
function note(run: Run, state: PassState, at: Location, draft: Draft | null, opens: PassId | null): HopKey | null {
  if (run.recorder === null || draft === null) return null;
  return run.recorder.hop(state.name.id, 'forward', at, draft, opens);
}

/** Adds to the clock what a station says it took beyond the time it was handed. */
function spend(run: Run, handedMs: number, leftMs: number): void {
  run.recorder?.advance(leftMs - handedMs);
}

function clocked(run: Run, sending: Sending): Sending {
  return { ...sending, elapsedMs: run.recorder?.nowMs ?? 0 };
}
