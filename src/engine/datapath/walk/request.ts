import type { Request } from '#document';
import { parseWebUrl } from '#net';
import { times } from '#trace';
import type { Sending, Target } from '../flow.ts';
import type { Circumstances } from './circumstances.ts';
import type { End } from './end.ts';
import { groupedBySeen, stopOutcome } from './end.ts';
import type { Run } from './interpret.ts';
import { ownName, ridingName, runStep } from './interpret.ts';
import { startOf } from './start.ts';
import { authority, targetName, trackLabel } from './track-label.ts';

const REDIRECTS = [301, 302, 303, 307, 308];
/** curl follows 50, browsers 20; a chain this long is a loop in every case worth showing. */
const MOST_REDIRECTS = 10;

/** Walks a request to its ends; with `follow: true` each redirect is a pass of its own, until something else answers. */
export function runRequest(run: Run, request: Request, given: Circumstances): readonly End[] {
  return sent(run, request, given, 'request', 0);
}

/**
 * The second request on the connection that the first one opened, where `sameConnection` says so and the first was
 * answered: to the same address without a lookup, by the entries that conntrack made.
 */
export function rideAlong(run: Run, request: Request, given: Circumstances, target: Target): void {
  const { sending } = startOf(
    run.world.cluster,
    request,
    given.from ?? null,
    given.memory ?? new Map(),
    given.parseRef,
  );
  const again: Sending = { ...sending, elapsedMs: run.recorder?.nowMs ?? 0, intent: { ...sending.intent, target } };
  const name = ridingName('request', 2);
  const label = `2 of ${request.count}, same connection`;
  run.recorder?.enter(name.id, 'request', label, null, 'request');
  const [end] = runStep(run, name, again, { then: 'resend', hop: null, sending: again });
  run.recorder?.leave(end?.outcome ?? stopOutcome('timeout', null));
}

function sent(run: Run, request: Request, given: Circumstances, id: string, redirects: number): readonly End[] {
  const memory = given.memory ?? new Map<string, string>();
  const { sending, step } = startOf(run.world.cluster, request, given.from ?? null, memory, given.parseRef);
  run.recorder?.enter(id, redirects === 0 ? 'request' : 'redirect', trackLabel(run.world, sending.at, request), null);
  const ends = groupedBySeen(runStep(run, ownName(id), sending, step));
  run.recorder?.leave(ends[0]?.outcome ?? stopOutcome('timeout', null));
  return ends.flatMap((end) => {
    const next = redirected(request, end);
    if (next === null) return [end];
    if (redirects >= MOST_REDIRECTS) {
      return [
        { ...end, outcome: { ...end.outcome, stoppedAt: { layer: 'client', reason: 'RedirectLoop', objects: [] } } },
      ];
    }
    const after = sent(
      run,
      next,
      { ...given, memory: end.memory },
      `${id}/redirect:${targetName(next)}`,
      redirects + 1,
    );
    return after.map((later) => ({ ...later, weight: times(later.weight, end.weight) }));
  });
}

/** The request that a client sends after this answer, as curl -L does: 303 turns into GET, a new host is looked up anew. */
function redirected(request: Request, end: End): Request | null {
  const { sends } = request;
  const location = end.outcome.response?.headers.location;
  if (sends.kind !== 'http' || sends.http.follow !== true || location === undefined) return null;
  if (!REDIRECTS.includes(end.outcome.response?.status ?? 0)) return null;
  const before = parseWebUrl(sends.http.url);
  const url = location.startsWith('/') ? `${before?.scheme ?? 'http'}://${authority(before)}${location}` : location;
  const sameHost = parseWebUrl(url)?.host === before?.host;
  const { connectTo, headers, ...rest } = sends.http;
  const kept = Object.fromEntries(
    Object.entries(headers ?? {}).filter(([name]) => sameHost || name.toLowerCase() !== 'host'),
  );
  return {
    ...request,
    sends: {
      kind: 'http',
      http: {
        ...rest,
        url,
        headers: kept,
        ...(connectTo !== undefined && sameHost ? { connectTo } : {}),
        ...(end.outcome.response?.status === 303 ? { method: 'GET', bodyBytes: 0 } : {}),
      },
    },
  };
}
