import type { Request } from '#document';
import { requestText } from '#model';
import { isGood } from '#trace';
import type { Hop, Odds, Pass, Trace } from '#trace';
import { judge, receiversOf } from '#verify';
import type { Answer, ChipStep, RunStep } from '#view';

/** Asks a request as a pod (`NS/NAME`) sends it. */
type AskFrom<Answered> = (request: Request, fromPod: string) => Answered;

interface Part<Answered> {
  readonly path: string;
  readonly request: Request;
  /** `null`: no pod got the request before, so nobody sends this one. */
  readonly answer: Answered | null;
}

/**
 * A run with what its receivers send in turn (`then`) behind it, as one run: hops and passes of a step follow those of
 * the request before it. Verdict and odds stay those of the request itself; each step has a verdict of its own.
 */
export function withThen(request: Request, own: Answer, ask: AskFrom<Answer>): Answer {
  if (request.then.length === 0) return own;
  const parts = partsAfter(request, request.name, own, ask, ({ trace }) => trace);
  const joined = parts.reduce(
    (trace, { answer, path }) => (answer === null ? trace : joinedWith(trace, answer.trace, path)),
    own.trace,
  );
  return {
    ...own,
    verdict: inAll(verdictOfChain(own.verdict, parts), own.trace, joined),
    onward: parts.at(-1)?.answer?.onward ?? [],
    trace: joined,
    hops: Object.fromEntries([
      ...Object.entries(own.hops),
      ...parts.flatMap(({ path, answer }) =>
        Object.entries(answer?.hops ?? {}).map(([key, view]) => [inStep(path, key), view] as const),
      ),
    ]),
    steps: [
      { path: request.name, name: request.name, verdict: own.verdict, first: own.trace.hops[0].key },
      ...parts.map(stepOf),
    ],
  };
}

/** The same run alone, where nobody asks what it comes to. */
export function traceWithThen(request: Request, own: Trace, follow: AskFrom<Trace>): Trace {
  return partsAfter(request, request.name, own, follow, (trace) => trace).reduce(
    (trace, { answer, path }) => (answer === null ? trace : joinedWith(trace, answer, path)),
    own,
  );
}

function joinedWith(trace: Trace, next: Trace, path: string): Trace {
  const start = Math.max(...trace.hops.map(({ atMs }) => atMs));
  return {
    ...trace,
    hops: [...trace.hops, ...next.hops.map((hop) => placedHop(hop, path, start))],
    passes: [...trace.passes, ...next.passes.map((pass) => placedPass(pass, path))],
    assumed: distinct([...trace.assumed, ...next.assumed]),
    unsupported: distinct([...trace.unsupported, ...next.unsupported]),
  };
}

function partsAfter<Answered>(
  request: Request,
  path: string,
  answer: Answered | null,
  ask: AskFrom<Answered>,
  traceOf: (answer: Answered) => Trace,
): readonly Part<Answered>[] {
  const trace = answer === null ? null : traceOf(answer);
  const sender = trace?.outcome.word === 'delivered' ? (trace.receiver?.pod ?? null) : null;
  return request.then.flatMap((next) => {
    const own = { path: `${path} > ${next.name}`, request: next, answer: sender === null ? null : ask(next, sender) };
    return [own, ...partsAfter(next, own.path, own.answer, ask, traceOf)];
  });
}

/** What a chain comes to: that of its first request, and what failed first after it. */
function verdictOfChain(own: Answer['verdict'], parts: readonly Part<Answer>[]): Answer['verdict'] {
  const failed = parts.find(({ answer }) => answer?.verdict.good !== true);
  if (!own.good || failed === undefined) return own;
  const { verdict } = stepOf(failed);
  return {
    good: false,
    sentence: `${own.sentence}; then ${failed.request.name}: ${verdict.sentence}`,
    facts: verdict.facts,
  };
}

/** The player counts the hops of all steps; each step's own counts stand in its verdict. */
function inAll(verdict: Answer['verdict'], own: Trace, joined: Trace): Answer['verdict'] {
  const hops = joined.hops.length;
  if (hops === own.hops.length) return verdict;
  return { ...verdict, facts: [...verdict.facts, `With what is sent in turn, ${hops} hops in all.`] };
}

function stepOf({ path, request, answer }: Part<Answer>): RunStep {
  const notSent = { sentence: 'Not sent, because no pod got the request before', facts: [], good: false };
  return {
    path,
    name: request.name,
    verdict: answer?.verdict ?? notSent,
    first: answer === null ? null : inStep(path, answer.trace.hops[0].key),
  };
}

function inStep(path: string, key: string): string {
  return `then ${path}/${key}`;
}

function placedHop(hop: Hop, path: string, startMs: number): Hop {
  return {
    ...hop,
    key: inStep(path, hop.key),
    pass: inStep(path, hop.pass),
    atMs: startMs + hop.atMs,
    opens: hop.opens === null ? null : inStep(path, hop.opens),
  };
}

function placedPass(pass: Pass, path: string): Pass {
  return {
    ...pass,
    id: inStep(path, pass.id),
    why: pass.why === 'request' ? 'then' : pass.why,
    openedBy: pass.openedBy === null ? null : inStep(path, pass.openedBy),
    rides: pass.rides === null ? null : inStep(path, pass.rides),
  };
}

function distinct<Item>(items: readonly Item[]): readonly Item[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}

/** The steps of a request's chip: each judged for every pod that may have received what came before. */
export function chipSteps(request: Request, own: readonly Odds[], ask: AskFrom<Odds>): readonly ChipStep[] {
  return stepsAfter(request, request.name, own, ask);
}

function stepsAfter(request: Request, path: string, own: readonly Odds[], ask: AskFrom<Odds>): readonly ChipStep[] {
  const senders = request.then.length === 0 ? [] : receiversOf(own);
  return request.then.flatMap((next) => {
    const odds = senders.map((sender) => ask(next, sender));
    const first = odds[0]?.possible[0].outcome;
    const step: ChipStep = {
      path: `${path} > ${next.name}`,
      name: next.name,
      text: requestText.what(next),
      word: first?.word ?? null,
      status: first?.response?.status ?? null,
      reason: first?.stoppedAt?.reason,
      good: first !== undefined && isGood(first),
      ...expectedOf(next, odds),
    };
    return [step, ...stepsAfter(next, step.path, odds, ask)];
  });
}

/** Whether what is stated of a request holds for all its odds, and what does not; without odds it was not sent. */
export function expectedOf({ expect }: Request, odds: readonly Odds[]): Pick<ChipStep, 'expected' | 'unexpected'> {
  if (expect === null) return { expected: null };
  if (odds.length === 0) return { expected: false };
  const failures = judge(expect, odds);
  return failures.length === 0 ? { expected: true } : { expected: false, unexpected: failures };
}
