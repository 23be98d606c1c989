import type { Request } from '#document';
import type { ComparedHops, Hop, Trace } from '#trace';
import { compareRuns } from '#trace';
import type { Answer, Change, Changes, PartingSide, RunEnd } from '#view';
import type { Session } from './session.ts';

/** A run and all the ways it can end, of which it is one. */
type Asked = Pick<Answer, 'trace' | 'odds' | 'verdict' | 'hops' | 'steps'>;

/** What a run came to, in short, with what failed of what its receiver sent in turn. */
export function endOf({ trace, odds, verdict: whole, steps = [] }: Asked): RunEnd {
  const verdict = steps[0]?.verdict ?? whole;
  const others = otherWords({ trace, odds });
  const failed = steps.slice(1).filter((step) => !step.verdict.good);
  return {
    sentence: [
      others.length === 0 ? verdict.sentence : `${verdict.sentence}, or else ${others.join(', ')}`,
      ...failed.map(({ name, verdict: its }) => `then ${name}: ${its.sentence}`),
    ].join('; '),
    good: verdict.good && failed.length === 0,
    word: trace.outcome.word,
    status: trace.outcome.response?.status ?? null,
    reason: trace.outcome.stoppedAt?.reason,
  };
}

/**
 * What a sender would notice of a run, and where it was lost: outcome, status, records, workload that got it, and which
 * other outcomes are possible, and whether what it sent in turn went well. Another replica of the same workload is no other end.
 */
export function sameEnd(one: Asked, other: Asked): boolean {
  return experience(one) === experience(other);
}

function experience({ trace, odds, steps = [] }: Asked): string {
  const { outcome, receiver } = trace;
  return JSON.stringify([
    outcome.word,
    outcome.response?.status ?? null,
    outcome.response?.grpcStatus ?? null,
    outcome.stoppedAt === null ? null : [outcome.stoppedAt.layer, outcome.stoppedAt.reason],
    outcome.word === 'answered' ? (outcome.dns?.answers.map(({ data }) => data) ?? null) : null,
    receiver === null ? null : (receiver.workload ?? receiver.pod ?? receiver.ip),
    otherWords({ trace, odds }),
    steps.slice(1).map(({ path, verdict }) => [path, verdict.good]),
  ]);
}

function otherWords({ trace, odds }: Pick<Asked, 'trace' | 'odds'>): readonly string[] {
  const words = new Set(odds.possible.map(({ outcome }) => outcome.word));
  return [...words].filter((word) => word !== trace.outcome.word).toSorted();
}

/**
 * The decision at which two runs part, on each side. Where a policy stopped one of them, it is what policies said of the
 * same direction in the other, whichever replica was drawn on the way there.
 */
export function partingOf(was: Asked, now: Asked): Change['why'] {
  const { rows, parting } = compareRuns(was.trace, now.trace);
  const row = judgedOtherwise(was.trace, now.trace) ?? (parting === null ? undefined : rows[parting]);
  return { was: sideOf(was, row?.before ?? null), now: sideOf(now, row?.after ?? null) };
}

/** The hops at which policies stopped one run, and let the other through in the same direction of the same pass. */
function judgedOtherwise(was: Trace, now: Trace): Pick<ComparedHops, 'before' | 'after'> | null {
  const [before, after] = [judgementThatStopped(was), judgementThatStopped(now)];
  if ((before === null) === (after === null)) return null;
  const found = before === null ? judgementLike(was, after) : judgementLike(now, before);
  if (found === null) return null;
  const stopped = before ?? after;
  const indexIn = ({ hops }: Trace, hop: Judgement | null) => (hop === null ? null : hops.indexOf(hop));
  return before === null
    ? { before: indexIn(was, found), after: indexIn(now, stopped) }
    : { before: indexIn(was, stopped), after: indexIn(now, found) };
}

type Judgement = Extract<Hop, { readonly kind: 'judge' }>;

function judgementThatStopped({ hops, outcome }: Trace): Judgement | null {
  if (outcome.stoppedAt?.layer !== 'policy') return null;
  return hops.findLast((hop): hop is Judgement => hop.kind === 'judge') ?? null;
}

function judgementLike({ hops }: Trace, other: Judgement | null): Judgement | null {
  const isLike = (hop: Hop): hop is Judgement =>
    hop.kind === 'judge' && hop.pass === other?.pass && hop.decision.direction === other.decision.direction;
  return hops.findLast(isLike) ?? null;
}

function sideOf({ trace, hops }: Asked, index: number | null): PartingSide | null {
  const hop = index === null ? undefined : trace.hops[index];
  const view = hop === undefined ? undefined : hops[hop.key];
  return hop === undefined || view === undefined
    ? null
    : { hop: hop.key, layer: hop.layer, at: hop.at, story: view.story, evidence: view.evidence };
}

/**
 * The saved requests whose end differs between two states of a document, and a typed one. A request that one of the two
 * does not have has no change.
 */
export function changesBetween(before: Session, now: Session, typed: Request | null): readonly Change[] {
  const pairs = now.scenario.requests.flatMap((request) => {
    const old = before.request(request.name);
    return old === null ? [] : [{ name: request.name, old, request }];
  });
  const all = typed === null ? pairs : [...pairs, { name: null, old: typed, request: typed }];
  return all.flatMap(({ name, old, request }) => {
    const was = before.ask(old);
    const is = now.ask(request);
    return sameEnd(was, is) ? [] : [{ request: name, was: endOf(was), now: endOf(is), why: partingOf(was, is) }];
  });
}

/**
 * Remembers a document's states so that "before" is the last one from which some request's end has changed since: typing
 * on after that does not move it, so what an edit broke is said until another edit changes something.
 */
export class Baseline {
  /** The state in which the requests last ended otherwise. */
  readonly session: Session;
  /** The state that was compared last. */
  private readonly seen: Session;

  constructor(session: Session, seen: Session = session) {
    this.session = session;
    this.seen = seen;
  }

  /** The memory after a new state, and what changed there. */
  moved(now: Session, typed: Request | null): { readonly baseline: Baseline; readonly changes: Changes } {
    const isFresh = this.seen !== now && changesBetween(this.seen, now, typed).length > 0;
    const baseline = new Baseline(isFresh ? this.seen : this.session, now);
    const changes = baseline.session === now ? [] : changesBetween(baseline.session, now, typed);
    return { baseline, changes: { before: baseline.session.loaded.requests, changes } };
  }
}
