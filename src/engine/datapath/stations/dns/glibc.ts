import type { Ip } from '#net';
import type { Step } from '../../flow.ts';
import type { Asker, Heard, Log } from './asker.ts';
import { askServer, isNoData, isSuccess, together } from './asker.ts';
import type { Candidate, Candidates } from './candidate.ts';

/** How long Linux tries to open a TCP connection that nobody answers (six SYN retransmissions). */
const TCP_CONNECT_MS = 127_000;

type Next = (heard: Heard, log: Log) => Step;

/**
 * The search of glibc (`resolv/res_query.c`, __res_context_search): enough dots first as it is, then the search list, at
 * last as it is. NXDOMAIN, no data and SERVFAIL go on to the next domain; a timeout skips the rest of the list; a reject
 * stops at once. Without success the result is that of the first try as it is, else no data, else SERVFAIL, else the last.
 */
export function searchLikeGlibc(asker: Asker, candidates: Candidates, log: Log, done: Next): Step {
  const { asIs, list, order } = candidates;
  if (order === 'only') return askName(asker, asIs, log, done);
  if (order === 'asIs') {
    return askName(asker, asIs, log, (heard, after) =>
      isSuccess(heard) ? done(heard, after) : walkList(asker, { list, asIs, tried: heard }, after, done),
    );
  }
  return walkList(asker, { list, asIs, tried: null }, log, done);
}

interface Walk {
  readonly list: readonly Candidate[];
  readonly asIs: Candidate;
  /** What the name as it is gave, if it was asked first. */
  readonly tried: Heard | null;
}

interface Met {
  readonly noData: Heard | null;
  readonly serverFailure: Heard | null;
  readonly last: Heard | null;
}

function walkList(asker: Asker, walk: Walk, log: Log, done: Next): Step {
  const finish = (met: Met, after: Log): Step => {
    const result = walk.tried ?? met.noData ?? met.serverFailure ?? met.last;
    if (result === null) return askName(asker, walk.asIs, after, done);
    return done(result, after);
  };
  const atLast = (met: Met, after: Log): Step => {
    if (walk.tried !== null) return finish(met, after);
    return askName(asker, walk.asIs, after, (heard, later) =>
      isSuccess(heard) ? done(heard, later) : finish(noted(met, heard), later),
    );
  };
  const step = (index: number, met: Met, before: Log): Step => {
    const candidate = walk.list[index];
    if (candidate === undefined) return atLast(met, before);
    return askName(asker, candidate, before, (heard, after) => {
      if (isSuccess(heard)) return done(heard, after);
      switch (heard.kind) {
        case 'refused':
          return done(heard, after);
        case 'timeout':
          return atLast(noted(met, heard), after);
        case 'message': {
          const goesOn = ['NOERROR', 'NXDOMAIN', 'SERVFAIL'].includes(heard.message.rcode);
          return goesOn ? step(index + 1, noted(met, heard), after) : atLast(noted(met, heard), after);
        }
      }
    });
  };
  return step(0, { noData: null, serverFailure: null, last: null }, log);
}

function noted(met: Met, heard: Heard): Met {
  const isFailure = heard.kind === 'message' && heard.message.rcode === 'SERVFAIL';
  return {
    noData: met.noData ?? (isNoData(heard) ? heard : null),
    serverFailure: met.serverFailure ?? (isFailure ? heard : null),
    last: heard,
  };
}

/** One name, all the types wanted. They go out side by side, so that a dead server is waited for once. */
function askName(asker: Asker, candidate: Candidate, log: Log, next: Next): Step {
  const [type, other] = asker.types;
  return askServers(asker, { candidate, type }, log, (first, after) => {
    if (other === undefined || first.kind !== 'message' || first.message.rcode === 'NXDOMAIN')
      return next(first, after);
    return askServers(asker, { candidate, type: other }, after, (second, later) =>
      next(together(first, second), later),
    );
  });
}

/**
 * One question to the servers in turn, one try each per attempt (`resolv/res_send.c`): a failing rcode, a timeout or a
 * reject moves on to the next server; a truncated answer is asked again over TCP.
 */
function askServers(
  asker: Asker,
  question: { readonly candidate: Candidate; readonly type: string },
  log: Log,
  next: Next,
): Step {
  const { servers, options } = asker;
  const tries = Array.from({ length: options.attempts }, (_, attempt) =>
    servers.map((server, index) => ({ server, attempt, waitMs: waitMs(options.timeoutMs, index, servers.length) })),
  ).flat();
  const step = (index: number, before: Log, worst: Heard | null): Step => {
    const one = tries[index];
    if (one === undefined) return next(worst ?? NO_SERVER, before);
    const transport = options.transport;
    const asked = { ...question, server: one.server, attempt: one.attempt + 1, transport };
    return askServer(asker, asked, before, (heard, after) => {
      switch (heard.kind) {
        case 'timeout': {
          const waited = { ...after, waitedMs: after.waitedMs + (transport === 'tcp' ? TCP_CONNECT_MS : one.waitMs) };
          return transport === 'tcp' ? next(heard, waited) : step(index + 1, waited, graver(worst, heard));
        }
        case 'refused':
          return step(index + 1, after, graver(worst, heard));
        case 'message':
          if (heard.message.truncated) return overTcp(asker, asked, after, next);
          if (isFailing(heard)) return step(index + 1, after, graver(worst, heard));
          return next(heard, after);
      }
    });
  };
  return step(0, log, null);
}

function overTcp(
  asker: Asker,
  asked: { readonly candidate: Candidate; readonly type: string; readonly server: Ip; readonly attempt: number },
  log: Log,
  next: Next,
): Step {
  return askServer(asker, { ...asked, transport: 'tcp' }, log, (heard, after) =>
    next(heard, heard.kind === 'timeout' ? { ...after, waitedMs: after.waitedMs + TCP_CONNECT_MS } : after),
  );
}

const NO_SERVER: Heard = { kind: 'refused', stoppedAt: { layer: 'dns', reason: 'NoServers', objects: [] } };

function isFailing(heard: Heard): boolean {
  return heard.kind === 'message' && ['SERVFAIL', 'NOTIMP', 'REFUSED'].includes(heard.message.rcode);
}

/** What counts when no server gave a usable answer: a failing rcode before a timeout, that before rejects only. */
function graver(worst: Heard | null, heard: Heard): Heard {
  const rank = (one: Heard): number => (one.kind === 'message' ? 2 : one.kind === 'timeout' ? 1 : 0);
  return worst === null || rank(heard) >= rank(worst) ? heard : worst;
}

/** The first server gets the whole timeout, later ones a doubled share of it (`res_send.c`, send_dg). */
function waitMs(timeoutMs: number, index: number, servers: number): number {
  if (index === 0) return timeoutMs;
  return Math.max(1, Math.floor(((timeoutMs / 1000) * 2 ** index) / servers)) * 1000;
}
