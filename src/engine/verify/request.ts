import type { Request } from '#document';
import type { Odds, Trace } from '#trace';
import { possibleIn } from './every.ts';
import { distinct, type Failure, unsupported } from './failure.ts';
import { judge, notSupported } from './judge.ts';
import type { Ask, RequestReport } from './report.ts';

type Problem = Trace['unsupported'][number];

/** A request and, each for itself, those of its `then`. */
export function judgeRequest(request: Request, problems: readonly Problem[], ask: Ask): readonly RequestReport[] {
  return judgeFrom(request, request.name, [null], problems, ask);
}

/** `senders`: the pods that send it (`NS/NAME`), or `[null]` for the request's own sender. */
function judgeFrom(
  request: Request,
  name: string,
  senders: readonly (string | null)[],
  problems: readonly Problem[],
  ask: Ask,
): readonly RequestReport[] {
  const odds = senders.map((sender) => ask.spread(request, sender));
  const nobody = { key: 'then', expected: 'a pod that got the request before', actual: 'nobody got it' };
  const failures = distinct([
    ...(senders.length === 0 ? [nobody] : []),
    ...problems.filter((problem) => concerns(problem, request)).map(unknownKey),
    ...problems.filter(({ code }) => code === 'NotModelledYet').map(unknownKind),
    ...senders.flatMap((sender) => ask.follow(request, sender).unsupported.map(notModelled)),
    ...(request.expect === null ? odds.flatMap(notSupported) : judge(request.expect, odds)),
  ]);
  const receivers = receiversOf(odds);
  return [
    { name, pass: failures.length === 0, failures },
    ...request.then.flatMap((next) => judgeFrom(next, `${name} > ${next.name}`, receivers, problems, ask)),
  ];
}

/** Every pod that may have received: it sends what stands in `then`. */
export function receiversOf(odds: readonly Odds[]): readonly string[] {
  const pods = odds.flatMap((one) =>
    possibleIn(one).flatMap(({ outcome, members }) =>
      outcome.word === 'delivered' ? members.flatMap(({ pod }) => (pod === null ? [] : [pod])) : [],
    ),
  );
  return [...new Set(pods)];
}

/** Whether a problem stands in the request's `expect`. */
function concerns({ field }: Problem, { path }: Request): boolean {
  return field !== null && [...path, 'expect'].every((step, index) => field[index] === step);
}

function unknownKey({ field, sentence }: Problem): Failure {
  return unsupported(String(field?.at(-1) ?? 'expect'), sentence);
}

/** An object that would decide something and does not here: no answer beside it is worth anything. */
function unknownKind({ object, sentence }: Problem): Failure {
  return unsupported(object?.split('/')[0] ?? 'kind', sentence);
}

function notModelled({ field, object, sentence, code }: Problem): Failure {
  return unsupported(String(field?.at(-1) ?? object ?? code), sentence);
}
